import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientBase, Pool } from 'pg';
import type { EventStore } from '#libs/event-store/port.js';
import { begin, build, finish, index, type RebuildProgress } from './building.js';
import { inTransaction } from '#libs/event-store/sql/in-transaction.js';
import { SeriesBook } from './series-book.js';
import { shapeOfViews } from './shape.js';
import type { Colour } from './tables.js';
import { liveVersion, lockRebuilds, otherThan, putInPlace } from './versions.js';

/** What a rebuild found. `differences` is empty where the live views were right. */
export interface Rebuilt {
  readonly number: number;
  readonly differences: readonly string[];
  readonly swapped: boolean;
}

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
    await lockRebuilds(client);
    const { colour: live } = await liveVersion(client);
    const built = otherThan(live);
    const building = await begin(client, built, book);

    const head = (await store.head()).number;
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
    await finish(client, built);
    onProgress({ stage: 'comparing', done: number, of: number });

    const differences = await compare(client, live, built);
    const swapped = differences.length === 0 || accept;
    // The old tables stay for readers that are at it, until the next rebuild needs their place.
    if (swapped) await putInPlace(client, live, { colour: built, number, shape: shapeOfViews() });
    else
      await client.query(`drop table ${built}.series, ${built}.posting, ${built}.fact,
        ${built}.awaited, ${built}.provenance, ${built}.entry`);
    return { number, differences, swapped };
  });
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
