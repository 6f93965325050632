import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from } from 'pg-copy-streams';
import type { Rows } from './rows.js';

/**
 * Resolves when the rows are in the tables of the search path. They are taken at once. Rows of tables
 * that are new in this transaction are written as they would stand after a vacuum.
 */
export async function copyIn(
  client: ClientBase,
  rows: Rows,
  tables: 'standing' | 'new' = 'standing',
): Promise<void> {
  const freeze = tables === 'new' ? ', freeze' : '';
  const taken = (['series', 'posting', 'fact', 'provenance', 'entry'] as const)
    .filter((table) => !rows[table].isEmpty)
    .map((table) => ({ table, bytes: rows[table].take() }));
  for (const { table, bytes } of taken) {
    const stream = client.query(from(`copy ${table} from stdin (format binary${freeze})`));
    if (!stream.write(bytes)) await once(stream, 'drain');
    stream.end();
    await finished(stream);
  }
}
