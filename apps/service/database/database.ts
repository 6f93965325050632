import { join } from 'node:path';
import { Client } from 'pg';
import { codeOf, ExplainedError, messageOf } from '../explained.js';
import { withoutPassword, type Settings } from '../settings.js';
import { openEmbedded } from './embedded.js';

/** The database that the service works in. */
export interface Database {
  /** With the password, so keep it out of logs. */
  readonly url: string;
  readonly version: string;
  /** Close your own connections first. */
  close(): Promise<void>;
}

/** `server_version_num` of the oldest version that the community still mends. */
const VERSION_MIN = 140000;
const CONNECT_SECONDS_MAX = 10;

/**
 * The database of DATABASE_URL, or the built-in one in the data folder. Throws an ExplainedError
 * where it cannot be reached or does not suit.
 */
export async function openDatabase(
  settings: Pick<Settings, 'databaseUrl' | 'data'>,
): Promise<Database> {
  if (settings.databaseUrl !== undefined) {
    const version = await examine(settings.databaseUrl);
    return { url: settings.databaseUrl, version, close: () => Promise.resolve() };
  }
  const embedded = await openEmbedded(join(settings.data, 'postgres'));
  try {
    const version = await examine(embedded.url);
    return { url: embedded.url, version, close: () => embedded.leave() };
  } catch (error) {
    await embedded.leave();
    throw error;
  }
}

/** Connects once and answers the server's version, so that what is wrong is said at the start. */
async function examine(url: string): Promise<string> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_SECONDS_MAX * 1000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; number: number; encoding: string }>(
      `SELECT current_setting('server_version') AS version,
              current_setting('server_version_num')::int AS number,
              current_setting('server_encoding') AS encoding`,
    );
    const [server] = rows;
    if (server === undefined) throw new Error('the server did not say its version');
    if (server.number < VERSION_MIN) {
      throw new ExplainedError(
        `The database at ${withoutPassword(url)} is PostgreSQL ${server.version}: version 14 or later is needed.`,
      );
    }
    if (server.encoding !== 'UTF8') {
      throw new ExplainedError(
        `The database at ${withoutPassword(url)} stores text as ${server.encoding}: make it anew with ENCODING 'UTF8'.`,
      );
    }
    return server.version;
  } catch (error) {
    throw error instanceof ExplainedError ? error : explain(url, error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function explain(url: string, error: unknown): ExplainedError {
  const { hostname, host, pathname, username } = new URL(url);
  const shown = withoutPassword(url);
  switch (codeOf(error)) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new ExplainedError(
        `The database at ${shown} cannot be reached: there is no machine called "${hostname}"; correct DATABASE_URL.`,
      );
    case 'ECONNREFUSED':
      return new ExplainedError(
        `The database at ${shown} cannot be reached: nothing answers at ${host}; start the server, or correct DATABASE_URL.`,
      );
    case '28P01':
    case '28000':
      return new ExplainedError(
        `The database at ${shown} refused the user "${username}": correct the name or the password in DATABASE_URL.`,
      );
    case '3D000':
      return new ExplainedError(
        `The server at ${shown} has no database "${pathname.slice(1)}": create it, or correct DATABASE_URL.`,
      );
    default:
      return new ExplainedError(
        `The database at ${shown} cannot be used (${messageOf(error)}): correct DATABASE_URL, or look at the server's log.`,
      );
  }
}
