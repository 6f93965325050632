import type { ClientBase, Pool } from 'pg';

/** Work in one transaction that takes an advisory lock; one that fails is rolled back. */
export async function underLock<Result>(
  pool: Pool,
  lock: number,
  work: (client: ClientBase) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken = true;
  // A connection that is lost fails what is asked of it; unheard, the event would end the process.
  const lost = (): void => undefined;
  client.on('error', lost);
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [lock]);
    const result = await work(client);
    await client.query('commit');
    broken = false;
    return result;
  } catch (error) {
    await client.query('rollback').then(
      () => (broken = false),
      () => undefined,
    );
    throw error;
  } finally {
    if (!broken) client.removeListener('error', lost);
    client.release(broken);
  }
}
