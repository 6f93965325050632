import { openViews } from '#apps/service/runtime.js';
import type { EventStore } from '#libs/event-store/port.js';
import { PostgresEventStore } from '#libs/event-store/postgres/postgres-store.js';
import { openReadModels, PostgresReading } from '#projections/reading/postgres-reading.js';
import { run } from '#projections/runner/runner.js';

/** After everything that a history of the benchmark records. */
const afterItAll = (): Date => new Date('2030-01-01T00:00:00Z');

/**
 * The views of a history, without the rest of the service, which has work of its own after so much
 * was put into the log.
 */
export async function withReading<Result>(
  url: string,
  work: (reading: PostgresReading, store: EventStore) => Promise<Result>,
): Promise<Result> {
  const store = await PostgresEventStore.open(url);
  const views = openViews(url);
  const runner = run(store, views, (error) => console.error(error));
  await runner.started;
  const models = await openReadModels(url);
  try {
    return await work(
      new PostgresReading(models, store, runner.progress, afterItAll, () => 0),
      store,
    );
  } finally {
    await runner.stop();
    await models.destroy();
    await views.end();
    await store.close();
  }
}
