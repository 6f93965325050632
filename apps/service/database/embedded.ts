import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { codeOf } from '../explained.js';
import { startServer, stopServer, type Server } from './server.js';

/** The built-in database, kept running while somebody uses it. */
export interface EmbeddedDatabase {
  /** As its superuser, so keep it out of logs. */
  readonly url: string;
  /** Close your own connections first. Stops the server if nobody else is connected. */
  leave(): Promise<void>;
}

const DATABASE = 'purse';
const LEAVING = 'purse leaving';
const ATTEMPTS_MAX = 20;

/**
 * The database `purse` of the cluster in a folder, started or joined. A connection is held open
 * until `leave`, so that others see that it is in use: whoever leaves last stops the server, and
 * an import beside a running service never takes its database away.
 */
export async function openEmbedded(folder: string): Promise<EmbeddedDatabase> {
  const { server, presence } = await join(folder);
  const found = await presence.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
  if (found.rowCount === 0) await createDatabase(presence);
  return {
    url: urlOf(server, DATABASE),
    leave: async () => {
      const last = await isLast(presence);
      await presence.end().catch(() => undefined);
      if (last) await stopServer(folder);
    },
  };
}

/** How to reach one database of a server of our own, as its superuser. */
export function urlOf(server: Server, database: string): string {
  return `postgresql://postgres:${server.password}@127.0.0.1:${String(server.port)}/${database}`;
}

async function join(folder: string): Promise<{ server: Server; presence: Client }> {
  for (let attempt = 1; ; attempt += 1) {
    const server = await startServer(folder);
    const presence = new Client({
      connectionString: urlOf(server, 'postgres'),
      application_name: 'purse',
    });
    // A server that goes away is noticed by whoever queries it; here it must only not be fatal.
    presence.on('error', () => undefined);
    try {
      await presence.connect();
      return { server, presence };
    } catch (error) {
      // Somebody else may just be stopping it: wait for that, then start it again.
      if (attempt === ATTEMPTS_MAX) throw error;
      await sleep(250);
    }
  }
}

async function createDatabase(presence: Client): Promise<void> {
  try {
    await presence.query(
      `CREATE DATABASE ${DATABASE} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'`,
    );
  } catch (error) {
    // 42P04 and 23505: another process was first, which is as good.
    if (!['42P04', '23505'].includes(codeOf(error) ?? '')) throw error;
  }
}

/** Two that leave at the same moment do not count each other, so one of them stops the server. */
async function isLast(presence: Client): Promise<boolean> {
  try {
    await presence.query(`SET application_name = '${LEAVING}'`);
    // Connections of our own, ended just now, may stand there for a moment yet.
    for (let tries = 0; tries < 10; tries += 1) {
      const others = await presence.query(
        `SELECT FROM pg_stat_activity
          WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND application_name <> $1`,
        [LEAVING],
      );
      if (others.rowCount === 0) return true;
      await sleep(100);
    }
    return false;
  } catch {
    // The server is gone already.
    return false;
  }
}
