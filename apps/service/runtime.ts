import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { EventStore } from '#libs/event-store/port.js';
import { OfLaterRelease } from '#contracts/events/all.js';
import { migrateLog } from '#libs/event-store/postgres/schema.js';
import { openPool } from '#libs/event-store/sql/pool.js';
import { withConnection } from '#libs/event-store/sql/with-connection.js';
import { AuditTrail } from '#projections/audit-trail/audit-trail.js';
import { migrateViews } from '#projections/reading/migrations.js';
import { openReadModels, PostgresReading } from '#projections/reading/postgres-reading.js';
import { run, type Runner } from '#projections/runner/runner.js';
import { Directory } from './directory/directory.js';
import { ExplainedError } from './explained.js';
import { migrateDirectory } from './directory/schema.js';
import { Ledger } from './ledger/ledger.js';
import type { LogService } from './log/log-service.js';
import { openLog as openTransparency } from './log/open-log.js';
import type { LogSigning } from './log/signing.js';
import { usualTimeouts } from './security/timeouts.js';
import { migrateSecurity } from './security/schema.js';
import { SecurityLog } from './security/security-log.js';
import { Sealing } from './sealing/sealing.js';
import { migrateVault } from './sealing/vault-schema.js';
import { migrateTree } from './log/tree-schema.js';
import { schedule, type Scheduler } from './processes/scheduler.js';
import { inPostgres, openStore, type OpenLog } from './store.js';

/** The ledger on a database: what the service and the command line have in common. */
export interface Runtime {
  readonly store: EventStore;
  readonly ledger: Ledger;
  readonly runner: Runner;
  readonly models: DataSource;
  readonly reading: PostgresReading;
  readonly trail: AuditTrail;
  readonly scheduler: Scheduler;
  /** Who may sign in, and what they are called. */
  readonly directory: Directory;
  /** Sign-ins and refusals, apart from the ledger. */
  readonly security: SecurityLog;
  /** Words about people: sealed before they are recorded, shown to who may read them. */
  readonly sealing: Sealing;
  /** The tree over the log and its signed checkpoints; a TransparencyLog. */
  readonly transparency: LogService;
  /** Writes the views; never the log. */
  readonly views: Pool;
  stop(): Promise<void>;
}

/** All of it but what goes by the clock. */
export type Opened = Omit<Runtime, 'scheduler' | 'stop'>;

/** How a runtime is opened; what is not said is as the tests and the command line have it. */
export interface Opening {
  readonly now?: (() => Date) | undefined;
  /** Where the log is; in the database if not said. */
  readonly openLog?: OpenLog;
  /** Without it nothing is signed. */
  readonly signing?: LogSigning | undefined;
  /** How long the database may work on one question of a reader. */
  readonly statementSeconds?: number;
  /** Done before anything goes by the clock. */
  readonly first?: (opened: Opened) => Promise<void>;
  /** Told how far it is, where views of another release are made anew. */
  readonly remaking?: (done: number, of: number) => void;
}

/**
 * Migrates, opens the log and the views, and keeps the views, which are in the database, up to the log.
 * Where any of it cannot be opened, what was opened before it is closed again. Throws an ExplainedError
 * where the log is of a later release, or is not the one that the settings name.
 */
export async function openRuntime(
  databaseUrl: string,
  logger: Logger,
  {
    now = () => new Date(),
    openLog = (url) => openStore(url, inPostgres),
    signing,
    statementSeconds = usualTimeouts.statement,
    first = () => Promise.resolve(),
    remaking,
  }: Opening = {},
): Promise<Runtime> {
  await migrate(databaseUrl);
  const closing: (() => Promise<unknown>)[] = [];
  /** What was opened last is closed first. */
  const close = async (): Promise<void> => {
    for (const closeOne of closing.toReversed()) await closeOne();
  };
  try {
    const store = await openLog(databaseUrl);
    closing.push(() => store.close());
    const views = openViews(databaseUrl);
    closing.push(() => views.end());
    const ledger = new Ledger(store, now);
    const runner = run(
      store,
      views,
      (error) => logger.error({ err: error }, 'the views could not be moved on; trying again'),
      remaking,
    );
    closing.push(() => runner.stop());
    await runner.started;
    const models = await openReadModels(databaseUrl, statementSeconds);
    closing.push(() => models.destroy());
    const reading = new PostgresReading(models, store, runner.progress, now, ledger.caused);
    const transparency = await openTransparency(databaseUrl, ledger, logger, signing);
    closing.push(() => transparency.stop());
    const security = new SecurityLog(databaseUrl, logger);
    closing.push(() => security.stop());
    const directory = Directory.open(databaseUrl);
    closing.push(() => directory.close());
    const sealing = new Sealing(databaseUrl, ledger, logger);
    closing.push(() => sealing.stop());
    sealing.start();
    const opened: Opened = {
      ...{ store, ledger, runner, models, reading },
      trail: new AuditTrail(models, store, reading),
      ...{ directory, security, sealing, transparency, views },
    };
    await first(opened);
    const scheduler = schedule(ledger, reading, logger);
    closing.push(() => scheduler.stop());
    return { ...opened, scheduler, stop: close };
  } catch (error) {
    await close();
    throw error instanceof OfLaterRelease
      ? new ExplainedError(`${error.message}: start that one. Nothing was changed.`, {
          cause: error,
        })
      : error;
  }
}

export async function migrate(databaseUrl: string): Promise<void> {
  const migrating = { connectionString: databaseUrl, application_name: 'purse migrate' };
  await withConnection(migrating, async (client) => {
    await migrateLog(client);
    await migrateTree(client);
    await migrateVault(client);
    await migrateDirectory(client);
    await migrateSecurity(client);
  });
  await migrateViews(databaseUrl);
}

/** Connections that write the views. A lost checkpoint is found again in the log, so commits need not wait for the disk. */
export function openViews(databaseUrl: string): Pool {
  return openPool({
    connectionString: databaseUrl,
    application_name: 'purse views',
    max: 3,
    options: '-c role=purse_writer -c jit=off -c synchronous_commit=off',
  });
}
