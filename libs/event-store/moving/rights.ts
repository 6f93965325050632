import type { ClientBase } from 'pg';

/**
 * Where the log may be appended to, held by the database itself: a service that was left running on
 * the store that was given up is refused by it, whatever its settings say. Without claims nothing is
 * sent to EventStoreDB.
 */
export type Store = 'postgresql' | 'eventstoredb';

const tables: Readonly<Record<Store, string>> = {
  postgresql: 'log.event',
  eventstoredb: 'numbering.claim, numbering.entry',
};

/** As the log's owner. */
export async function letAppend(client: ClientBase, store: Store): Promise<void> {
  await client.query(`grant insert on ${tables[store]} to purse_writer`);
}

/** As the log's owner. */
export async function refuseAppends(client: ClientBase, store: Store): Promise<void> {
  await client.query(`revoke insert on ${tables[store]} from purse_writer`);
}

/** While events are copied to EventStoreDB: they are numbered, and no command is claimed. */
export async function letNumberOnly(client: ClientBase): Promise<void> {
  await client.query('grant insert on numbering.entry to purse_writer');
  await client.query('revoke insert on numbering.claim from purse_writer');
}

/** Whether a service may append to log.event. */
export async function mayAppendToPostgres(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    `select has_table_privilege('purse_writer', 'log.event', 'insert') as may`,
  );
  return rows[0]?.may === true;
}
