import type { ClientBase } from 'pg';
import { migrateSchema, type Migration } from '#libs/event-store/sql/migrations.js';

const treeMigrations: readonly Migration[] = [
  {
    // `hashes` grow in place until a tile is full. Made of the log, and made again from it.
    name: '1 tiles',
    sql: `create table log_tree.tile (
      level smallint not null,
      index bigint not null,
      hashes bytea not null,
      primary key (level, index)
    );
    create table log_tree.tree (size bigint not null);
    create unique index tree_once on log_tree.tree ((true));
    insert into log_tree.tree (size) values (0);`,
  },
  {
    name: '2 name of the log',
    sql: `create table log_tree.log (origin text collate "C" not null);
    create unique index log_once on log_tree.log ((true));`,
  },
  {
    // A promise to whoever kept it: rows are added, and nothing else.
    name: '3 checkpoints',
    sql: `create table log_tree.checkpoint (
      size bigint primary key,
      root bytea not null check (length(root) = 32),
      signed timestamptz not null,
      note text collate "C" not null
    );`,
  },
  {
    // Found by size; each stands in an event of the log's own stream at this revision.
    name: '4 cosignatures',
    sql: `create table log_tree.cosignature (
      revision int primary key,
      size bigint not null,
      line text collate "C" not null
    );
    create index cosignature_size on log_tree.cosignature (size);`,
  },
  {
    name: '5 rights',
    sql: `grant usage on schema log_tree to purse_writer, purse_reader;
    grant select, insert, update, delete on log_tree.tile to purse_writer;
    grant select, update on log_tree.tree to purse_writer;
    grant select, insert, update on log_tree.log to purse_writer;
    grant select, insert on log_tree.checkpoint, log_tree.cosignature to purse_writer;
    grant select on log_tree.tile, log_tree.tree, log_tree.log, log_tree.checkpoint,
      log_tree.cosignature to purse_reader;`,
  },
];

/** Brings schema `log_tree` up to date; again it changes nothing. Throws DatabaseNotPermitted. */
export function migrateTree(client: ClientBase): Promise<void> {
  return migrateSchema(client, 'log_tree', treeMigrations);
}
