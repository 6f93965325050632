import type { ClientBase } from 'pg';
import type { Colour } from './tables.js';

/** The last line of each item, where it is open; of the items that are named, or of all. */
const open = (which: string): string => `
  insert into awaited select id, number, line, fund, attributes from (
    select distinct on (id) id, number, line, fund, attributes from fact
      where entity = 'due' ${which} order by id, number desc, line desc) last
    where attributes ->> 'open' = 'true'`;

/**
 * What has been stated as due and is not done, so that the scheduler looks at that alone, however
 * long the history of what is done. Unlike the facts, which it follows from, it holds the present
 * only: nobody asks for it as known at another moment.
 */
export async function standAwaited(client: ClientBase, colour: Colour): Promise<void> {
  await client.query(`set local search_path = ${colour}`);
  await client.query(`
    create table awaited (
      id text collate "C" primary key, number bigint not null, line int not null,
      fund text collate "C" not null, attributes jsonb not null);
    grant select on awaited to purse_reader;`);
  await client.query(open(''));
}

/** Brings it up to the items whose facts have just come into the tables of the search path. */
export async function followAwaited(client: ClientBase, due: ReadonlySet<string>): Promise<void> {
  if (due.size === 0) return;
  await client.query(`delete from awaited where id = any($1)`, [[...due]]);
  await client.query(open('and id = any($1)'), [[...due]]);
}
