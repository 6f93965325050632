import { setTimeout as sleep } from 'node:timers/promises';
import { checked } from '#libs/event-store/limits.js';
import type { Committed } from '#libs/event-store/group-commit.js';
import { appendBatch } from '#libs/event-store/postgres/append-batch.js';
import { PostgresEventStore } from '#libs/event-store/postgres/postgres-store.js';
import { everything, followed, numbersUpTo, sampleAppend } from '../conformance/sample-events.js';
import { migratedDatabase, type MigratedDatabase } from './migrated-database.js';

/**
 * Transactions that start in one order and commit in another, some of them rolled back. Numbers
 * drawn from a sequence fail here: a reader passes over those that commit late.
 */
describe.each([1, 10, 100])('a follower reading %d events at a time', (eventsPerPage) => {
  let database: MigratedDatabase;
  let store: PostgresEventStore;

  beforeEach(async () => {
    database = await migratedDatabase();
    store = await PostgresEventStore.open(database.url, { eventsPerPage, pollMilliseconds: 200 });
  });

  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  /** A writer's transaction, begun and with an id; `go` appends, then ends it after a while. */
  async function transaction(
    n: number,
  ): Promise<{ go: (rollback: boolean) => Promise<Committed> }> {
    const client = await database.connect('purse_writer');
    await client.query('begin');
    await client.query('select pg_current_xact_id()');
    return {
      go: async (rollback) => {
        const data = numbersUpTo(1 + (n % 4)).map((part) => ({ n, part }));
        const append = sampleAppend(`fund-${String(n)}`, -1, { key: `test/${String(n)}`, data });
        const committed = await appendBatch(client, [checked(append)]);
        await sleep(n % 5);
        await client.query(rollback ? 'rollback' : 'commit');
        return committed;
      },
    };
  }

  it('gets every event once, in order, whatever order transactions start and end in', async () => {
    const count = 40;
    const rolledBack = (n: number): boolean => n % 4 === 0;
    const kept = numbersUpTo(count).filter((n) => !rolledBack(n));
    const events = kept.reduce((sum, n) => sum + 1 + (n % 4), 0);
    const following = followed(store, 0, events + 20);

    const begun: Awaited<ReturnType<typeof transaction>>[] = [];
    for (const n of numbersUpTo(count)) begun.push(await transaction(n));
    // Last begun, first to append; several wait for the lock at any time, and the store with them.
    const ended = begun.map(async ({ go }, place) => {
      await sleep((count - place) * 3 + (place % 3) * 10);
      return go(rolledBack(place + 1));
    });
    const through = numbersUpTo(20).map(async (n) => {
      await sleep(n * 6);
      return store.append(sampleAppend(`fund-store-${String(n)}`, -1));
    });
    await Promise.all([...ended, ...through]);

    const seen = await following;
    expect(seen.map(({ number }) => number)).toEqual(numbersUpTo(events + 20));
    const steps = seen.filter(({ key }) => /^test\/\d+$/.test(key));
    expect(new Set(steps.map(({ data }) => data['n']))).toEqual(new Set(kept));
    expect(new Set(steps.map(({ id }) => id)).size).toBe(events);
    expect(await everything(store)).toEqual(seen);
  });

  it('sees nothing of what is open, and no gap where it is rolled back', async () => {
    const first = await database.connect('purse_writer');
    const second = await database.connect('purse_writer');
    await first.query('begin');
    await first.query('select pg_current_xact_id()');
    await second.query('begin');
    const open = await appendBatch(second, [checked(sampleAppend('fund-b', -1))]);
    expect(open.firstNumber).toBe(1);
    const waiting = appendBatch(first, [checked(sampleAppend('fund-a', -1))]);
    await sleep(50);
    expect(await everything(store)).toEqual([]);
    await second.query('rollback');
    expect((await waiting).firstNumber).toBe(1);
    await first.query('commit');
    expect((await everything(store)).map(({ number, stream }) => [number, stream])).toEqual([
      [1, 'fund-a'],
    ]);
  });
});
