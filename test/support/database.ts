import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { urlOf } from '#apps/service/database/embedded.js';
import { startServer } from '#apps/service/database/server.js';

/** A database of one test's own: empty, as the superuser unless PURSE_TEST_DATABASE_URL says else. */
export interface FreshDatabase {
  readonly url: string;
  /** Also ends the connections that are still open. */
  drop(): Promise<void>;
}

/**
 * Made in the throw-away cluster of the test run, or in the server of PURSE_TEST_DATABASE_URL,
 * whose user must be allowed to create databases. Roles are shared by all databases of a server:
 * tests run side by side, so whoever makes roles must bear that they exist.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const server = await serverUrl();
  const name = `test_${randomBytes(8).toString('hex')}`;
  await administer(
    server,
    `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' STRATEGY file_copy`,
  );
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => administer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function serverUrl(): Promise<string> {
  const given = process.env['PURSE_TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') return given;
  const cluster = process.env['PURSE_TEST_CLUSTER'];
  if (cluster === undefined) throw new Error('PURSE_TEST_CLUSTER is unset: run tests through Jest');
  return urlOf(await startServer(cluster, 'throw-away'), 'postgres');
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
