import { setTimeout as sleep } from 'node:timers/promises';
import { Lanes } from '#libs/event-store/lanes.js';
import { PostgresEventStore } from '#libs/event-store/postgres/postgres-store.js';
import { adding, counter } from '../conformance/counter.js';
import { numbersUpTo } from '../conformance/sample-events.js';
import { migratedDatabase, type MigratedDatabase } from './migrated-database.js';

const callers = 64;
const commandsMin = 5;
const latencyMilliseconds = 3;

/** As processes do: each has its own store, its own state and its own connections. */
describe('several stores that append to one stream', () => {
  let database: MigratedDatabase;
  const stores: PostgresEventStore[] = [];

  beforeEach(async () => {
    database = await migratedDatabase();
  });

  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
    await database.drop();
  });

  /** As over a network, an append starts some milliseconds after it was decided. */
  async function lanesAfar(): Promise<Lanes> {
    const store = await PostgresEventStore.open(database.url);
    stores.push(store);
    const afar = Object.create(store) as PostgresEventStore;
    afar.append = async (append) => {
      await sleep(latencyMilliseconds);
      return store.append(append);
    };
    return new Lanes(afar);
  }

  it.each([2, 3])('bring each command of %d busy processes to its end', async (processes) => {
    const all = await Promise.all(numbersUpTo(processes).map(() => lanesAfar()));
    let finished = 0;
    const outcomes = await Promise.all(
      all.map(async (lanes) => {
        const own = numbersUpTo(callers).map(async () => {
          const each: string[] = [];
          // Whoever is done goes on until the last one is, so that nobody is left in peace.
          while (each.length < commandsMin || finished < processes * callers) {
            each.push((await lanes.execute(adding(1))).outcome);
            if (each.length === commandsMin) finished += 1;
          }
          return each;
        });
        return (await Promise.all(own)).flat();
      }),
    );
    expect(new Set(outcomes.flat())).toEqual(new Set(['done']));
    const [first] = all;
    const total = await first?.read('fund-a', counter, (state) => state.total);
    expect(total).toBe(outcomes.flat().length);
  });
});
