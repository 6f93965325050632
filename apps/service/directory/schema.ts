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
];

/** Brings schema `directory` up to date; again it changes nothing. Throws DatabaseNotPermitted. */
export function migrateDirectory(client: ClientBase): Promise<void> {
  return migrateSchema(client, 'directory', directoryMigrations);
}
