import type { ClientBase } from 'pg';
import { migrateSchema, type Migration } from '../sql/migrations.js';
import { numberAtSql } from '../sql/numbers.js';
import { assignSql, claimSql, knownSql } from './functions.js';

const numberingMigrations: readonly Migration[] = [
  {
    // `active`: the log goes on in EventStoreDB, and not in log.event.
    name: '1 which log',
    sql: `create table numbering.log (id uuid not null, name text not null, active boolean not null);
    create unique index log_once on numbering.log ((true));`,
  },
  {
    // What the last four columns hold stands on a command's first event only. Positions order the
    // whole of EventStoreDB. A leaf hash is the SHA-256 of a zero byte and the event's bytes.
    name: '2 table of numbers',
    sql: `create table numbering.entry (
      number bigint primary key,
      recorded timestamptz not null,
      commit_position bigint not null,
      prepare_position bigint not null,
      revision int not null,
      stream text collate "C" not null,
      leaf_hash bytea not null check (length(leaf_hash) = 32),
      last_revision int,
      key_hash uuid,
      key text collate "C",
      request_hash text collate "C",
      constraint entry_revision unique (stream, revision)
    );
    create unique index entry_key on numbering.entry (key_hash) where key_hash is not null;`,
  },
  {
    name: '3 numbers are never changed',
    sql: `create function numbering.refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception 'The log is append-only: % of numbering.entry is refused.', lower(tg_op)
        using errcode = 'restrict_violation';
    end $$;
    create trigger entry_append_only before update or delete or truncate on numbering.entry
      for each statement execute function numbering.refuse_change();
    alter table numbering.entry enable always trigger entry_append_only;`,
  },
  {
    // Of keys on their way. `token` is whose the claim is alone; null once two have shared it.
    name: '4 claims of keys',
    sql: `create table numbering.claim (
      key_hash uuid primary key,
      stream text collate "C" not null,
      expected int not null,
      claimed timestamptz not null,
      token uuid
    );`,
  },
  { name: '5 keys', sql: knownSql },
  { name: '6 claiming keys', sql: claimSql },
  { name: '7 assigning numbers', sql: assignSql },
  { name: '8 number at an instant', sql: numberAtSql('numbering', 'entry') },
  {
    name: '9 rights',
    sql: `grant usage on schema numbering to purse_writer, purse_reader;
    grant select, insert on numbering.entry, numbering.log to purse_writer;
    grant select, insert, update, delete on numbering.claim to purse_writer;
    grant select on numbering.entry, numbering.log to purse_reader;`,
  },
];

/** Brings schema `numbering` up to date; again it changes nothing. Throws DatabaseNotPermitted. */
export function migrateNumbering(client: ClientBase): Promise<void> {
  return migrateSchema(client, 'numbering', numberingMigrations);
}
