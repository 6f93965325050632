import type { ClientBase } from 'pg';
import { asDomainEvent } from '#contracts/events/all.js';
import type { EventStore } from '#libs/event-store/port.js';
import { copyIn } from '../runner/copy-in.js';
import { balancedPostings, noRows } from '../runner/rows.js';
import type { Colour } from '../runner/tables.js';
import { ProvenanceBook } from './provenances.js';
import { addEntry, trailIndexes, trailTables } from './rows.js';

const bytesPerCopy = 4 << 20;

/**
 * Makes the audit trail where views of an older release stand without one, up to the number that
 * they have reached. Within the caller's transaction.
 */
export async function standTrail(
  client: ClientBase,
  colour: Colour,
  store: EventStore,
  reached: number,
): Promise<void> {
  const { rows: standing } = await client.query<{ there: boolean }>(
    `select to_regclass($1) is not null as there`,
    [`${colour}.entry`],
  );
  if (standing[0]?.there) return;
  await client.query(`set local search_path = ${colour}`);
  await client.query(trailTables);
  const book = new ProvenanceBook(0, Infinity);
  const rows = noRows();
  for await (const events of store.read(0, reached)) {
    for (const event of events) {
      const known = asDomainEvent(event);
      addEntry(rows, known, balancedPostings(event), book);
    }
    if (rows.entry.length > bytesPerCopy) await copyIn(client, rows, 'new');
  }
  await copyIn(client, rows, 'new');
  await client.query(trailIndexes);
}
