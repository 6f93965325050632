import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientBase, Pool } from 'pg';
import type { EventStore } from '#libs/event-store/port.js';
import { ProvenanceBook } from '../audit-trail/provenances.js';
import { standTrail } from '../audit-trail/stand.js';
import { standAwaited } from './awaited.js';
import { copyIn } from './copy-in.js';
import { addRows, balancedPostings, noRows, type Books, type Rows } from './rows.js';
import { addKnownRows, inTransaction } from './runner.js';
import { SeriesBook } from './series-book.js';
import { guardTables } from './policies.js';
import { colours, createIndexes, createTables, type Colour, type Place } from './tables.js';

export interface RebuildProgress {
  readonly stage: 'reading' | 'indexing' | 'comparing';
  /** Events read. */
  readonly done: number;
  readonly of: number;
}

/** What a rebuild found. `differences` is empty where the live views were right. */
export interface Rebuilt {
  readonly number: number;
  readonly differences: readonly string[];
  readonly swapped: boolean;
}

/** So many that the database and we both have work while the other is not waited for. */
const bytesPerCopy = 4 << 20;
const liveLagMillisecondsMax = 60_000;

/**
 * Builds the read models from the first event, beside the live ones; compares the two at the same
 * number; and puts the new ones in their place. The live ones serve on until then, and stay where
 * the two differ, unless the caller accepts that. Killed, it leaves nothing: it is one transaction.
 */
export async function rebuild(
  store: EventStore,
  pool: Pool,
  accept: boolean,
  onProgress: (progress: RebuildProgress) => void,
  book = new SeriesBook(0),
): Promise<Rebuilt> {
  return inTransaction(pool, async (client) => {
    await client.query(`select pg_advisory_xact_lock(hashtext('purse rebuilds its views'))`);
    const { rows } = await client.query<{ colour: Colour }>(
      `select colour from views.version where state = 'live'`,
    );
    const live = rows[0]?.colour ?? colours[0];
    const built = live === colours[0] ? colours[1] : colours[0];
    await createTables(client, built);

    const head = (await store.head()).number;
    const books = { series: book, provenances: new ProvenanceBook(0) };
    const building: Building = { client, place: built, books, indexed: false };
    const reached = await build(store, building, 0, head, onProgress);
    onProgress({ stage: 'indexing', done: reached, of: head });
    await index(building);

    await liveHasReached(client, live, reached);
    // From here the live runner waits, so that both stand at the same number.
    const { rows: locked } = await client.query<{ number: string }>(
      `select number from views.version where colour = $1 and state = 'live' for update`,
      [live],
    );
    if (!locked[0]) throw new Error('the views were swapped by someone else; rebuild again');
    const number = Number(locked[0].number);
    await client.query(`set local search_path = ${built}`);
    await build(store, building, reached, number, onProgress);
    await standAwaited(client, built);
    await guardTables(client, built);
    await client.query(`analyze series, posting, fact, awaited, provenance, entry`);
    onProgress({ stage: 'comparing', done: number, of: number });

    await standAwaited(client, live);
    await standTrail(client, live, store, number);
    const differences = await compare(client, live, built);
    const swapped = differences.length === 0 || accept;
    if (swapped) {
      await client.query(`update views.version set state = 'idle' where colour = $1`, [live]);
      await client.query(
        `update views.version set state = 'live', number = $2, moved = clock_timestamp()
          where colour = $1`,
        [built, number],
      );
      // The old tables stay for readers that are at it, until the next rebuild needs their place.
    } else
      await client.query(`drop table ${built}.series, ${built}.posting, ${built}.fact,
        ${built}.awaited, ${built}.provenance, ${built}.entry`);
    return { number, differences, swapped };
  });
}

export interface Building {
  readonly client: ClientBase;
  readonly place: Place;
  readonly books: Books;
  indexed: boolean;
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

/** The live views may be catching up themselves; what they have not seen cannot be compared. */
export async function liveHasReached(
  client: ClientBase,
  live: Colour,
  number: number,
): Promise<void> {
  const patience = Date.now() + liveLagMillisecondsMax;
  for (;;) {
    const { rows } = await client.query<{ number: string }>(
      `select number from views.version where colour = $1 and state = 'live'`,
      [live],
    );
    const at = Number(rows[0]?.number ?? 0);
    if (at >= number) return;
    if (Date.now() > patience)
      throw new Error(`the live views stand at ${at} of ${number}: look why they do not move on`);
    await sleep(100);
  }
}

/**
 * At most ten differences, as sentences: series whose totals differ, lines of one side only, and
 * thousands of entries of the audit trail that are not alike in every byte.
 */
async function compare(client: ClientBase, live: Colour, built: Colour): Promise<string[]> {
  const totals = (colour: Colour): string =>
    `select s.key as what, p.count || ' postings, ' || p.sum as says
      from ${colour}.series s join (
        select series, count(*), sum(pence) from ${colour}.posting group by series) p
        on p.series = s.id`;
  const facts = (colour: Colour): string =>
    `select entity || ' ' || id || ' at ' || number || '/' || line as what,
        fund || provider || effective || md5(attributes::text) as says from ${colour}.fact`;
  const awaited = (colour: Colour): string =>
    `select 'open: ' || id as what, number || '/' || line as says from ${colour}.awaited`;
  const provenances = (colour: Colour): string =>
    `select 'provenance ' || id as what, md5(p::text) as says from ${colour}.provenance p`;
  const entries = (colour: Colour): string =>
    `select 'entries from ' || 1000 * (number / 1000) as what,
        count(*) || ' of hash ' || bit_xor(hash_record_extended(e, 0)) as says
      from ${colour}.entry e group by number / 1000`;
  const differences: string[] = [];
  for (const question of [totals, facts, awaited, provenances, entries]) {
    const { rows } = await client.query<{ what: string; was: string; is: string }>(
      `select coalesce(l.what, b.what) as what, coalesce(l.says, 'nothing') as was,
          coalesce(b.says, 'nothing') as is
        from (${question(live)}) l full join (${question(built)}) b on b.what = l.what
        where l.says is distinct from b.says order by 1 limit 10`,
    );
    differences.push(
      ...rows.map(({ what, was, is }) => `${what}: live views say ${was}, the log says ${is}`),
    );
  }
  return differences.slice(0, 10);
}
