import { escapeLiteral, type Pool } from 'pg';
import type { RecordedEvent } from '#contracts/envelope.js';
import { follow } from '../follow.js';
import { GroupCommit, inOrder } from '../group-commit.js';
import type { Append, AppendResult, EventStore, Head, KnownKey, StoredBytes } from '../port.js';
import { keyHash } from '../sql/key-hash.js';
import { headOf, numberAt, whole } from '../sql/numbers.js';
import { writerPool } from '../sql/pool.js';
import { readHmac } from '../sql/secret.js';
import { Wake } from '../sql/wake.js';
import { appendBatch } from './append-batch.js';
import type { RowMaker } from './binary-rows.js';
import { copyOut, copyPages, recordedEvent, storedBytes } from './copy-out.js';
import { knownKeys, type KnownRow } from './known-keys.js';

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
  private readonly group = new GroupCommit(async (batch) =>
    inOrder(batch, await appendBatch(this.writer, batch)),
  );
  private readonly wake: Wake;
  private readonly closing = new AbortController();

  private constructor(
    /** Of its own, so that no number of readers holds up an append. */
    private readonly writer: Pool,
    private readonly readers: Pool,
    readonly requestHash: (canonicalRequest: string) => string,
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
      return new PostgresEventStore(writer, readers, await readHmac(writer), url, settled);
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
        recordedEvent,
      )) {
        count += events.length;
        yield* events;
      }
      if (count < size) return;
    }
  }

  read(afterNumber: number, upTo?: number): AsyncIterable<readonly RecordedEvent[]> {
    return this.pages(recordedEvent, afterNumber, upTo);
  }

  readBytes(afterNumber: number, upTo?: number): AsyncIterable<readonly StoredBytes[]> {
    return this.pages(storedBytes, afterNumber, upTo);
  }

  async *follow(afterNumber: number, signal: AbortSignal): AsyncIterable<readonly RecordedEvent[]> {
    await this.wake.listening();
    yield* follow(
      (after) => this.read(after),
      afterNumber,
      (after, ended) => this.wake.after(after, ended),
      AbortSignal.any([signal, this.closing.signal]),
    );
  }

  async findKeys(keys: readonly string[]): Promise<ReadonlyMap<string, KnownKey>> {
    const { rows } = await this.readers.query<KnownRow>({
      name: 'log.known',
      text: 'select * from log.known($1)',
      values: [keys.map(keyHash)],
    });
    return knownKeys(keys, rows);
  }

  head(): Promise<Head> {
    return headOf(this.readers, 'log.event');
  }

  numberAt(instant: string): Promise<number> {
    return numberAt(this.readers, 'log', instant);
  }

  private async *pages<Row>(
    make: RowMaker<Row>,
    afterNumber: number,
    upTo = Infinity,
  ): AsyncIterable<readonly Row[]> {
    const last = Math.min(upTo, (await this.head()).number);
    const pages = pagesOf(whole(afterNumber), last, this.options.eventsPerPage);
    yield* copyPages(this.readers, pages, make);
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

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
