import type { ClientBase } from 'pg';
import { migrateSchema, type Migration } from '../sql/migrations.js';
import { numberAtSql } from '../sql/numbers.js';
import { appendSql, knownSql } from './functions.js';

export const logMigrations: readonly Migration[] = [
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
  { name: '6 number at an instant', sql: numberAtSql('log', 'event') },
  {
    name: '7 rights',
    sql: `grant usage on schema log to purse_writer, purse_reader;
    grant select, insert on log.event to purse_writer;
    grant select on log.event to purse_reader;
    grant select on log.secret to purse_writer;`,
  },
];

/** Brings schema `log` up to date; again it changes nothing. Throws DatabaseNotPermitted. */
export function migrateLog(client: ClientBase): Promise<void> {
  return migrateSchema(client, 'log', logMigrations);
}
