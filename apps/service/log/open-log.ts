import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { streamOf } from '#contracts/events/all.js';
import { openPool } from '#libs/event-store/sql/pool.js';
import { ExplainedError } from '../explained.js';
import type { Ledger } from '../ledger/ledger.js';
import { Checkpoints } from './checkpoints.js';
import { logDecider } from './log-keys.js';
import { LogService } from './log-service.js';
import { idOfOrigin } from './origin.js';
import type { LogSigning } from './signing.js';
import { newestCheckpoint } from './stored-checkpoints.js';
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
  const pool = openPool({
    connectionString: databaseUrl,
    application_name: 'purse log tree',
    max: 4,
    options: '-c role=purse_writer -c jit=off -c synchronous_commit=on',
  });
  try {
    const origin = await settledOrigin(pool, ledger, signing?.origin);
    const keeper = new TreeKeeper(ledger.store, pool, streamOf('log', idOfOrigin(origin)));
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
  ledger: Ledger,
  named: string | undefined,
): Promise<string> {
  const drawn = ledger.store.requestHash('the name of this log').slice(0, 16);
  await pool.query('insert into log_tree.log (origin) values ($1) on conflict do nothing', [
    named ?? `common-purse.local/${drawn}`,
  ]);
  const { rows } = await pool.query<{ origin: string }>('select origin from log_tree.log');
  const origin = rows[0]?.origin ?? '';
  if (named === undefined || named === origin) return origin;
  const keys = await ledger.read(
    streamOf('log', idOfOrigin(origin)),
    logDecider,
    (state) => state.keys.length,
  );
  if (keys > 0 || (await newestCheckpoint(pool)) !== undefined)
    throw new ExplainedError(
      `PURSE_LOG_ORIGIN is "${named}", and this log is called "${origin}" in what was signed: its name never changes. Set PURSE_LOG_ORIGIN to that, or leave it out.`,
    );
  await pool.query('update log_tree.log set origin = $1', [named]);
  return named;
}
