import { Client } from 'pg';
import { PostgresEventStore } from '#libs/event-store/postgres/postgres-store.js';
import { migrateLog } from '#libs/event-store/postgres/schema.js';
import { freshDatabase } from '../support/database.js';
import { describeEventStore, type LogUnderTest } from './event-store.conformance.js';
import { describeLanes } from './lanes.conformance.js';

async function newLog(): Promise<LogUnderTest> {
  const database = await freshDatabase();
  const owner = new Client({ connectionString: database.url });
  await owner.connect();
  await migrateLog(owner);
  await owner.end();
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
