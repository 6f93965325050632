import { Pool } from 'pg';
import type { Logger } from 'pino';
import { ExplainedError } from '../explained.js';
import type { Ledger } from '../ledger/ledger.js';
import { Checkpoints } from './checkpoints.js';
import { LogService } from './log-service.js';
import type { LogSigning } from './signing.js';
import { TreeKeeper } from './tree-keeper.js';

/**
 * The log's tree in the database, whose schema must have been migrated, and what is signed of it.
 * Throws an ExplainedError where the log has another name than the settings say.
 */
export async function openLog(
  databaseUrl: string,
  ledger: Ledger,
  logger: Logger,
  signing: LogSigning | undefined,
): Promise<LogService> {
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: 'purse log tree',
    max: 4,
    options: '-c role=purse_writer -c jit=off -c synchronous_commit=on',
  });
  // An idle connection that breaks is replaced by the pool.
  pool.on('error', () => undefined);
  try {
    const origin = await settledOrigin(pool, ledger, signing?.origin);
    const keeper = new TreeKeeper(ledger.store, pool);
    const log: LogService = new LogService({
      ...{ origin, pool, ledger, keeper, signing, logger },
      checkpoints:
        signing &&
        new Checkpoints(pool, signing.keyFile, origin, async () => (await log.keys()).keys),
    });
    return log;
  } catch (error) {
    await pool.end();
    throw error;
  }
}

/**
 * The name that the log has for ever. One that the operator does not name has one by its own secret,
 * which goes with it wherever it is moved.
 */
async function settledOrigin(
  pool: Pool,
  { store }: Ledger,
  named: string | undefined,
): Promise<string> {
  const own = `common-purse.local/${store.requestHash('the name of this log').slice(0, 16)}`;
  await pool.query(
    `insert into log_tree.log (origin) values ($1) on conflict ((true))
      do update set origin = coalesce($2, log.origin)
      where not exists (select from log_tree.checkpoint)`,
    [named ?? own, named],
  );
  const { rows } = await pool.query<{ origin: string }>('select origin from log_tree.log');
  const origin = rows[0]?.origin ?? own;
  if (named !== undefined && named !== origin)
    throw new ExplainedError(
      `PURSE_LOG_ORIGIN is "${named}", and this log is called "${origin}" in what was signed: its name never changes. Set PURSE_LOG_ORIGIN to that, or leave it out.`,
    );
  return origin;
}
