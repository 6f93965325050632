import type { ClientBase, Pool } from 'pg';
import type { EventStore } from '#libs/event-store/port.js';
import { begin, build, index, type RebuildProgress } from './building.js';
import { inTransaction } from '#libs/event-store/sql/in-transaction.js';
import { liveHasReached } from './rebuild.js';
import { scratch, type Colour } from './tables.js';
import { liveVersion } from './versions.js';

/** What a replay up to a number found. */
export interface Replayed {
  readonly number: number;
  /** Rows that the log makes up to the number, each held against the live one. */
  readonly rows: number;
  /** Rows that differ, or stand on one side only. */
  readonly differences: number;
  /** The first of them, at most ten. */
  readonly first: readonly Difference[];
}

/** A row as it is and as it should be, in PostgreSQL's writing of rows; null where it is not there. */
export interface Difference {
  readonly row: string;
  readonly live: string | null;
  readonly log: string | null;
}

const namedMax = 10;
/** Rows of so many events are compared at a time, so that memory and time between two signs of life stay small. */
const numbersAtOnce = 20_000;

/**
 * Builds the read models up to a number in a scratch area that nobody else sees, and compares them,
 * to the byte, with those live rows that were known at that number. Rows are only ever added, so these
 * are the same for ever (rule 10), whatever has been recorded since. Changes nothing; killed, it leaves
 * nothing.
 *
 * A table of what is due is of the present alone, and compared by `rebuild`.
 */
export async function replayTo(
  store: EventStore,
  pool: Pool,
  number: number,
  onProgress: (progress: RebuildProgress) => void,
): Promise<Replayed> {
  const head = (await store.head()).number;
  if (number > head) throw new Error(`the log ends at ${head}, before ${number}`);
  return inTransaction(pool, async (client) => {
    // A rebuild would take away the tables that are being compared.
    await client.query(`select pg_advisory_xact_lock_shared(hashtext('purse rebuilds its views'))`);
    const building = await begin(client, scratch);
    await build(store, building, 0, number, onProgress);
    onProgress({ stage: 'indexing', done: number, of: number });
    await index(building);
    await client.query(`analyze ${scratchTables}`);
    const { colour: live } = await liveVersion(client);
    await liveHasReached(client, live, number);

    const found = { number, rows: 0, differences: 0, first: new Array<Difference>() };
    for (const side of sides)
      for (const [from, to] of side.inParts ? parts(number) : [[1, number] as const]) {
        const part = await differences(client, live, side, from, to);
        found.rows += part.rows;
        found.differences += part.differences;
        found.first.push(...part.first.slice(0, namedMax - found.first.length));
        onProgress({ stage: 'comparing', done: to, of: number });
      }
    await client.query(`drop table ${scratchTables}`);
    return found;
  });
}

/** How rows of a table are told apart, and which of them were known at a number. */
interface Side {
  readonly table: 'series' | 'posting' | 'fact' | 'provenance' | 'entry';
  readonly key: readonly string[];
  /** What the rows are called in a sentence. */
  readonly what: string;
  /** Whether they are found by their number, so that part after part can be compared. */
  readonly inParts: boolean;
}

/** Series and provenances are numbered as the log first needs them: those up to the last of the scratch are of that time. */
const sides: readonly Side[] = [
  { table: 'series', key: ['id'], what: `'series ' || id`, inParts: false },
  {
    table: 'posting',
    key: ['number', 'line'],
    what: `'posting ' || number || '/' || line`,
    inParts: true,
  },
  {
    table: 'fact',
    key: ['entity', 'id', 'number', 'line'],
    what: `'fact ' || entity || ' ' || id || ' at ' || number || '/' || line`,
    inParts: false,
  },
  { table: 'provenance', key: ['id'], what: `'provenance ' || id`, inParts: false },
  { table: 'entry', key: ['number'], what: `'entry ' || number`, inParts: true },
];

function* parts(number: number): Generator<readonly [from: number, to: number]> {
  for (let from = 1; from <= number; from += numbersAtOnce)
    yield [from, Math.min(number, from + numbersAtOnce - 1)];
}

/** `*<>` compares the bytes that rows are stored as, not what their types call equal. */
async function differences(
  client: ClientBase,
  live: Colour,
  { table, key, what }: Side,
  from: number,
  to: number,
): Promise<Omit<Replayed, 'number'>> {
  const known = key.includes('number')
    ? `number between ${from} and ${to}`
    : `id <= (select coalesce(max(id), 0) from ${scratch}.${table})`;
  const { rows } = await client.query<Difference & { all: string }>(
    `select ${what} as row, l.l::text as live, b.b::text as log,
        count(*) over () as all
      from (select l, ${key.join()} from ${live}.${table} l where ${known}) l
      full join (select b, ${key.join()} from ${scratch}.${table} b where ${known}) b
        using (${key.join()})
      where l.l is null or b.b is null or l.l *<> b.b
      order by ${key.join()} limit ${namedMax}`,
  );
  const { rows: counted } = await client.query<{ rows: string }>(
    `select count(*) as rows from ${scratch}.${table} where ${known}`,
  );
  return {
    rows: Number(counted[0]?.rows),
    differences: Number(rows[0]?.all ?? 0),
    first: rows.map(({ row, live: was, log }) => ({ row, live: was, log })),
  };
}

const scratchTables = sides.map(({ table }) => `${scratch}.${table}`).join();
