import type { ClientBase } from 'pg';
import { migrateSchema, type Migration } from '#libs/event-store/sql/migrations.js';

const securityMigrations: readonly Migration[] = [
  {
    // Apart from the ledger, and kept for a while only. The service adds and cannot take away: what is
    // too old is removed by the role that owns the table.
    name: '1 entries',
    sql: `create table security.entry (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      what text not null,
      person text collate "C",
      address text,
      request text,
      problem text,
      detail text
    );
    create index entry_at on security.entry (at);
    grant usage on schema security to purse_writer;
    grant select, insert on security.entry to purse_writer;`,
  },
];

/** Brings schema `security` up to date; again it changes nothing. Throws DatabaseNotPermitted. */
export function migrateSecurity(client: ClientBase): Promise<void> {
  return migrateSchema(client, 'security', securityMigrations);
}
