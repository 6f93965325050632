import { LogElsewhere, numberedLog } from '#libs/event-store/eventstore/identity.js';
import { EventStoreDbStore } from '#libs/event-store/eventstore/eventstore-store.js';
import { migrateNumbering } from '#libs/event-store/eventstore/schema.js';
import { EventStoreUnusable } from '#libs/event-store/eventstore/trouble.js';
import { mayAppendToPostgres } from '#libs/event-store/moving/rights.js';
import type { EventStore } from '#libs/event-store/port.js';
import { PostgresEventStore } from '#libs/event-store/postgres/postgres-store.js';
import { withConnection } from '#libs/event-store/sql/with-connection.js';
import { ExplainedError } from './explained.js';
import type { Settings } from './settings.js';

export type LogSettings = Pick<Settings, 'eventStoreUrl' | 'eventStoreLog'>;

/** Opens the log where the settings say that it is. */
export type OpenLog = (databaseUrl: string) => Promise<EventStore>;

export const inPostgres: LogSettings = { eventStoreUrl: undefined, eventStoreLog: 'purse' };

/**
 * Opens the log, whose schema must have been migrated. Throws an ExplainedError where it is not
 * where the settings say, or EventStoreDB cannot be used.
 */
export async function openStore(databaseUrl: string, settings: LogSettings): Promise<EventStore> {
  const { eventStoreUrl, eventStoreLog } = settings;
  const migrating = { connectionString: databaseUrl, application_name: 'purse migrate' };
  await withConnection(migrating, async (client) => {
    if (eventStoreUrl !== undefined) await migrateNumbering(client);
    else if ((await numberedLog(client))?.active === true) {
      throw new ExplainedError(
        'The log of this database is in EventStoreDB: set EVENTSTORE_URL to where that is, or bring the log back with "purse migrate-log".',
      );
    } else if (!(await mayAppendToPostgres(client))) {
      throw new ExplainedError(
        'The log of this database is in another one now, or is still being copied here: set DATABASE_URL to that one, or run "purse migrate-log" again.',
      );
    }
  });
  if (eventStoreUrl === undefined) return PostgresEventStore.open(databaseUrl);
  try {
    return await EventStoreDbStore.open(databaseUrl, eventStoreUrl, { log: eventStoreLog });
  } catch (error) {
    if (error instanceof LogElsewhere || error instanceof EventStoreUnusable)
      throw new ExplainedError(error.message, { cause: error });
    throw error;
  }
}
