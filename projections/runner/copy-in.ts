import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from } from 'pg-copy-streams';
import type { Rows } from './rows.js';

/** Sends rows into the tables of the search path, and empties them. */
export async function copyIn(client: ClientBase, rows: Rows): Promise<void> {
  for (const table of ['series', 'posting', 'fact'] as const) {
    const lines = rows[table];
    if (lines === '') continue;
    rows[table] = '';
    const stream = client.query(from(`copy ${table} from stdin`));
    if (!stream.write(lines)) await once(stream, 'drain');
    stream.end();
    await finished(stream);
  }
}
