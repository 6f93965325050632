import { accessSync, constants, mkdirSync, statfsSync } from 'node:fs';
import { Client } from 'pg';
import { openDatabase } from '#apps/service/database/database.js';
import { ExplainedError, messageOf } from '#apps/service/explained.js';
import { readKeys } from '#apps/service/log/key-file.js';
import { readSettings, withoutPassword, type Settings } from '#apps/service/settings.js';
import { remoteIssuer } from '#apps/service/sign-in/issuer.js';
import { requireTryingOut } from '#apps/service/sign-in/local-issuer.js';
import { hearErrors } from '#libs/event-store/sql/hear-errors.js';
import { DatabaseNotPermitted, ensureRoles, roleSql } from '#libs/event-store/sql/roles.js';
import { checkLog } from './check-log.js';
import { requireFreePort } from './free-port.js';

/** One thing that must be right before the service can run, and what was found. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly found: string;
  /** What an administrator of the database must run. */
  readonly sql?: string;
}

const FREE_GIB_MIN = 1;

/** Looks at everything that the service needs, changing nothing but the data folder it would make. */
export async function checkAll(environment: NodeJS.ProcessEnv): Promise<readonly Check[]> {
  const node: Check = { name: 'Node.js', ok: true, found: process.versions.node };
  let settings: Settings;
  try {
    settings = readSettings(environment);
  } catch (error) {
    return [node, { name: 'Settings', ok: false, found: messageOf(error) }];
  }
  const { host, port, databaseUrl } = settings;
  const database = databaseUrl === undefined ? 'built-in PostgreSQL' : withoutPassword(databaseUrl);
  return [
    node,
    { name: 'Settings', ok: true, found: `http://${host}:${port}, ${database}` },
    await attempt('Port', () => checkPort(settings)),
    await attempt('Sign-in', () => checkIssuer(settings)),
    await attempt('Data folder', () => checkFolder(settings.data)),
    await attempt('Disk space', () => checkSpace(settings.data)),
    await attempt('Key of the log', () => checkLogKey(settings.logKey)),
    ...(await checkDatabase(settings)),
  ];
}

async function attempt(name: string, check: () => string | Promise<string>): Promise<Check> {
  try {
    return { name, ok: true, found: await check() };
  } catch (error) {
    return { name, ok: false, found: messageOf(error) };
  }
}

async function checkPort({ host, port }: Settings): Promise<string> {
  try {
    await requireFreePort(host, port);
    return `${port} is free`;
  } catch (error) {
    const address = host.includes(':') ? `[${host}]` : host;
    const answer = await fetch(`http://${address}:${port}/health/live`).catch(() => undefined);
    if (answer?.ok !== true) throw error;
    return `the service is already running on ${port}`;
  }
}

async function checkIssuer(settings: Settings): Promise<string> {
  requireTryingOut(settings);
  if (settings.issuer === undefined) return 'with the local issuer, for trying out';
  await remoteIssuer(settings.issuer).described();
  return `with ${settings.issuer.url}, which describes itself`;
}

function checkFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new ExplainedError(
      `${folder} cannot be written (${messageOf(error)}): mend its permissions, or name another with PURSE_DATA`,
    );
  }
  return folder;
}

function checkSpace(folder: string): string {
  const { bavail, bsize } = statfsSync(folder);
  const free = (bavail * bsize) / 2 ** 30;
  if (free < FREE_GIB_MIN) {
    throw new ExplainedError(
      `${free.toFixed(1)} GiB free at ${folder}: make room for at least ${FREE_GIB_MIN} GiB`,
    );
  }
  return `${free.toFixed(1)} GiB free`;
}

function checkLogKey(file: string): string {
  // The name is not known before the database is: any will do to see that the keys can sign.
  const keys = readKeys(file, 'log');
  if (keys === undefined) return `made at the first start, in ${file}`;
  return `in ${file}, for its owner alone`;
}

async function checkDatabase(settings: Settings): Promise<readonly Check[]> {
  try {
    const database = await openDatabase(settings);
    try {
      const found = `PostgreSQL ${database.version} at ${withoutPassword(database.url)}`;
      return [
        { name: 'Database', ok: true, found },
        await checkRoles(database.url),
        await attempt('Log', () => checkLog(database.url, settings)),
      ];
    } finally {
      await database.close();
    }
  } catch (error) {
    return [{ name: 'Database', ok: false, found: messageOf(error) }];
  }
}

/** Makes the roles and takes it back: they need not be there yet if the service may make them. */
async function checkRoles(url: string): Promise<Check> {
  const name = 'Database roles';
  const client = new Client({ connectionString: url });
  hearErrors(client);
  try {
    await client.connect();
    await client.query('BEGIN');
    await ensureRoles(client);
    await client.query('ROLLBACK');
    return { name, ok: true, found: 'there, or made at the first start' };
  } catch (error) {
    if (!(error instanceof DatabaseNotPermitted)) {
      return { name, ok: false, found: messageOf(error) };
    }
    const login = client.user ?? 'purse';
    const found = `"${login}" may not create them: let an administrator run the SQL below in this database, once`;
    return { name, ok: false, found, sql: roleSql(login) };
  } finally {
    await client.end();
  }
}
