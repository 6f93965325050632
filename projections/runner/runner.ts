import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientBase, Pool } from 'pg';
import type { RecordedEvent } from '#contracts/envelope.js';
import type { DomainEvent } from '#contracts/events/all.js';
import type { EventStore } from '#libs/event-store/port.js';
import { ProvenanceBook } from '../audit-trail/provenances.js';
import { followAwaited } from './awaited.js';
import { copyIn } from './copy-in.js';
import { inTransaction } from '#libs/event-store/sql/in-transaction.js';
import { addKnownRows } from './known-rows.js';
import { guardTables } from './policies.js';
import { reshape } from './reshape.js';
import { noRows, type Books } from './rows.js';
import { SeriesBook } from './series-book.js';
import { shapeOfViews } from './shape.js';
import { analyse } from './tables.js';
import { liveVersion, type Version } from './versions.js';

/** Another runner moved the checkpoint, or the live version was swapped: start again from the tables. */
class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/** How far the live views have come; waiters are told. */
export class Progress {
  #reached = 0;
  #standing = 0;
  #areOfAnother = false;
  readonly #waiting = new Set<{ number: number; resolve: () => void }>();

  get reached(): number {
    return this.#reached;
  }
  /** The last number at which it may have changed who acts for whom, or whose a fund is. */
  get standing(): number {
    return this.#standing;
  }
  /** Whether the live views are another release's by now: they are read as far as they can be, and not moved on. */
  get areOfAnother(): boolean {
    return this.#areOfAnother;
  }
  belongTo(another: boolean): void {
    this.#areOfAnother = another;
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
  /** Resolves when the live views are open, or it has stopped before; rejects where they cannot be made. */
  readonly started: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Follows the log and keeps the live read models up to it: rows and checkpoint in one transaction,
 * so that each event counts exactly once, wherever it is killed. Views of another shape are made anew
 * first; `remaking` is told how far that is.
 */
export function run(
  store: EventStore,
  pool: Pool,
  onFault: (error: unknown) => void,
  remaking: (done: number, of: number) => void = () => undefined,
  shape = shapeOfViews(),
): Runner {
  const stopping = new AbortController();
  const progress = new Progress();
  let opened: () => void = () => undefined;
  let unmade: (why: unknown) => void = () => undefined;
  const started = new Promise<void>((resolve, reject) => {
    opened = resolve;
    unmade = reject;
  });
  // Whoever waits is told; nobody has to.
  started.catch(() => undefined);
  const stopped = (async () => {
    try {
      await reshape(store, pool, shape, remaking);
    } catch (error) {
      unmade(error);
      return;
    }
    while (!stopping.signal.aborted) {
      try {
        await follow(store, pool, progress, shape, stopping.signal, opened);
      } catch (error) {
        if (!(error instanceof Overtaken)) onFault(error);
        await pause(error instanceof Overtaken ? 50 : 1_000, stopping.signal);
      }
    }
    opened();
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

/** How often views that are another release's are looked at: how far they are, and whether they are ours again. */
const lookAgainMilliseconds = 250;

async function follow(
  store: EventStore,
  pool: Pool,
  progress: Progress,
  shape: string,
  signal: AbortSignal,
  opened: () => void,
): Promise<void> {
  const live = await inTransaction(pool, (client) => openLive(client, shape));
  const { colour, number } = live;
  progress.belongTo(live.shape !== shape);
  // What others have projected meanwhile is not known here.
  progress.standsAnew(number);
  progress.advance(number);
  opened();
  if (progress.areOfAnother) return pause(lookAgainMilliseconds, signal);
  const books = {
    series: new SeriesBook(live.lastSeries),
    provenances: new ProvenanceBook(live.lastProvenance),
  };
  let after = number;
  let analysed = number;
  for await (const events of store.follow(after, signal)) {
    const last = events.at(-1)?.number ?? after;
    await inTransaction(pool, async (client) => {
      await moveCheckpoint(client, { colour, shape }, after, last);
      await client.query(`set local search_path = ${colour}`);
      await project(client, events, books);
    });
    after = last;
    if (events.some(({ type }) => changeStanding.has(type))) progress.standsAnew(after);
    progress.advance(after);
    if (after >= analysed * grownBy + eventsAtLeast) {
      await pool.query(analyse(colour));
      analysed = after;
    }
  }
}

/*
 * PostgreSQL looks for itself how tables have grown, but only once in a while: what came in by the
 * thousand just before, as an example or an import does, would be asked about with plans for empty
 * tables. Each time they have grown by half is seldom enough for any history.
 */
const grownBy = 1.5;
const eventsAtLeast = 500;

/** Events that change what `projections/reading/standing.ts` reads, or who is appointed. */
const changeStanding: ReadonlySet<string> = new Set<DomainEvent['type']>([
  ...(['PersonAppointed', 'AppointmentEnded', 'FundEstablished', 'HostingChanged'] as const),
  ...(['SourceOpened', 'SourceDescribed', 'SourceTransferred', 'SourcesMerged'] as const),
  ...(['AgreementSigned', 'AgreementVaried', 'AgreementTerminated'] as const),
  ...(['OrganisationRegistered', 'OrganisationDetailsChanged'] as const),
  ...(['OrganisationIdentified', 'OrganisationSucceeded'] as const),
]);

interface Live extends Version {
  readonly lastSeries: number;
  readonly lastProvenance: number;
}

/** The live version. Only where it is of our shape do we know its tables. */
async function openLive(client: ClientBase, shape: string): Promise<Live> {
  const live = await liveVersion(client, 'for update');
  if (live.shape !== shape) return { ...live, lastSeries: 0, lastProvenance: 0 };
  await guardTables(client, live.colour);
  const { rows: last } = await client.query<{ series: number; provenance: number }>(
    `select (select coalesce(max(id), 0) from ${live.colour}.series) as series,
        (select coalesce(max(id), 0) from ${live.colour}.provenance) as provenance`,
  );
  return { ...live, lastSeries: last[0]?.series ?? 0, lastProvenance: last[0]?.provenance ?? 0 };
}

/** Names the version and the number that it moves from: if no row changes, another runner was there first. */
async function moveCheckpoint(
  client: ClientBase,
  { colour, shape }: Pick<Version, 'colour' | 'shape'>,
  from: number,
  to: number,
): Promise<void> {
  const { rowCount } = await client.query(
    `update views.version set number = $3, moved = clock_timestamp()
      where colour = $1 and state = 'live' and number = $2 and shape = $4`,
    [colour, from, to, shape],
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

/** Stopped, it does not wait to its end. */
const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  sleep(milliseconds, undefined, { signal }).catch(() => undefined);
