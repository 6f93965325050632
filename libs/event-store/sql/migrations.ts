import type { ClientBase } from 'pg';
import { ensureRoles } from './roles.js';

/** Applied in order, each once; a released one is never changed, only followed by another. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/**
 * Brings one schema up to date, in one transaction; again it changes nothing. The client's login
 * must be able to become `purse_owner`, or to create it. Throws DatabaseNotPermitted otherwise.
 */
export async function migrateSchema(
  client: ClientBase,
  schema: string,
  migrations: readonly Migration[],
): Promise<void> {
  await client.query('begin');
  try {
    await refuseOtherEncodings(client);
    // Two services that start together migrate one after the other.
    await client.query(`select pg_advisory_xact_lock(hashtext('purse migrates its log'))`);
    await ensureRoles(client);
    await client.query('set local role purse_owner');
    await client.query(`create schema if not exists ${schema}`);
    await client.query(`create table if not exists ${schema}.migration (
      name text primary key, applied timestamptz not null default now())`);
    const { rows } = await client.query<{ name: string }>(`select name from ${schema}.migration`);
    const applied = new Set(rows.map((row) => row.name));
    for (const { name, sql } of migrations.filter((migration) => !applied.has(migration.name))) {
      await client.query(sql);
      await client.query(`insert into ${schema}.migration (name) values ($1)`, [name]);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function refuseOtherEncodings(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ server_encoding: string }>('show server_encoding');
  const encoding = rows[0]?.server_encoding;
  if (encoding !== 'UTF8') {
    throw new Error(
      `The database is encoded in ${encoding ?? 'an unknown way'}: create it with ENCODING 'UTF8', so that events keep their bytes.`,
    );
  }
}
