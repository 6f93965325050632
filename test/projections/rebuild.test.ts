import type { Pool } from 'pg';
import { migrate, openViews } from '#apps/service/runtime.js';
import { PostgresEventStore } from '#libs/event-store/postgres/postgres-store.js';
import { rebuild } from '#projections/runner/rebuild.js';
import { run, type Runner } from '#projections/runner/runner.js';
import { SeriesBook } from '#projections/runner/series-book.js';
import { fillLog } from '#test/bench/fill-log.js';
import { history } from '#test/bench/history.js';
import { freshDatabase, type FreshDatabase } from '#test/support/database.js';

const events = 4_000;
const silent = (): void => undefined;

let database: FreshDatabase;
let store: PostgresEventStore;
let views: Pool;
let runner: Runner;

beforeAll(async () => {
  database = await freshDatabase();
  await migrate(database.url);
  store = await PostgresEventStore.open(database.url);
  views = openViews(database.url);
  runner = run(store, views, silent);
  await runner.started;
  // Once it runs, so that its own rows are what is compared.
  await fillLog(database.url, history(events));
  if (!(await runner.progress.until(events, 60_000))) throw new Error('the runner lags');
});

afterAll(async () => {
  await runner.stop();
  await views.end();
  await store.close();
  await database.drop();
});

describe('a rebuild', () => {
  it('finds what the runner has written, and takes its place', async () => {
    await expect(rebuild(store, views, false, silent)).resolves.toEqual({
      number: events,
      differences: [],
      swapped: true,
    });
  });

  it('finds the same where it can keep few series in memory', async () => {
    const stages: string[] = [];
    const rebuilt = await rebuild(
      store,
      views,
      false,
      ({ stage }) => stages.push(stage),
      new SeriesBook(0, 300),
    );
    expect(rebuilt).toEqual({ number: events, differences: [], swapped: true });
    expect(new Set(stages)).toEqual(new Set(['reading', 'indexing', 'comparing']));
  });

  it('leaves the live views where they are, and says what differs, after someone changed a row', async () => {
    const colour = await liveColour();
    await views.query(`update ${colour}.posting set pence = pence + 1 where number = (
      select max(number) from ${colour}.posting) and line = 0`);
    const rebuilt = await rebuild(store, views, false, silent);
    expect(rebuilt.swapped).toBe(false);
    expect(rebuilt.differences).toEqual([
      expect.stringMatching(
        /live views say \d+ postings, -?\d+, the log says \d+ postings, -?\d+$/,
      ),
    ]);
    expect(await liveColour()).toBe(colour);
  });
});

describe('the audit trail', () => {
  it('is compared entry by entry', async () => {
    const colour = await liveColour();
    await views.query(`update ${colour}.posting set pence = pence - 1 where number = (
      select max(number) from ${colour}.posting) and line = 0`);
    await views.query(`update ${colour}.entry set amount = amount + 1 where number = 1500`);
    await views.query(
      `update ${colour}.entry set amount = 1 where number = 1500 and amount is null`,
    );
    const { differences } = await rebuild(store, views, false, silent);
    expect(differences).toEqual([
      expect.stringMatching(/^entries from 1000: live views say 1000 of hash/),
    ]);
  });
});

async function liveColour(): Promise<string> {
  const { rows } = await views.query<{ colour: string }>(
    `select colour from views.version where state = 'live'`,
  );
  return rows[0]?.colour ?? '';
}
