import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { pino } from 'pino';
import { Ledger } from '#apps/service/ledger/ledger.js';
import { Sealing } from '#apps/service/sealing/sealing.js';
import { migrate, openViews } from '#apps/service/runtime.js';
import { PostgresEventStore } from '#libs/event-store/postgres/postgres-store.js';
import { openReadModels, PostgresReading } from '#projections/reading/postgres-reading.js';
import { run, type Runner } from '#projections/runner/runner.js';
import { freshDatabase } from '#test/support/database.js';

/**
 * What the service is made of, on a database of its own, without its timers: what they do the
 * simulation does when it is its turn, so that a life is the same each time.
 */
export interface Place {
  /** One for each process that writes. */
  readonly stores: readonly PostgresEventStore[];
  readonly store: PostgresEventStore;
  readonly runner: Runner;
  readonly models: DataSource;
  readonly reading: PostgresReading;
  readonly views: Pool;
  readonly url: string;
  readonly sealing: Sealing;
  stop(): Promise<void>;
}

export const writersMax = 3;

export async function openPlace(now: () => Date): Promise<Place> {
  const database = await freshDatabase();
  await migrate(database.url);
  const stores = await Promise.all(
    Array.from({ length: writersMax }, () => PostgresEventStore.open(database.url)),
  );
  const store = await PostgresEventStore.open(database.url);
  const views = openViews(database.url);
  const faults: unknown[] = [];
  const runner = run(store, views, (error) => faults.push(error));
  await runner.started;
  const models = await openReadModels(database.url);
  const sealing = new Sealing(database.url, new Ledger(store, now), pino({ level: 'silent' }));
  return {
    stores,
    store,
    runner,
    models,
    reading: new PostgresReading(models, store, runner.progress, now, () => 0),
    views,
    url: database.url,
    sealing,
    stop: async () => {
      await sealing.stop();
      await runner.stop();
      await models.destroy();
      await views.end();
      await Promise.all([store, ...stores].map((each) => each.close()));
      await database.drop();
      if (faults.length > 0)
        throw new Error('the views could not be moved on', { cause: faults[0] });
    },
  };
}
