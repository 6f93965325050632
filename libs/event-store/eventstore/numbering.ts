import {
  START,
  streamNameFilter,
  type AllStreamResolvedEvent,
  type EventStoreDBClient,
} from '@eventstore/db-client';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { writerOptions } from '../sql/pool.js';
import { batchesOf, eventsBuffered, Silence, type Taking } from './batches.js';
import { assign, lastOf, requireLast } from './assigning.js';
import { incoming, LogDamaged, sizeOf } from './events.js';
import { Following } from './following.js';
import type { Looking } from './looking.js';
import type { LogStreams } from './names.js';

/** Whose session holds this advisory lock numbers the log of its database; chosen at random. */
export const leaseKey = 1_180_244_673;

export interface NumberingOptions {
  /** How often a process that waits for the lease asks for it. */
  readonly leaseMilliseconds: number;
  readonly taking: Taking;
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
    /** Its own, which ends with it. */
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
    await this.client.dispose();
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
    await requireLast(session, this.looking);
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
      // Damage is only known to be mended once it has been numbered.
      if (!(this.lastFailure instanceof LogDamaged)) this.lastFailure = undefined;
    });
    const batches = batchesOf(subscription, sizeOf, { ...this.options.taking, signal: ended });
    try {
      for await (const batch of batches) {
        const damage = this.taken(batch, following);
        const commands = following.whole();
        if (commands.length > 0) {
          following.assigned(await assign(session, following.last, commands));
          this.lastFailure = undefined;
        }
        if (damage !== undefined) throw damage;
        following.requireWhole(false);
      }
    } catch (error) {
      if (!(error instanceof Silence)) throw error;
      // Opened anew: it may have died unnoticed, or hang on a node that was cut off.
      following.finished();
      following.requireWhole(true);
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

  private async rest(milliseconds: number): Promise<void> {
    const { signal } = this.stopping;
    await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
  }
}
