import type { EventStoreDBClient } from '@eventstore/db-client';
import type { Pool } from 'pg';
import type { RecordedEvent } from '#contracts/envelope.js';
import { follow } from '../follow.js';
import { GroupCommit } from '../group-commit.js';
import { bytesPerAppendMax } from '../limits.js';
import type { Append, AppendResult, EventStore, Head, KnownKey, StoredBytes } from '../port.js';
import { whole } from '../sql/numbers.js';
import { writerPool } from '../sql/pool.js';
import { readHmac } from '../sql/secret.js';
import { Wake } from '../sql/wake.js';
import { Appender, type AppendingOptions } from './appender.js';
import type { Taking } from './batches.js';
import { Claiming, usualClaimMilliseconds } from './claiming.js';
import { Claims } from './claims.js';
import { clientOf } from './client.js';
import { recordedEvent, storedBytes, type NumberedMaker } from './events.js';
import { leaseHolder } from './health.js';
import { LogElsewhere, settleIdentity } from './identity.js';
import { Looking } from './looking.js';
import { logStreams, usualLogName } from './names.js';
import { NumberTable } from './number-table.js';
import { Numbering } from './numbering.js';
import { Reading } from './reading.js';
import { troubleOf } from './trouble.js';

export interface EventStoreDbOptions extends AppendingOptions {
  /** Names the streams of this log in EventStoreDB. */
  readonly log: string;
  /** Entries of the number table a reader asks for at a time. */
  readonly eventsPerPage: number;
  /** Events that are taken from EventStoreDB, and numbered, at a time. */
  readonly eventsHeldMax: number;
  /** How long a follower may miss a notification. */
  readonly pollMilliseconds: number;
  /** How long what is stored may be without a number. */
  readonly numberMilliseconds: number;
  /** How often a process that waits for the lease asks for it. */
  readonly leaseMilliseconds: number;
  /** After so long a key whose use was never seen is free again. */
  readonly claimMilliseconds: number;
  /** How long the subscription may be silent before it is opened anew. */
  readonly silenceMilliseconds: number;
}

const defaults: EventStoreDbOptions = {
  log: usualLogName,
  eventsPerPage: 1_000,
  eventsHeldMax: 256,
  pollMilliseconds: 1_000,
  patienceMilliseconds: 20_000,
  callMilliseconds: 5_000,
  numberMilliseconds: 10_000,
  leaseMilliseconds: 500,
  silenceMilliseconds: 2_000,
  claimMilliseconds: usualClaimMilliseconds,
};

const bytesHeldMax = 1024 * 1024;
const databaseConnectionsMax = 8;
/** Whoever starts the service wants to know soon that EventStoreDB is not there. */
const openMillisecondsMax = 5_000;

interface Parts {
  readonly pool: Pool;
  readonly wake: Wake;
  readonly client: EventStoreDBClient;
  readonly table: NumberTable;
  readonly reading: Reading;
  readonly appender: Appender;
  readonly numbering: Numbering;
  readonly eventsPerPage: number;
  readonly requestHash: (canonicalRequest: string) => string;
  /** Ends what waits for numbers, once nothing is on its way any more. */
  readonly closed: AbortController;
}

/**
 * The log in EventStoreDB, its numbers and keys in PostgreSQL. Any number of processes may hold one
 * over the same cluster and database; one of them numbers what all append.
 */
export class EventStoreDbStore implements EventStore {
  readonly requestHash: (canonicalRequest: string) => string;
  private readonly closing = new AbortController();
  private readonly group: GroupCommit;

  private constructor(private readonly parts: Parts) {
    this.requestHash = parts.requestHash;
    // With the types, ids and spans beside their bytes, a chain stays within the 1 MiB that the
    // server takes in one append.
    this.group = new GroupCommit(parts.appender.commit, bytesPerAppendMax);
  }

  /**
   * The schemas `log` and `numbering` must have been migrated, and the database's login be able to
   * become `purse_writer`. Throws EventStoreUnusable, or LogElsewhere where the two do not belong
   * together.
   */
  static async open(
    databaseUrl: string,
    eventStoreUrl: string,
    options: Partial<EventStoreDbOptions> = {},
  ): Promise<EventStoreDbStore> {
    const settled = { ...defaults, ...options };
    const client = clientOf(eventStoreUrl);
    const pool = writerPool(databaseUrl, 'purse log', databaseConnectionsMax);
    try {
      const requestHash = await readHmac(pool).catch((error: unknown) => {
        throw new LogNotOpened(error);
      });
      const streams = logStreams(settled.log);
      const patience = Math.min(settled.patienceMilliseconds, openMillisecondsMax);
      const looking = new Looking(client, streams, takingOf(settled), patience);
      await settleIdentity(pool, client, looking, streams, settled.log);
      const wake = new Wake(databaseUrl, settled.pollMilliseconds);
      await wake.listening();
      const store = new EventStoreDbStore({
        ...assembled(pool, wake, client, databaseUrl, eventStoreUrl, settled),
        requestHash,
      });
      store.parts.numbering.start();
      return store;
    } catch (error) {
      await Promise.all([client.dispose(), pool.end()]);
      if (error instanceof LogElsewhere || error instanceof LogNotOpened) throw error;
      throw await troubleOf(error, eventStoreUrl);
    }
  }

  append(append: Append): Promise<AppendResult> {
    return this.group.append(append);
  }

  readStream(stream: string, fromRevision = 0): AsyncIterable<RecordedEvent> {
    return this.parts.reading.stream(stream, whole(fromRevision));
  }

  read(afterNumber: number, upTo?: number): AsyncIterable<readonly RecordedEvent[]> {
    return this.pages(recordedEvent, afterNumber, upTo);
  }

  readBytes(afterNumber: number, upTo?: number): AsyncIterable<readonly StoredBytes[]> {
    return this.pages(storedBytes, afterNumber, upTo);
  }

  private async *pages<Row>(
    make: NumberedMaker<Row>,
    afterNumber: number,
    upTo = Infinity,
  ): AsyncIterable<readonly Row[]> {
    const { table, reading, eventsPerPage } = this.parts;
    const last = Math.min(upTo, (await table.head()).number);
    for (let after = whole(afterNumber); after < last;) {
      const entries = await table.after(after, Math.min(after + eventsPerPage, last));
      yield* reading.page(entries, make);
      after += entries.length;
    }
  }

  async *follow(afterNumber: number, signal: AbortSignal): AsyncIterable<readonly RecordedEvent[]> {
    const { wake } = this.parts;
    await wake.listening();
    yield* follow(
      (after) => this.read(after),
      afterNumber,
      (after, ended) => wake.after(after, ended),
      AbortSignal.any([signal, this.closing.signal]),
    );
  }

  findKeys(keys: readonly string[]): Promise<ReadonlyMap<string, KnownKey>> {
    return this.parts.table.known(keys);
  }

  head(): Promise<Head> {
    return this.parts.table.head();
  }

  async numberAt(instant: string): Promise<number> {
    return this.parts.table.numberAt(instant);
  }

  /** Lets appends on their way be numbered, ends followers, then gives the connections back. */
  async close(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    const { closed, numbering, wake, pool, client } = this.parts;
    await this.group.drained();
    closed.abort();
    await numbering.stop();
    await Promise.all([client.dispose(), wake.close(), pool.end()]);
  }
}

/** The database is at fault, and not EventStoreDB. */
class LogNotOpened extends Error {
  override readonly name = 'LogNotOpened';

  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`The log cannot be opened, "purse doctor" says why: ${reason}`, { cause });
  }
}

function takingOf({ callMilliseconds, eventsHeldMax }: EventStoreDbOptions): Taking {
  return {
    eventsMax: eventsHeldMax,
    bytesMax: bytesHeldMax,
    silenceMilliseconds: callMilliseconds,
  };
}

function assembled(
  pool: Pool,
  wake: Wake,
  client: EventStoreDBClient,
  databaseUrl: string,
  eventStoreUrl: string,
  options: EventStoreDbOptions,
): Omit<Parts, 'requestHash'> {
  const streams = logStreams(options.log);
  const taking = takingOf(options);
  const closed = new AbortController();
  const looking = new Looking(client, streams, taking, options.patienceMilliseconds);
  // On a connection of its own: no long read stands in its way.
  const numbering = new Numbering(databaseUrl, clientOf(eventStoreUrl), streams, looking, {
    leaseMilliseconds: options.leaseMilliseconds,
    taking: { ...taking, silenceMilliseconds: options.silenceMilliseconds },
  });
  const whyLate = async (): Promise<string> =>
    numbering.failure instanceof Error
      ? numbering.failure.message
      : `${(await leaseHolder(pool)) ?? 'nobody'} holds the lease to number the log.`;
  const table = new NumberTable(pool, wake, options.numberMilliseconds, whyLate, closed.signal);
  const claims = new Claims(pool);
  const claiming = new Claiming(claims, table, looking, options.claimMilliseconds);
  return {
    ...{ pool, wake, client, table, numbering, closed, eventsPerPage: options.eventsPerPage },
    reading: new Reading(client, streams, table, taking, options.patienceMilliseconds),
    appender: new Appender(client, streams, claims, claiming, table, looking, options),
  };
}
