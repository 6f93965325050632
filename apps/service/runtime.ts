import { Client, Pool } from 'pg';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { EventStore } from '#libs/event-store/port.js';
import { OfLaterRelease } from '#contracts/events/all.js';
import { migrateLog } from '#libs/event-store/postgres/schema.js';
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

/**
 * Migrates, opens the log and the views, and keeps the views up to the log. The views are in the
 * database, the log is where `openLog` opens it. Without `signing` nothing is signed. `first` is done
 * before anything goes by the clock. Views of another release are made anew, and `remaking` is told how
 * far that is. Throws an ExplainedError where the log is of a later release.
 */
export async function openRuntime(
  databaseUrl: string,
  logger: Logger,
  now: () => Date = () => new Date(),
  openLog: OpenLog = (url) => openStore(url, inPostgres),
  signing?: LogSigning,
  statementSeconds: number = usualTimeouts.statement,
  first: (opened: Opened) => Promise<void> = () => Promise.resolve(),
  remaking: (done: number, of: number) => void = () => undefined,
): Promise<Runtime> {
  await migrate(databaseUrl);
  const store = await openLog(databaseUrl);
  const views = openViews(databaseUrl);
  const ledger = new Ledger(store, now);
  const runner = run(
    store,
    views,
    (error) => logger.error({ err: error }, 'the views could not be moved on; trying again'),
    remaking,
  );
  try {
    await runner.started;
  } catch (error) {
    await views.end();
    await store.close();
    throw error instanceof OfLaterRelease
      ? new ExplainedError(`${error.message}: start that one. Nothing was changed.`, {
          cause: error,
        })
      : error;
  }
  const models = await openReadModels(databaseUrl, statementSeconds);
  const reading = new PostgresReading(models, store, runner.progress, now, ledger.caused);
  const transparency = await openTransparency(databaseUrl, ledger, logger, signing);
  const sealing = new Sealing(databaseUrl, ledger, logger);
  sealing.start();
  const directory = Directory.open(databaseUrl);
  const security = new SecurityLog(databaseUrl, logger);
  const opened: Opened = {
    ...{ store, ledger, runner, models, reading },
    trail: new AuditTrail(models, store, reading),
    ...{ directory, security, sealing, transparency, views },
  };
  const close = async (): Promise<void> => {
    await sealing.stop();
    await directory.close();
    await security.stop();
    await transparency.stop();
    await runner.stop();
    await models.destroy();
    await views.end();
    await store.close();
  };
  try {
    await first(opened);
  } catch (error) {
    await close();
    throw error;
  }
  const scheduler = schedule(ledger, reading, logger);
  return {
    ...opened,
    scheduler,
    stop: async () => {
      await scheduler.stop();
      await close();
    },
  };
}

export async function migrate(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'purse migrate' });
  await client.connect();
  try {
    await migrateLog(client);
    await migrateTree(client);
    await migrateVault(client);
    await migrateDirectory(client);
    await migrateSecurity(client);
  } finally {
    await client.end();
  }
  await migrateViews(databaseUrl);
}

/** Connections that write the views. A lost checkpoint is found again in the log, so commits need not wait for the disk. */
export function openViews(databaseUrl: string): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: 'purse views',
    max: 3,
    options: '-c role=purse_writer -c jit=off -c synchronous_commit=off',
  });
  // An idle connection that breaks is replaced by the pool.
  pool.on('error', () => undefined);
  return pool;
}
