import { randomBytes } from 'node:crypto';
import { migrateNumbering } from '#libs/event-store/eventstore/schema.js';
import {
  EventStoreDbStore,
  type EventStoreDbOptions,
} from '#libs/event-store/eventstore/eventstore-store.js';
import type { LogUnderTest } from '../conformance/event-store.conformance.js';
import { migratedDatabase, type MigratedDatabase } from './migrated-database.js';

/** A log of a test's own in an EventStoreDB that others use too, numbered in a database of its own. */
export interface EventStoreLog extends LogUnderTest {
  readonly database: MigratedDatabase;
  /** Names its streams. */
  readonly name: string;
  open(options?: Partial<EventStoreDbOptions>): Promise<EventStoreDbStore>;
}

export async function eventStoreLog(
  url: string,
  usual: Partial<EventStoreDbOptions> = {},
): Promise<EventStoreLog> {
  const database = await migratedDatabase();
  await migrateNumbering(await database.connect());
  const name = `test-${randomBytes(8).toString('hex')}`;
  const stores: EventStoreDbStore[] = [];
  return {
    database,
    name,
    open: async (options = {}) => {
      const store = await EventStoreDbStore.open(database.url, url, {
        log: name,
        ...usual,
        ...options,
      });
      stores.push(store);
      return store;
    },
    drop: async () => {
      await Promise.all(stores.map((store) => store.close()));
      await database.drop();
    },
  };
}
