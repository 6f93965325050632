import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import { openRuntime, type Runtime } from '#apps/service/runtime.js';
import { listen } from '#apps/service/start.js';
import { freshDatabase } from './database.js';
import { newLog } from './log.js';
import { onThisMachine } from './listening.js';
import { appointPeople, council } from './people.js';

/** The whole service on a database of its own, with its log in the store of the run (log.ts). */
export interface App {
  readonly url: string;
  readonly databaseUrl: string;
  readonly runtime: Runtime;
  /** The file with the private key of the log. */
  readonly keyFile: string;
  /** A further process over the same log and database. */
  another(logger: Logger, now: () => Date): Promise<Runtime>;
  stop(): Promise<void>;
}

/**
 * Starts the real service; `now` is its clock, which only tests may set. The people of the example
 * place are appointed, those of its council for `host`; for nobody, where an empty log is wanted. Its
 * log chooses its own name where it is given no `origin`.
 */
export async function startApp(
  now?: () => Date,
  host: string | null = council,
  origin?: string,
): Promise<App> {
  const database = await freshDatabase();
  const log = await newLog();
  const logger = pino({ level: 'warn' });
  const folder = mkdtempSync(join(tmpdir(), 'purse-log-key-'));
  const signing = { keyFile: join(folder, 'log-key'), origin };
  const opening = { openLog: log.open, signing };
  const runtime = await openRuntime(database.url, logger, { ...opening, now });
  if (host !== null) await appointPeople(runtime.ledger, host);
  const { url, close } = await listen(runtime, logger, await onThisMachine(runtime));
  return {
    url,
    databaseUrl: database.url,
    runtime,
    keyFile: signing.keyFile,
    another: (itsLogger, itsNow) =>
      openRuntime(database.url, itsLogger, { ...opening, now: itsNow }),
    stop: async () => {
      await close();
      await runtime.stop();
      await log.drop();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
