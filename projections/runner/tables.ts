import type { ClientBase } from 'pg';
import { trailIndexes, trailTables } from '../audit-trail/rows.js';

/**
 * The read models stand twice: one colour is live, the other is free to be built anew beside it.
 * Each is a schema of the same tables, so that readers choose with `search_path`.
 */
export const colours = ['views_blue', 'views_green'] as const;
export type Colour = (typeof colours)[number];

/** PostgreSQL's own schema for what a session needs while it lasts: nobody else sees it, and it goes with the session. */
export const scratch = 'pg_temp';
/** Where the tables may be built. */
export type Place = Colour | typeof scratch;

/**
 * Series: postings that share every dimension and the month in which they took effect; a series has
 * a running total, so that a balance at any number is one look at the last posting before it.
 * Facts: what became so of an entity, from a day on; later lines of an entity go over earlier ones.
 * Rows are only ever added (rule 10).
 */
const tables = `
  create table series (
    id int not null, key text collate "C" not null, month text collate "C" not null,
    fund text collate "C" not null, account text collate "C" not null, year text collate "C" not null,
    period text collate "C" not null, relates_to text collate "C" not null,
    nature text collate "C" not null, source text collate "C" not null,
    scheme text collate "C" not null, award text collate "C" not null,
    provider text collate "C" not null, area text collate "C" not null);
  create table posting (
    series int not null, number bigint not null, line int not null, effective date not null,
    pence bigint not null, running bigint not null);
  create table fact (
    entity text collate "C" not null, id text collate "C" not null, number bigint not null,
    line int not null, fund text collate "C" not null, provider text collate "C" not null,
    effective date not null, attributes jsonb not null);
  grant select on series, posting, fact to purse_reader;`;

/**
 * Made after the rows where there are many: an index is built faster than it grows. Facts by number are
 * for whoever follows what is recorded; they come in the order of the log, so that their blocks alone
 * say where a number is.
 */
const indexes = `
  alter table series add primary key (id);
  create unique index series_key on series (key);
  create index series_place on series (fund, account, year, scheme, source);
  create index series_provider on series (provider);
  alter table posting add primary key (series, number, line) include (running);
  create index posting_number on posting (number, line);
  alter table fact add primary key (entity, id, number, line);
  create index fact_fund on fact (fund, entity);
  create index fact_provider on fact (provider);
  create index fact_number on fact using brin (number) with (autosummarize);`;

/** Empty tables in a place, whatever stood there. Within the caller's transaction. */
export async function createTables(client: ClientBase, place: Place): Promise<void> {
  await client.query(`set local search_path = ${place}`);
  await client.query('drop table if exists series, posting, fact, awaited, provenance, entry');
  await client.query(tables);
  await client.query(trailTables);
}

export async function createIndexes(client: ClientBase, place: Place): Promise<void> {
  await client.query(`set local search_path = ${place}`);
  await client.query(`set local maintenance_work_mem = '256MB'`);
  await client.query(indexes);
  await client.query(trailIndexes);
}

/** Tells the planner what is in the tables: without it, a join over many rows may take minutes. */
export const analyse = (colour: Colour): string =>
  `analyze ${['series', 'posting', 'fact', 'awaited', 'provenance', 'entry']
    .map((table) => `${colour}.${table}`)
    .join()}`;
