import { Pool, type PoolConfig } from 'pg';
import { Connections } from './connections.js';
import { unheard } from './hear-errors.js';

/** What a session that writes the log is started with, as the driver's `options`. */
export const writerOptions =
  // Answers promise that the commit is on disk, whatever the server's default.
  '-c role=purse_writer -c synchronous_commit=on -c jit=off -c enable_seqscan=off -c enable_sort=off';

/**
 * A pool that outlives its connections: one that breaks fails what is asked of it, and the pool
 * replaces it. The driver tells it as an event besides, which ends the process where nobody hears it.
 */
export function openPool(config: PoolConfig): Pool {
  const connections = new Connections();
  const pool = new Pool({ ...config, onConnect: connections.heard });
  pool.on('error', unheard);
  const end: () => Promise<void> = pool.end.bind(pool);
  pool.end = async (): Promise<void> => {
    await end();
    await connections.gone();
  };
  return pool;
}

/** Connections as `purse_writer`, named for what they do. */
export function writerPool(url: string, name: string, max: number): Pool {
  return openPool({
    ...{ connectionString: url, application_name: name, max },
    options: writerOptions,
  });
}
