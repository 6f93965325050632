import { Pool } from 'pg';

/** What a session that writes the log is started with, as the driver's `options`. */
export const writerOptions =
  // Answers promise that the commit is on disk, whatever the server's default.
  '-c role=purse_writer -c synchronous_commit=on -c jit=off -c enable_seqscan=off -c enable_sort=off';

/** Connections as `purse_writer`, named for what they do. */
export function writerPool(url: string, name: string, max: number): Pool {
  const pool = new Pool({
    connectionString: url,
    application_name: name,
    max,
    options: writerOptions,
  });
  // An idle connection that breaks is replaced by the pool; unheard, the event would end the process.
  pool.on('error', () => undefined);
  return pool;
}
