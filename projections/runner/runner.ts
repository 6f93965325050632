import type { Pool } from 'pg';
import { type ClientBase, type PoolClient } from 'pg';
import type { RecordedEvent } from '#contracts/envelope.js';
import type { DomainEvent } from '#contracts/events/all.js';
import type { EventStore } from '#libs/event-store/port.js';
import type { Posting } from '#libs/ledger/posting.js';
import { ProvenanceBook } from '../audit-trail/provenances.js';
import { recallProvenances } from '../audit-trail/rows.js';
import { standTrail } from '../audit-trail/stand.js';
import { followAwaited, standAwaited } from './awaited.js';
import { copyIn } from './copy-in.js';
import { addRows, balancedPostings, noRows, type Books, type Rows } from './rows.js';
import { guardTables } from './policies.js';
import { SeriesBook, seriesKey } from './series-book.js';
import { createIndexes, createTables, standByNumber, type Colour } from './tables.js';

/** Another runner moved the checkpoint, or the live version was swapped: start again from the tables. */
class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/** How far the live views have come; waiters are told. */
export class Progress {
  #reached = 0;
  #standing = 0;
  readonly #waiting = new Set<{ number: number; resolve: () => void }>();

  get reached(): number {
    return this.#reached;
  }
  /** The last number at which it may have changed who acts for whom, or whose a fund is. */
  get standing(): number {
    return this.#standing;
  }
  standsAnew(number: number): void {
    this.#standing = Math.max(this.#standing, number);
  }
  advance(number: number): void {
    this.#reached = Math.max(this.#reached, number);
    for (const waiter of this.#waiting)
      if (waiter.number <= this.#reached) {
        this.#waiting.delete(waiter);
        waiter.resolve();
      }
  }
  /** Resolves true once the views include the number, false when the time is up, or nobody waits for it. */
  async until(number: number, milliseconds: number, gone?: AbortSignal): Promise<boolean> {
    if (number <= this.#reached) return true;
    if (gone?.aborted) return false;
    return new Promise((resolve) => {
      const end = (isReached: boolean): void => {
        clearTimeout(timer);
        gone?.removeEventListener('abort', giveUp);
        this.#waiting.delete(waiter);
        resolve(isReached);
      };
      const giveUp = (): void => end(false);
      const waiter = { number, resolve: () => end(true) };
      const timer = setTimeout(giveUp, milliseconds);
      gone?.addEventListener('abort', giveUp);
      this.#waiting.add(waiter);
    });
  }
}

export interface Runner {
  readonly progress: Progress;
  /** Resolves when the live views are open, or it has stopped before. */
  readonly started: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Follows the log and keeps the live read models up to it: rows and checkpoint in one transaction,
 * so that each event counts exactly once, wherever it is killed.
 */
export function run(store: EventStore, pool: Pool, onFault: (error: unknown) => void): Runner {
  const stopping = new AbortController();
  const progress = new Progress();
  let hasStarted: () => void = () => undefined;
  const started = new Promise<void>((resolve) => (hasStarted = resolve));
  const stopped = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await follow(store, pool, progress, stopping.signal, hasStarted);
      } catch (error) {
        if (!(error instanceof Overtaken)) onFault(error);
        await pause(error instanceof Overtaken ? 50 : 1_000, stopping.signal);
      }
    }
    hasStarted();
  })();
  return {
    progress,
    started,
    stop: async () => {
      stopping.abort();
      await stopped;
    },
  };
}

async function follow(
  store: EventStore,
  pool: Pool,
  progress: Progress,
  signal: AbortSignal,
  opened: () => void,
): Promise<void> {
  const { colour, number, lastSeries, lastProvenance } = await inTransaction(pool, (client) =>
    openLive(client, store),
  );
  const books = {
    series: new SeriesBook(lastSeries),
    provenances: new ProvenanceBook(lastProvenance),
  };
  // What others have projected meanwhile is not known here.
  progress.standsAnew(number);
  progress.advance(number);
  opened();
  let after = number;
  for await (const events of store.follow(after, signal)) {
    const last = events.at(-1)?.number ?? after;
    await inTransaction(pool, async (client) => {
      await moveCheckpoint(client, colour, after, last);
      await client.query(`set local search_path = ${colour}`);
      await project(client, events, books);
    });
    after = last;
    if (events.some(({ type }) => changeStanding.has(type))) progress.standsAnew(after);
    progress.advance(after);
  }
}

/** Events that change what `projections/reading/standing.ts` reads, or who is appointed. */
const changeStanding: ReadonlySet<string> = new Set<DomainEvent['type']>([
  ...(['PersonAppointed', 'AppointmentEnded', 'FundEstablished', 'HostingChanged'] as const),
  ...(['SourceOpened', 'SourceDescribed', 'SourceTransferred', 'SourcesMerged'] as const),
  ...(['AgreementSigned', 'AgreementVaried', 'AgreementTerminated'] as const),
  ...(['OrganisationRegistered', 'OrganisationDetailsChanged'] as const),
  ...(['OrganisationIdentified', 'OrganisationSucceeded'] as const),
]);

interface Live {
  readonly colour: Colour;
  readonly number: number;
  readonly lastSeries: number;
  readonly lastProvenance: number;
}

/** The live version, its tables made where this is the first start. */
async function openLive(client: ClientBase, store: EventStore): Promise<Live> {
  const { rows } = await client.query<{ colour: Colour; number: string }>(
    `select colour, number from views.version where state = 'live' for update`,
  );
  const live = rows[0];
  if (!live) throw new Error('views.version names no live version');
  const { rows: standing } = await client.query<{ there: boolean }>(
    `select to_regclass($1) is not null as there`,
    [`${live.colour}.posting`],
  );
  if (!standing[0]?.there) {
    await createTables(client, live.colour);
    await createIndexes(client, live.colour);
  }
  await standByNumber(client, live.colour);
  await standAwaited(client, live.colour);
  await standTrail(client, live.colour, store, Number(live.number));
  await guardTables(client, live.colour);
  const { rows: last } = await client.query<{ series: number; provenance: number }>(
    `select (select coalesce(max(id), 0) from ${live.colour}.series) as series,
        (select coalesce(max(id), 0) from ${live.colour}.provenance) as provenance`,
  );
  return {
    colour: live.colour,
    number: Number(live.number),
    lastSeries: last[0]?.series ?? 0,
    lastProvenance: last[0]?.provenance ?? 0,
  };
}

/** Names the number that it moves from: if no row changes, another runner was there first. */
async function moveCheckpoint(
  client: ClientBase,
  colour: Colour,
  from: number,
  to: number,
): Promise<void> {
  const { rowCount } = await client.query(
    `update views.version set number = $3, moved = clock_timestamp()
      where colour = $1 and state = 'live' and number = $2`,
    [colour, from, to],
  );
  if (rowCount !== 1) throw new Overtaken(`the live views are no longer ${colour} at ${from}`);
}

/** Writes the rows of some events into the tables of the search path. */
async function project(
  client: ClientBase,
  events: readonly RecordedEvent[],
  books: Books,
): Promise<void> {
  if (books.series.isFull) books.series.forget();
  if (books.provenances.isFull) books.provenances.forget();
  const rows = noRows();
  await addKnownRows(client, rows, events, books);
  await copyIn(client, rows);
  await followAwaited(client, rows.due);
}

/** Adds the rows of some events, once what they have in common with others is recalled from the tables. */
export async function addKnownRows(
  client: ClientBase,
  rows: Rows,
  events: readonly RecordedEvent[],
  books: Books,
): Promise<void> {
  const made = events.map((event) => ({ event, posted: balancedPostings(event) }));
  await recall(
    client,
    books.series,
    made.flatMap(({ posted }) => posted).filter((posting) => !books.series.find(posting)),
  );
  await recallProvenances(client, books.provenances, events);
  for (const { event, posted } of made) addRows(rows, event, posted, books);
}

/** Looks up series that are in the tables and have left the book, or have never been in it. */
async function recall(
  client: ClientBase,
  book: SeriesBook,
  postings: readonly Posting[],
): Promise<void> {
  if (postings.length === 0) return;
  const byKey = new Map(postings.map((posting) => [seriesKey(posting), posting]));
  const { rows } = await client.query<{ key: string; id: number; running: string }>(
    `select s.key, s.id, p.running from series s
      cross join lateral (
        select running from posting where series = s.id order by number desc, line desc limit 1) p
      where s.key = any($1)`,
    [[...byKey.keys()]],
  );
  for (const { key, id, running } of rows) {
    const posting = byKey.get(key);
    if (posting) book.put(posting, { id, running: BigInt(running) });
  }
}

export async function inTransaction<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => (broken = true));
    throw error;
  } finally {
    client.release(broken);
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
