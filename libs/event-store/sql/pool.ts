import { Pool, type ClientBase, type PoolConfig } from 'pg';

/** What a session that writes the log is started with, as the driver's `options`. */
export const writerOptions =
  // Answers promise that the commit is on disk, whatever the server's default.
  '-c role=purse_writer -c synchronous_commit=on -c jit=off -c enable_seqscan=off -c enable_sort=off';

/**
 * A pool that outlives its connections: one that breaks fails what is asked of it, and the pool
 * replaces it. The driver tells it as an event besides, which ends the process where nobody hears it.
 */
export function openPool(config: PoolConfig): Pool {
  const pool = new Pool({ ...config, onConnect: hearErrors });
  pool.on('error', unheard);
  return pool;
}

/**
 * Hears the errors of a connection from its first moment on: whoever waits for it comes to it too
 * late for what arrives with the server's welcome.
 */
export function hearErrors(client: ClientBase): void {
  client.on('error', unheard);
}

const unheard = (): void => undefined;

/** Connections as `purse_writer`, named for what they do. */
export function writerPool(url: string, name: string, max: number): Pool {
  return openPool({
    ...{ connectionString: url, application_name: name, max },
    options: writerOptions,
  });
}
