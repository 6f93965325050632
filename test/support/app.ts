import { pino } from 'pino';
import { openRuntime, type Runtime } from '#apps/service/runtime.js';
import { listen } from '#apps/service/start.js';
import { freshDatabase } from './database.js';

/** The whole service on a database of its own. */
export interface App {
  readonly url: string;
  readonly databaseUrl: string;
  readonly runtime: Runtime;
  stop(): Promise<void>;
}

/** Starts the real service; `now` is its clock, which only tests may set. */
export async function startApp(now?: () => Date): Promise<App> {
  const database = await freshDatabase();
  const logger = pino({ level: 'warn' });
  const runtime = await openRuntime(database.url, logger, now);
  const { url, close } = await listen(runtime, logger, 0, '127.0.0.1');
  return {
    url,
    databaseUrl: database.url,
    runtime,
    stop: async () => {
      await close();
      await runtime.stop();
      await database.drop();
    },
  };
}
