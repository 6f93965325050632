import {
  START,
  streamNameFilter,
  type AllStreamResolvedEvent,
  type EventStoreDBClient,
} from '@eventstore/db-client';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { recordedAfter } from '../instant.js';
import { stampSql } from '../sql/numbers.js';
import { writerOptions } from '../sql/pool.js';
import { batchesOf, eventsBuffered, Silence, type Taking } from './batches.js';
import { incoming, LogDamaged, type Incoming } from './events.js';
import type { Looking } from './looking.js';
import type { LogStreams } from './names.js';
import { compare } from './reading.js';

/** Whose session holds this advisory lock numbers the log of its database; chosen at random. */
export const leaseKey = 1_180_244_673;

export interface NumberingOptions {
  /** How often a process that waits for the lease asks for it. */
  readonly leaseMilliseconds: number;
  readonly taking: Taking;
}

interface Position {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** The last event that has a number. */
interface Last {
  readonly number: number;
  readonly recorded: string | undefined;
  readonly position: Position | undefined;
}

/** Before a subscription that was cut is opened again. */
const restMilliseconds = 50;
/** How many events the server may pass over before it says how far it has come. */
const eventsPerCheckpoint = 2_000;

/**
 * Gives the events of the log their numbers, in the order in which EventStoreDB holds them. One
 * process at a time does, whoever holds the lease; the others wait for it. The numbers are the same
 * whoever gives them, in batches of whatever size.
 *
 * The lease is a lock of the database session that also records the numbers, so it ends with that
 * session, and nothing is recorded without it; and each batch names the number that it follows.
 */
export class Numbering {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private lastFailure: unknown;

  constructor(
    private readonly databaseUrl: string,
    private readonly client: EventStoreDBClient,
    private readonly streams: LogStreams,
    private readonly looking: Looking,
    private readonly options: NumberingOptions,
  ) {}

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Why numbering failed in this process the last time; undefined while it goes well. */
  get failure(): unknown {
    return this.lastFailure;
  }

  private isStopped(): boolean {
    return this.stopping.signal.aborted;
  }

  private async run(): Promise<void> {
    while (!this.isStopped()) {
      const session = new Client({
        connectionString: this.databaseUrl,
        connectionTimeoutMillis: 10_000,
        application_name: `purse numbering ${hostname().slice(0, 30)} ${process.pid}`,
        // A machine that is gone loses the lease within seconds.
        options: `${writerOptions} -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3`,
      });
      const lost = new AbortController();
      session.on('error', () => lost.abort());
      session.on('end', () => lost.abort());
      const ended = AbortSignal.any([lost.signal, this.stopping.signal]);
      try {
        await session.connect();
        if (await this.lease(session, ended)) await this.lead(session, ended);
      } catch (error) {
        if (!this.isStopped()) this.lastFailure = error;
      } finally {
        await session.end().catch(() => undefined);
      }
      // Longer than others wait for the lease: what fails here may go well there.
      await this.rest(2 * this.options.leaseMilliseconds);
    }
  }

  private async lease(session: Client, ended: AbortSignal): Promise<boolean> {
    while (!ended.aborted) {
      const { rows } = await session.query<{ ours: boolean }>(
        `select pg_try_advisory_lock(${leaseKey}) as ours`,
      );
      if (rows[0]?.ours === true) return true;
      this.lastFailure = undefined;
      await this.rest(this.options.leaseMilliseconds);
    }
    return false;
  }

  /** Numbers until it ends; throws where EventStoreDB cannot be followed, which another may try. */
  private async lead(session: Client, ended: AbortSignal): Promise<void> {
    let last = await lastOf(session);
    await this.requireLast(session);
    let resume = last.position;
    while (!ended.aborted) {
      const following = new Following(last, resume);
      try {
        await this.follow(session, following, ended);
        ({ last, resume } = following);
      } catch (error) {
        // One that was never begun is left to others: they may reach a node.
        if (error instanceof LogDamaged || !following.begun) throw error;
        await this.rest(restMilliseconds);
        last = await lastOf(session);
        resume = last.position;
      }
    }
  }

  private async follow(session: Client, following: Following, ended: AbortSignal): Promise<void> {
    const subscription = this.client.subscribeToAll(
      {
        fromPosition: following.resume ?? START,
        requiresLeader: true,
        filter: streamNameFilter({
          prefixes: [this.streams.prefix],
          maxSearchWindow: eventsPerCheckpoint,
          checkpointReached: (_, position) => {
            following.reached(position);
            subscription.emit('alive');
          },
        }),
      },
      { highWaterMark: eventsBuffered },
    );
    subscription.once('confirmation', () => {
      following.begun = true;
      this.lastFailure = undefined;
    });
    const batches = batchesOf(
      subscription,
      ({ event }) => (event?.data instanceof Uint8Array ? event.data.length : 0),
      { ...this.options.taking, signal: ended },
    );
    try {
      for await (const batch of batches) {
        const damage = this.taken(batch, following);
        const commands = following.whole();
        if (commands.length > 0)
          following.assigned(await this.assign(session, following.last, commands));
        if (damage !== undefined) throw damage;
      }
    } catch (error) {
      if (!(error instanceof Silence)) throw error;
      // Opened anew: it may have died unnoticed, or hang on a node that was cut off.
      following.finished();
    }
  }

  /** Takes in what is ours; returns what is wrong with the first event that is not. */
  private taken(
    batch: readonly AllStreamResolvedEvent[],
    following: Following,
  ): LogDamaged | undefined {
    for (const { event } of batch) {
      if (event === undefined) continue;
      try {
        following.take(incoming(event, event.position, this.streams.prefix));
      } catch (error) {
        if (error instanceof LogDamaged) return error;
        throw error;
      }
    }
    return undefined;
  }

  private async assign(session: Client, last: Last, events: readonly Incoming[]): Promise<Last> {
    const { number } = last;
    let { recorded } = last;
    const recordeds = events.map(({ stamp }) => (recorded = recordedAfter(recorded, stamp)));
    const first = <Value>(value: (event: Incoming) => Value): (Value | null)[] =>
      events.map((event) => (event.revision === event.span.first ? value(event) : null));
    const preceding = precedingOf(events);
    const { rows } = await session.query<{ assigned: boolean }>({
      name: 'numbering.assign',
      text: `select numbering.assign($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) as assigned`,
      values: [
        number,
        recordeds,
        events.map(({ commit }) => commit.toString()),
        events.map(({ prepare }) => prepare.toString()),
        events.map(({ revision }) => revision),
        events.map(({ stream }) => stream),
        events.map(({ leafHash }) => leafHash),
        first(({ span }) => span.last),
        first(({ keyHash }) => keyHash),
        first(({ key }) => key),
        first(({ requestHash }) => requestHash),
        preceding.map(({ stream }) => stream),
        preceding.map(({ revision }) => revision),
      ],
    });
    if (rows[0]?.assigned !== true) throw new Error('Others have numbered since.');
    return { number: number + events.length, recorded, position: events.at(-1) };
  }

  /** The last event that was numbered must be there: else this is not the log that was numbered. */
  private async requireLast(session: Client): Promise<void> {
    const { rows } = await session.query<{
      number: string;
      stream: string;
      revision: number;
      leaf_hash: Buffer;
    }>(
      'select number, stream, revision, leaf_hash from numbering.entry order by number desc limit 1',
    );
    const [last] = rows;
    if (last === undefined) return;
    const { stream, revision, leaf_hash } = last;
    const found = await this.looking.leafAt(stream, revision);
    if (found?.equals(leaf_hash) === true) return;
    throw new LogDamaged(
      `EventStoreDB does not hold event ${last.number}, the last one that was numbered (${stream}, revision ${revision}): it may have been restored from an older backup, or is another.`,
    );
  }

  private async rest(milliseconds: number): Promise<void> {
    const { signal } = this.stopping;
    await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
  }
}

/** What one subscription has brought. */
class Following {
  /** Whether the server has taken it on. */
  begun = false;
  private pending: Incoming[] = [];
  /** How far the server said that it has come: all before it was sent. */
  private checkpoint: Position | undefined;

  constructor(
    public last: Last,
    /** Up to here all is numbered; undefined at the beginning. */
    public resume: Position | undefined,
  ) {}

  take(event: Incoming): void {
    // The server may begin with the event that was named.
    const before = this.pending.at(-1) ?? this.last.position;
    if (before === undefined || compare(event, before) > 0) this.pending.push(event);
  }

  /** Takes out the leading events of which each command is complete. */
  whole(): readonly Incoming[] {
    const open = new Set<string>();
    let count = 0;
    for (const [place, { stream, revision, span }] of this.pending.entries()) {
      if (revision < span.last) open.add(stream);
      else open.delete(stream);
      if (open.size === 0) count = place + 1;
    }
    return this.pending.splice(0, count);
  }

  assigned(last: Last): void {
    this.last = last;
    this.resume = last.position;
  }

  reached(checkpoint: Position): void {
    this.checkpoint = checkpoint;
  }

  /** All that was sent has been numbered: what the server passed over need not be looked at again. */
  finished(): void {
    const { checkpoint, resume } = this;
    if (checkpoint === undefined || this.pending.length > 0) return;
    if (resume === undefined || compare(checkpoint, resume) > 0) this.resume = checkpoint;
  }
}

/** What must be numbered before these events: the event before the first one of each stream. */
function precedingOf(
  events: readonly Incoming[],
): readonly { readonly stream: string; readonly revision: number }[] {
  const ends = new Map<string, number>();
  const preceding: { stream: string; revision: number }[] = [];
  for (const { stream, revision } of events) {
    const end = ends.get(stream);
    if (end !== undefined && end !== revision - 1) {
      throw new Error(`EventStoreDB sent revision ${revision} of ${stream} after ${end}.`);
    }
    if (end === undefined && revision > 0) preceding.push({ stream, revision: revision - 1 });
    ends.set(stream, revision);
  }
  return preceding;
}

async function lastOf(session: Client): Promise<Last> {
  const { rows } = await session.query<{
    number: string;
    recorded: string;
    commit_position: string;
    prepare_position: string;
  }>(
    `select number, ${stampSql('recorded')} as recorded, commit_position, prepare_position
      from numbering.entry order by number desc limit 1`,
  );
  const [last] = rows;
  if (last === undefined) return { number: 0, recorded: undefined, position: undefined };
  return {
    number: Number(last.number),
    recorded: last.recorded,
    position: { commit: BigInt(last.commit_position), prepare: BigInt(last.prepare_position) },
  };
}
