import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { Lanes } from '#libs/event-store/lanes.js';
import { PostgresEventStore } from '#libs/event-store/postgres/postgres-store.js';
import { Wake } from '#libs/event-store/sql/wake.js';
import { adding, counter } from '../conformance/counter.js';
import { everything, followed, numbersUpTo, sampleAppend } from '../conformance/sample-events.js';
import { migratedDatabase, type MigratedDatabase } from './migrated-database.js';

describe('a connection that breaks', () => {
  let database: MigratedDatabase;
  let admin: Client;
  let store: PostgresEventStore;

  beforeEach(async () => {
    database = await migratedDatabase();
    admin = await database.connect();
    store = await PostgresEventStore.open(database.url, { pollMilliseconds: 100 });
  });

  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  /** How many backends of that name were ended. */
  async function kill(name: string): Promise<number> {
    const { rowCount } = await admin.query(
      `select pg_terminate_backend(pid, 60000) from pg_stat_activity
        where datname = current_database() and application_name = $1`,
      [name],
    );
    return rowCount ?? 0;
  }

  /** Once such a session is there, and waits for a lock where it must. */
  async function isThere(name: string, waiting = ''): Promise<void> {
    for (let found = 0; found === 0;) {
      const { rows } = await admin.query(
        `select from pg_stat_activity where datname = current_database() and application_name = $1
          and ($2 = '' or wait_event_type = $2)`,
        [name, waiting],
      );
      found = rows.length;
    }
  }

  /** Holds the lock that numbers are taken under, so that appends stand in the middle. */
  async function holdNumbers(): Promise<() => Promise<unknown>> {
    const holder = await database.connect();
    await holder.query('begin');
    await holder.query(`select pg_advisory_xact_lock(hashtext('purse numbers its log'))`);
    return () => holder.query('rollback');
  }

  it('in the middle of an append rejects it, and the next one takes its number', async () => {
    const release = await holdNumbers();
    const broken = expect(store.append(sampleAppend('fund-a', -1))).rejects.toThrow();
    await isThere('purse append', 'Lock');
    expect(await kill('purse append')).toBe(1);
    await broken;
    await release();
    expect(await store.append(sampleAppend('fund-b', -1))).toMatchObject({ firstNumber: 1 });
  });

  it('in the middle of a command has it decided again', async () => {
    const lanes = new Lanes(store);
    const release = await holdNumbers();
    const asked = Promise.all([1, 2, 3].map((by) => lanes.execute(adding(by))));
    await isThere('purse append', 'Lock');
    expect(await kill('purse append')).toBe(1);
    await release();
    expect((await asked).map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done']);
    expect(await lanes.read('fund-a', counter, ({ total }) => total)).toBe(6);
  });

  it('again and again loses nothing and doubles nothing', async () => {
    const lanes = new Lanes(store);
    const keys = numbersUpTo(300).map((n) => `test/${String(n)}`);
    const done = Promise.all(
      keys.map(async (key, n) => {
        await sleep(n * 3);
        return lanes.execute(adding(1, { key, stream: `fund-${String(n % 7)}` }));
      }),
    );
    for (let kills = 0; kills < 10; kills += 1) {
      await sleep(90);
      await kill('purse append');
    }
    const outcomes = new Set((await done).map(({ outcome }) => outcome));
    expect([...outcomes].filter((outcome) => outcome !== 'repeated')).toEqual(['done']);
    const events = await everything(store);
    expect(events.map(({ key }) => key).sort()).toEqual([...keys].sort());
    expect(events.map(({ number }) => number)).toEqual(numbersUpTo(300));
  });

  it('in the middle of a page that is taken slowly fails the reading, and nothing else', async () => {
    const data = [{ text: 'x'.repeat(500_000) }];
    const funds = numbersUpTo(40).map((n) => `fund-${String(n)}`);
    await Promise.all(funds.map((fund) => store.append(sampleAppend(fund, -1, { data }))));
    const page = store.read(0)[Symbol.asyncIterator]();
    await page.next();
    expect(await kill('purse read')).toBe(1);
    await sleep(100);
    const rest = async (): Promise<void> => {
      while ((await page.next()).done !== true);
    };
    await expect(rest()).rejects.toThrow();
    expect(await everything(store)).toHaveLength(40);
  });

  it('may be left in the middle of any page, and whoever reads next has its connection', async () => {
    const data = [{ text: 'x'.repeat(500_000) }];
    const funds = numbersUpTo(60).map((n) => `fund-${String(n)}`);
    await Promise.all(funds.map((fund) => store.append(sampleAppend(fund, -1, { data }))));
    const pages = { eventsPerPage: 20, readConnectionsMax: 2 };
    const reader = await PostgresEventStore.open(database.url, pages);
    for (const parts of [1, 2, 3, 4, 5]) {
      let left = parts;
      for await (const { length } of reader.read(0)) {
        left -= 1;
        if (left === 0 || length === 0) break;
      }
    }
    expect(await everything(reader)).toHaveLength(60);
    await reader.close();
  });

  it('of the listener leaves followers to their poll, then to a new one', async () => {
    const seen = followed(store, 0, 2);
    await isThere('purse wake');
    expect(await kill('purse wake')).toBe(1);
    await store.append(sampleAppend('fund-a', -1));
    await isThere('purse wake');
    expect(await kill('purse wake')).toBe(1);
    await store.append(sampleAppend('fund-a', 0));
    expect((await seen).map(({ number }) => number)).toEqual([1, 2]);
  });

  it('of the listener leaves one listener, however soon it is asked for again', async () => {
    const wake = new Wake(database.url, 1_000);
    await wake.listening();
    const enough = new AbortController();
    const asking = (async () => {
      while (!enough.signal.aborted) {
        await wake.listening();
        await setImmediate();
      }
    })();
    // The store has not begun to listen: there is the one of this test.
    expect(await kill('purse wake')).toBe(1);
    await isThere('purse wake');
    await sleep(200);
    enough.abort();
    await asking;
    expect(await kill('purse wake')).toBe(1);
    await wake.listening();
    await wake.close();
    expect(await kill('purse wake')).toBe(0);
  });
});
