import { createHmac } from 'node:crypto';
import { escapeLiteral, Pool } from 'pg';
import type { RecordedEvent } from '#contracts/envelope.js';
import { GroupCommit } from '../group-commit.js';
import { stampOf } from '../instant.js';
import type { Append, AppendResult, EventStore, Head, KnownKey } from '../port.js';
import { appendBatch } from './append-batch.js';
import { copyOut, copyPages } from './copy-out.js';
import { keyHash, knownKeys, type KnownRow } from './known-keys.js';
import { Wake } from './wake.js';

export interface PostgresStoreOptions {
  /** Events a reader asks for at a time. */
  readonly eventsPerPage: number;
  /** How long a follower may miss a notification. */
  readonly pollMilliseconds: number;
  readonly readConnectionsMax: number;
}

const defaults: PostgresStoreOptions = {
  eventsPerPage: 5_000,
  pollMilliseconds: 1_000,
  readConnectionsMax: 8,
};

/** The log in PostgreSQL. Any number of processes may hold one over the same database. */
export class PostgresEventStore implements EventStore {
  private readonly group = new GroupCommit((batch) => appendBatch(this.writer, batch));
  private readonly wake: Wake;
  private readonly closing = new AbortController();

  private constructor(
    /** Of its own, so that no number of readers holds up an append. */
    private readonly writer: Pool,
    private readonly readers: Pool,
    private readonly secret: Buffer,
    url: string,
    private readonly options: PostgresStoreOptions,
  ) {
    this.wake = new Wake(url, options.pollMilliseconds);
  }

  /** The log must have been migrated, and the URL's login be able to become `purse_writer`. */
  static async open(
    url: string,
    options: Partial<PostgresStoreOptions> = {},
  ): Promise<PostgresEventStore> {
    const settled = { ...defaults, ...options };
    const writer = writerPool(url, 'purse append', 1);
    const readers = writerPool(url, 'purse read', settled.readConnectionsMax);
    try {
      const { rows } = await writer.query<{ request_hmac: Buffer }>(
        'select request_hmac from log.secret',
      );
      const secret = rows[0]?.request_hmac;
      if (secret === undefined) throw new Error('log.secret is empty.');
      return new PostgresEventStore(writer, readers, secret, url, settled);
    } catch (error) {
      await Promise.all([writer.end(), readers.end()]);
      throw new Error(`The log cannot be opened, "purse doctor" says why: ${reasonOf(error)}`, {
        cause: error,
      });
    }
  }

  append(append: Append): Promise<AppendResult> {
    return this.group.append(append);
  }

  async *readStream(stream: string, fromRevision = 0): AsyncIterable<RecordedEvent> {
    const size = this.options.eventsPerPage;
    const named = escapeLiteral(stream);
    for (let from = whole(fromRevision); ; from += size) {
      let count = 0;
      for await (const events of copyOut(
        this.readers,
        `select number, recorded, bytes from log.event where stream = ${named}
          and revision >= ${from} and revision < ${from + size} order by revision`,
      )) {
        count += events.length;
        yield* events;
      }
      if (count < size) return;
    }
  }

  async *read(afterNumber: number, upTo = Infinity): AsyncIterable<readonly RecordedEvent[]> {
    const last = Math.min(upTo, (await this.head()).number);
    yield* copyPages(this.readers, pagesOf(whole(afterNumber), last, this.options.eventsPerPage));
  }

  async *follow(afterNumber: number, signal: AbortSignal): AsyncIterable<readonly RecordedEvent[]> {
    const ended = AbortSignal.any([signal, this.closing.signal]);
    await this.wake.listening();
    let after = afterNumber;
    const going = (): boolean => !ended.aborted;
    while (going()) {
      for await (const events of this.read(after)) {
        if (!going()) return;
        yield events;
        after += events.length;
      }
      await this.wake.after(after, ended);
    }
  }

  async findKeys(keys: readonly string[]): Promise<ReadonlyMap<string, KnownKey>> {
    const { rows } = await this.readers.query<KnownRow>({
      name: 'log.known',
      text: 'select * from log.known($1)',
      values: [keys.map(keyHash)],
    });
    return knownKeys(keys, rows);
  }

  async head(): Promise<Head> {
    const { rows } = await this.readers.query<{ number: string; recorded: string }>({
      name: 'log.head',
      text: `select number, to_char(recorded at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
          as recorded
        from log.event order by number desc limit 1`,
    });
    const [last] = rows;
    return { number: Number(last?.number ?? 0), recorded: last?.recorded };
  }

  async numberAt(instant: string): Promise<number> {
    const { rows } = await this.readers.query<{ number: string }>({
      name: 'log.number_at',
      text: 'select log.number_at($1) as number',
      values: [stampOf(instant)],
    });
    return Number(rows[0]?.number);
  }

  requestHash(canonicalRequest: string): string {
    return createHmac('sha256', this.secret).update(canonicalRequest).digest('hex');
  }

  /** Lets appends on their way commit, ends followers, then gives the connections back. */
  async close(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    await this.group.drained();
    await Promise.all([this.wake.close(), this.writer.end(), this.readers.end()]);
  }
}

/** Queries of the events after a number up to another; numbers have no gaps. */
function* pagesOf(afterNumber: number, upTo: number, size: number): Generator<string> {
  for (let after = afterNumber; after < upTo; after += size) {
    yield `select number, recorded, bytes from log.event
      where number > ${after} and number <= ${Math.min(after + size, upTo)} order by number`;
  }
}

function writerPool(url: string, name: string, max: number): Pool {
  const pool = new Pool({
    connectionString: url,
    application_name: name,
    max,
    // Answers promise that the commit is on disk, whatever the server's default.
    options:
      '-c role=purse_writer -c synchronous_commit=on -c jit=off -c enable_seqscan=off -c enable_sort=off',
  });
  // An idle connection that breaks is replaced by the pool; unheard, the event would end the process.
  pool.on('error', () => undefined);
  return pool;
}

function whole(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new Error(`${value} is no place in the log.`);
  return value;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
