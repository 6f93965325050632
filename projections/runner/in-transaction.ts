import type { Pool, PoolClient } from 'pg';

export async function inTransaction<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken = false;
  // A connection that is lost fails the question that is on its way, which is where it is told.
  client.on('error', unheard);
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => (broken = true));
    throw error;
  } finally {
    client.off('error', unheard);
    client.release(broken);
  }
}

const unheard = (): void => undefined;
