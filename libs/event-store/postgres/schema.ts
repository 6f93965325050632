import type { ClientBase } from 'pg';
import { appendSql, knownSql, numberAtSql } from './functions.js';
import { ensureRoles } from './roles.js';

/** Applied in order, each once; a released one is never changed, only followed by another. */
export const logMigrations: readonly { readonly name: string; readonly sql: string }[] = [
  {
    // `bytes` are the canonical bytes, hashed as stored: text keeps UTF-8 exactly. What they hold
    // has no column unless it is searched by. `key_hash` stands on a command's first event only: half
    // a SHA-256 of its key, so that random keys of any length cost the index 16 bytes.
    name: '1 table of events',
    sql: `create table log.event (
      number bigint primary key,
      recorded timestamptz not null,
      revision int not null,
      key_hash uuid,
      stream text collate "C" not null,
      bytes text collate "C" not null,
      constraint event_revision unique (stream, revision)
    );
    create unique index event_key on log.event (key_hash) where key_hash is not null;`,
  },
  {
    // Fires for the owner and for superusers too, also where a session plays a replica.
    name: '2 events are never changed',
    sql: `create function log.refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception 'The log is append-only: % of log.event is refused.', lower(tg_op)
        using errcode = 'restrict_violation';
    end $$;
    create trigger event_append_only before update or delete or truncate on log.event
      for each statement execute function log.refuse_change();
    alter table log.event enable always trigger event_append_only;`,
  },
  {
    name: '3 secret of request hashes',
    sql: `create table log.secret (request_hmac bytea not null);
    create unique index secret_once on log.secret ((true));
    insert into log.secret
      select sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));`,
  },
  { name: '4 keys', sql: knownSql },
  { name: '5 append', sql: appendSql },
  { name: '6 number at an instant', sql: numberAtSql },
  {
    name: '7 rights',
    sql: `grant usage on schema log to purse_writer, purse_reader;
    grant select, insert on log.event to purse_writer;
    grant select on log.event to purse_reader;
    grant select on log.secret to purse_writer;`,
  },
];

/**
 * Brings schema `log` up to date, in one transaction; again it changes nothing. The client's login
 * must be able to become `purse_owner`, or to create it. Throws DatabaseNotPermitted otherwise.
 */
export async function migrateLog(client: ClientBase): Promise<void> {
  await client.query('begin');
  try {
    await refuseOtherEncodings(client);
    // Two services that start together migrate one after the other.
    await client.query(`select pg_advisory_xact_lock(hashtext('purse migrates its log'))`);
    await ensureRoles(client);
    await client.query('set local role purse_owner');
    await client.query('create schema if not exists log');
    await client.query(`create table if not exists log.migration (
      name text primary key, applied timestamptz not null default now())`);
    const { rows } = await client.query<{ name: string }>('select name from log.migration');
    const applied = new Set(rows.map((row) => row.name));
    for (const { name, sql } of logMigrations.filter((migration) => !applied.has(migration.name))) {
      await client.query(sql);
      await client.query('insert into log.migration (name) values ($1)', [name]);
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
