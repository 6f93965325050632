import { pino } from 'pino';
import { openDatabase } from '#apps/service/database/database.js';
import { signingOf } from '#apps/service/log/signing.js';
import { openRuntime, type Runtime } from '#apps/service/runtime.js';
import { readSettings } from '#apps/service/settings.js';
import { openStore } from '#apps/service/store.js';

/** Does something with the ledger that the settings name, whether or not the service runs beside. */
export async function withLedger<Result>(
  work: (runtime: Runtime) => Promise<Result>,
): Promise<Result> {
  const settings = readSettings(process.env);
  const database = await openDatabase(settings);
  try {
    const logger = pino({ level: 'error' }, pino.destination(2));
    const runtime = await openRuntime(database.url, logger, {
      openLog: (url) => openStore(url, settings),
      signing: signingOf(settings),
    });
    try {
      return await work(runtime);
    } finally {
      await runtime.stop();
    }
  } finally {
    await database.close();
  }
}
