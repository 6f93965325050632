import { Client } from 'pg';
import { migrateLog } from '#libs/event-store/postgres/schema.js';
import { freshDatabase } from '../support/database.js';

/** A fresh database with an empty log, and clients of it that end with it. */
export interface MigratedDatabase {
  readonly url: string;
  /** A connection as the URL's login, or in a role from its start. */
  connect(role?: string): Promise<Client>;
  drop(): Promise<void>;
}

export async function migratedDatabase(): Promise<MigratedDatabase> {
  const database = await freshDatabase();
  const { url } = database;
  const clients: Client[] = [];
  const connect = async (role?: string): Promise<Client> => {
    const options = role === undefined ? {} : { options: `-c role=${role}` };
    const client = new Client({ connectionString: url, ...options });
    // Tests end backends on purpose.
    client.on('error', () => undefined);
    await client.connect();
    clients.push(client);
    return client;
  };
  await migrateLog(await connect());
  return {
    url,
    connect,
    drop: async () => {
      await Promise.all(clients.map((client) => client.end()));
      await database.drop();
    },
  };
}
