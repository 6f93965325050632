import { startApp, type App } from './app.js';
import { imported } from './imported.js';
import { firstMonths, northmoor } from './northmoor.js';
import { seeded } from './seeded.js';
import { toldSoFar } from './steps.js';

/** The service on the last day of October 2026, with an imported fund and the worked story so far in its views. */
export async function startWithBothFunds(): Promise<App> {
  const app = await startApp(() => new Date('2026-10-31T12:00:00Z'));
  const { store, runner } = app.runtime;
  await seeded(store, [
    ...toldSoFar(...imported).happened,
    ...toldSoFar(...northmoor, ...firstMonths).happened,
  ]);
  await runner.progress.until((await store.head()).number, 20_000);
  return app;
}
