import type { ClientBase } from 'pg';
import { migrateSchema, type Migration } from '#libs/event-store/sql/migrations.js';

const directoryMigrations: readonly Migration[] = [
  {
    // What is known of people beside their reference stands here and in no event, so that it can be
    // changed and removed (rule 16).
    name: '1 people',
    sql: `create table directory.person (
      person text collate "C" primary key,
      name text not null,
      email text,
      machine boolean not null default false,
      issuer text collate "C" not null,
      subject text collate "C" not null,
      unique (issuer, subject)
    );
    grant usage on schema directory to purse_writer;
    grant select, insert, update, delete on directory.person to purse_writer;`,
  },
  {
    // Only digests of what a browser holds: whoever reads the tables cannot be anybody.
    name: '2 sessions',
    sql: `create table directory.session (
      digest bytea primary key,
      person text collate "C" not null references directory.person on delete cascade,
      issuer_session text collate "C",
      id_token text not null,
      begun timestamptz not null default now(),
      seen timestamptz not null default now()
    );
    create index session_person on directory.session (person);
    create table directory.sign_in (
      digest bytea primary key,
      state text not null,
      nonce text not null,
      verifier text not null,
      return_to text not null,
      begun timestamptz not null default now()
    );
    grant select, insert, update, delete on directory.session, directory.sign_in to purse_writer;`,
  },
  {
    name: '3 whose administrators keep an entry',
    sql: `alter table directory.person add column organisation text collate "C";`,
  },
  {
    name: '4 by which appointment somebody acts in a session',
    sql: `alter table directory.session add column acting text collate "C";`,
  },
];

/** Brings schema `directory` up to date; again it changes nothing. Throws DatabaseNotPermitted. */
export function migrateDirectory(client: ClientBase): Promise<void> {
  return migrateSchema(client, 'directory', directoryMigrations);
}
