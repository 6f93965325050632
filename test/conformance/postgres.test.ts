import { PostgresEventStore } from '#libs/event-store/postgres/postgres-store.js';
import { migratedDatabase } from '../event-store/migrated-database.js';
import { describeEventStore, type LogUnderTest } from './event-store.conformance.js';
import { describeLanes } from './lanes.conformance.js';

async function newLog(): Promise<LogUnderTest> {
  const database = await migratedDatabase();
  const stores: PostgresEventStore[] = [];
  return {
    open: async () => {
      // Small pages, so that a handful of events spans several.
      const store = await PostgresEventStore.open(database.url, { eventsPerPage: 4 });
      stores.push(store);
      return store;
    },
    drop: async () => {
      await Promise.all(stores.map((store) => store.close()));
      await database.drop();
    },
  };
}

describeEventStore('PostgresEventStore', newLog);
describeLanes('PostgresEventStore', newLog);
