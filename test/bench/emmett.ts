import {
  getPostgreSQLEventStore,
  type PostgresEventStore,
} from '@event-driven-io/emmett-postgresql';
import pg from 'pg';

/** Enough for its appends to share fsyncs; more made it slower. */
const connectionsMax = 32;

/** Emmett's store with its tables made, and how to close it. */
export interface Emmett {
  readonly store: PostgresEventStore;
  close(): Promise<void>;
}

export async function openEmmett(url: string): Promise<Emmett> {
  const pool = new pg.Pool({ connectionString: url, max: connectionsMax });
  const store = getPostgreSQLEventStore(url, { connectionOptions: { pool } });
  await store.schema.migrate();
  return {
    store,
    close: async () => {
      await store.close();
      await pool.end();
    },
  };
}
