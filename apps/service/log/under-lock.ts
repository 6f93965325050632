import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '#libs/event-store/sql/in-transaction.js';

/** Work in one transaction that takes an advisory lock; one that fails is rolled back. */
export function underLock<Result>(
  pool: Pool,
  lock: number,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  return inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [lock]);
    return work(client);
  });
}
