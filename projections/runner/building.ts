import type { ClientBase } from 'pg';
import type { EventStore } from '#libs/event-store/port.js';
import { ProvenanceBook } from '../audit-trail/provenances.js';
import { standAwaited } from './awaited.js';
import { copyIn } from './copy-in.js';
import { addKnownRows } from './known-rows.js';
import { guardTables } from './policies.js';
import { addRows, balancedPostings, noRows, type Books, type Rows } from './rows.js';
import { SeriesBook } from './series-book.js';
import { analyse, createIndexes, createTables, type Colour, type Place } from './tables.js';

export interface RebuildProgress {
  readonly stage: 'reading' | 'indexing' | 'comparing';
  /** Events read. */
  readonly done: number;
  readonly of: number;
}

/** So many that the database and we both have work while the other is not waited for. */
const bytesPerCopy = 4 << 20;

/** Tables on their way to being whole, within one transaction: what is killed leaves nothing. */
export interface Building {
  readonly client: ClientBase;
  readonly place: Place;
  readonly books: Books;
  indexed: boolean;
}

/** Empty tables in a place. */
export async function begin(
  client: ClientBase,
  place: Place,
  series = new SeriesBook(0),
): Promise<Building> {
  await createTables(client, place);
  const books = { series, provenances: new ProvenanceBook(0) };
  return { client, place, books, indexed: false };
}

/**
 * Rows are made while the database takes in those before. Where a history has more series than may
 * stay in memory, the indexes are made at once, and series are looked up from then on.
 */
export async function build(
  store: EventStore,
  building: Building,
  after: number,
  upTo: number,
  onProgress: (progress: RebuildProgress) => void,
): Promise<number> {
  const { client, books } = building;
  const isFull = (): boolean => books.series.isFull || books.provenances.isFull;
  const rows = noRows();
  let sent = Promise.resolve();
  let reached = after;
  for await (const events of store.read(after, upTo)) {
    if (building.indexed) {
      await sent;
      await addKnownRows(client, rows, events, books);
    } else for (const event of events) addRows(rows, event, balancedPostings(event), books);
    reached = events.at(-1)?.number ?? reached;
    if (isFull() || building.indexed || bytesOf(rows) > bytesPerCopy) {
      await sent;
      rows.due.clear();
      sent = copyIn(client, rows, 'new');
      // Thrown where it is awaited; until then nobody listens.
      sent.catch(() => undefined);
    }
    if (isFull()) {
      await sent;
      await index(building);
      books.series.forget();
      books.provenances.forget();
    }
    onProgress({ stage: 'reading', done: reached, of: upTo });
  }
  await sent;
  await copyIn(client, rows, 'new');
  return reached;
}

const bytesOf = ({ series, posting, fact, provenance, entry }: Rows): number =>
  series.length + posting.length + fact.length + provenance.length + entry.length;

export async function index(building: Building): Promise<void> {
  if (!building.indexed) await createIndexes(building.client, building.place);
  building.indexed = true;
}

/** What readers and the planner need besides the rows. */
export async function finish(client: ClientBase, built: Colour): Promise<void> {
  await standAwaited(client, built);
  await guardTables(client, built);
  await client.query(analyse(built));
}
