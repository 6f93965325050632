import type { ClientBase } from 'pg';
import { migrateSchema, type Migration } from '#libs/event-store/sql/migrations.js';

const vaultMigrations: readonly Migration[] = [
  {
    // Outside the log, and left out of its backups: a copy of the log is no copy of a key. The row
    // stays when its key is gone, so that none is made anew.
    name: '1 keys of subjects',
    sql: `create table vault.subject_key (
      subject text collate "C" primary key,
      controller text collate "C" not null,
      key bytea check (length(key) = 32),
      to_be_destroyed boolean not null default false,
      destroyed timestamptz,
      constraint destroyed_or_not check ((key is null) = (destroyed is not null))
    );
    grant usage on schema vault to purse_writer;
    grant select, insert, update on vault.subject_key to purse_writer;`,
  },
];

/** Brings schema `vault` up to date; again it changes nothing. Throws DatabaseNotPermitted. */
export function migrateVault(client: ClientBase): Promise<void> {
  return migrateSchema(client, 'vault', vaultMigrations);
}
