import type { Pool } from 'pg';
import { migrate, openViews } from '#apps/service/runtime.js';
import { PostgresEventStore } from '#libs/event-store/postgres/postgres-store.js';
import { replayTo, type Replayed } from '#projections/runner/replay-to.js';
import { run, type Runner } from '#projections/runner/runner.js';
import { fillLog } from '#test/bench/fill-log.js';
import { history } from '#test/bench/history.js';
import { freshDatabase, type FreshDatabase } from '#test/support/database.js';

/** More than one part of the comparison, so that what differs in a later one is found too. */
const events = 21_000;
const silent = (): void => undefined;

let database: FreshDatabase;
let store: PostgresEventStore;
let views: Pool;
let runner: Runner;
let live: string;

beforeAll(async () => {
  database = await freshDatabase();
  await migrate(database.url);
  store = await PostgresEventStore.open(database.url);
  views = openViews(database.url);
  runner = run(store, views, silent);
  await runner.started;
  // Once it runs, so that its own rows are what is compared.
  await fillLog(database.url, history(events));
  if (!(await runner.progress.until(events, 120_000))) throw new Error('the runner lags');
  const { rows } = await views.query<{ colour: string }>(
    `select colour from views.version where state = 'live'`,
  );
  live = rows[0]?.colour ?? '';
});

afterAll(async () => {
  await runner.stop();
  await views.end();
  await store.close();
  await database.drop();
});

const replayed = (to: number): Promise<Replayed> => replayTo(store, views, to, silent);

/** What the replay leaves behind in the database: tables of a session, locks, transactions. */
const leftBehind = `select
    (select count(*) from pg_class where relpersistence = 't' and relkind = 'r') as tables,
    (select count(*) from pg_locks where locktype = 'advisory'
      and database = (select oid from pg_database where datname = current_database())) as locks`;

describe('a replay up to a number', () => {
  it.each([0, 1, 777, events])('finds at %d what the live views have kept of it', async (to) => {
    const found = await replayed(to);
    expect(found).toEqual({ number: to, rows: found.rows, differences: 0, first: [] });
    const { rows } = await views.query<{ rows: string }>(
      `select (select count(*) from ${live}.posting where number <= $1)
        + (select count(*) from ${live}.fact where number <= $1)
        + (select count(*) from ${live}.entry where number <= $1)
        + (select count(distinct series) from ${live}.posting where number <= $1)
        + (select count(distinct provenance) from ${live}.entry where number <= $1) as rows`,
      [to],
    );
    expect(found.rows).toBe(Number(rows[0]?.rows));
  });

  it('tells how far it is', async () => {
    const told: [string, number, number][] = [];
    await replayTo(store, views, 5_000, ({ stage, done, of }) => told.push([stage, done, of]));
    expect(new Set(told.map(([stage]) => stage))).toEqual(
      new Set(['reading', 'indexing', 'comparing']),
    );
    expect(told.every(([, done, of]) => done <= of && of === 5_000)).toBe(true);
  });

  it('refuses a number that the log has not', async () => {
    await expect(replayed(events + 1)).rejects.toThrow(
      `the log ends at ${events}, before ${events + 1}`,
    );
  });

  it('leaves nothing behind', async () => {
    const { rows } = await views.query(leftBehind);
    expect(rows).toEqual([{ tables: '0', locks: '0' }]);
  });
});

/** One after another: what was done before is found with it. */
describe('what somebody did to live rows', () => {
  let done = 0;

  it.each([
    [
      'posting 900/0',
      'both',
      `update live.posting set pence = pence + 1 where number = 900 and line = 0`,
    ],
    [
      'posting 900/1',
      'both',
      `update live.posting set running = running + 1 where number = 900 and line = 1`,
    ],
    ['posting 901/0', 'the log', `delete from live.posting where number = 901 and line = 0`],
    [
      'posting 902/99',
      'the live views',
      `insert into live.posting select series, number, 99, effective, pence, running
        from live.posting where number = 902 and line = 0`,
    ],
    [
      'fact fund fund-1 at 1/0',
      'both',
      `update live.fact set attributes = attributes || '{"name": "Mine"}'
        where entity = 'fund' and number = 1`,
    ],
    ['series 5', 'both', `update live.series set scheme = 'mine' where id = 5`],
    ['provenance 2', 'both', `update live.provenance set actor = 'me' where id = 2`],
    ['entry 905', 'both', `update live.entry set effective = '2020-01-01' where number = 905`],
  ])('is found and named: %s, which %s have', async (named, side, statement) => {
    await views.query(statement.replaceAll('live.', `${live}.`));
    done += 1;
    const { differences, first } = await replayed(1_000);
    expect(differences).toBe(done);
    const found = first.find(({ row }) => row === named);
    expect(found).toBeDefined();
    expect(found?.live === null).toBe(side === 'the log');
    expect(found?.log === null).toBe(side === 'the live views');
    expect(found?.live).not.toBe(found?.log);
  });

  it('is found in a later part too, counted whole and named ten times', async () => {
    await views.query(`update ${live}.posting set pence = 1 where number > 20500`);
    const { differences, first } = await replayed(events);
    expect(differences).toBeGreaterThan(1_000);
    expect(first).toHaveLength(10);
  });
});
