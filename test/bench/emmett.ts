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
  const before = parsers();
  const pool = new pg.Pool({ connectionString: url, max: connectionsMax });
  const store = getPostgreSQLEventStore(url, { connectionOptions: { pool } });
  await store.schema.migrate();
  itsParsers ??= parsers();
  read(itsParsers);
  return {
    store,
    close: async () => {
      await store.close();
      await pool.end();
      read(before);
    },
  };
}

/**
 * When it is first opened, Emmett tells `pg` how to read whole numbers and JSON, for all of the process
 * and once: it shall be so while Emmett is open, and be as it was before for whoever comes after it.
 */
let itsParsers: ReturnType<typeof parsers> | undefined;
const { INT8, JSON, JSONB } = pg.types.builtins;
const parsers = () =>
  [INT8, JSON, JSONB].map((type) => ({ type, parse: pg.types.getTypeParser(type) }));
const read = (how: ReturnType<typeof parsers>): void => {
  for (const { type, parse } of how) pg.types.setTypeParser(type, parse);
};
