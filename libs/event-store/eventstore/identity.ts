import {
  NO_STREAM,
  WrongExpectedVersionError,
  type EventStoreDBClient,
} from '@eventstore/db-client';
import { append } from '@eventstore/db-client/dist/streams/appendToStream/append.js';
import { randomUUID } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import type { Looking } from './looking.js';
import type { LogStreams } from './names.js';

/** The log is not, or is no longer, where the settings say; tells what to do. */
export class LogElsewhere extends Error {
  override readonly name = 'LogElsewhere';
}

interface LogRow {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
}

/** The log in EventStoreDB that a database numbers, if it numbers one. */
export async function numberedLog(database: Pool | ClientBase): Promise<LogRow | undefined> {
  const { rows: there } = await database.query<{ there: boolean }>(
    `select to_regclass('numbering.log') is not null as there`,
  );
  if (there[0]?.there !== true) return undefined;
  const { rows } = await database.query<LogRow>('select id, name, active from numbering.log');
  return rows[0];
}

/**
 * Makes sure that EventStoreDB and the database belong together: both hold the identity of one log,
 * written once, when both were empty. Throws LogElsewhere otherwise.
 */
export async function settleIdentity(
  pool: Pool,
  client: EventStoreDBClient,
  looking: Looking,
  streams: LogStreams,
  name: string,
): Promise<void> {
  if ((await requireOneLog(pool, looking, streams, name)) === 'begun') return;
  await writeIdentity(client, streams, await ownIdentity(pool, name));
  // Whoever else was as early wrote first, or we did: now both are there to compare.
  await requireOneLog(pool, looking, streams, name);
}

/**
 * Whether EventStoreDB and the database hold one log, or may begin one. Changes nothing. Throws
 * LogElsewhere where they do not belong together.
 */
export async function requireOneLog(
  pool: Pool | ClientBase,
  looking: Looking,
  streams: LogStreams,
  name: string,
): Promise<'begun' | 'to begin'> {
  const ours = await numberedLog(pool);
  if (ours !== undefined && ours.name !== name) {
    throw new LogElsewhere(
      `This database numbers the log "${ours.name}" of EventStoreDB, not "${name}": set EVENTSTORE_LOG to that one, or use the database of this one.`,
    );
  }
  if (ours?.active === false) {
    throw new LogElsewhere(
      'The log of this database is in PostgreSQL: leave EVENTSTORE_URL out, or copy the log with "purse migrate-log --to eventstoredb".',
    );
  }
  const theirs = await readIdentity(looking, streams);
  if (ours !== undefined && theirs === ours.id) return 'begun';
  if (theirs !== undefined) {
    throw new LogElsewhere(
      ours === undefined
        ? `EventStoreDB holds a log "${name}" that this database knows nothing of: use the database that numbers it, or another EVENTSTORE_LOG.`
        : `EventStoreDB holds the log "${name}" of another database: this one numbers ${ours.id}, that one is ${theirs}.`,
    );
  }
  if (await hasRows(pool, 'numbering.entry')) {
    throw new LogElsewhere(
      `This database numbers the log "${name}" of EventStoreDB, and EventStoreDB does not hold it: use the cluster that does, or restore its backup.`,
    );
  }
  if (ours === undefined && (await hasRows(pool, 'log.event'))) {
    throw new LogElsewhere(
      'The log of this database is in PostgreSQL and has events, EventStoreDB has none: copy them with "purse migrate-log", or leave EVENTSTORE_URL out.',
    );
  }
  return 'to begin';
}

async function hasRows(pool: Pool | ClientBase, table: string): Promise<boolean> {
  const { rows: there } = await pool.query<{ there: boolean }>(
    'select to_regclass($1) is not null as there',
    [table],
  );
  if (there[0]?.there !== true) return false;
  const { rows } = await pool.query<{ some: boolean }>(
    `select exists (select from ${table}) as some`,
  );
  return rows[0]?.some === true;
}

/** PostgreSQL first: a start that is cut short finds its own identity and goes on. */
async function ownIdentity(pool: Pool, name: string): Promise<string> {
  await pool.query(
    `insert into numbering.log (id, name, active) values ($1, $2, true) on conflict do nothing`,
    [randomUUID(), name],
  );
  const { rows } = await pool.query<{ id: string }>('select id from numbering.log');
  return rows[0]?.id ?? '';
}

export async function readIdentity(
  looking: Looking,
  streams: LogStreams,
): Promise<string | undefined> {
  const [event] = await looking.events(streams.identity, 0, 1);
  if (event === undefined) return undefined;
  return event.data instanceof Uint8Array ? Buffer.from(event.data).toString('utf8') : '';
}

export async function writeIdentity(
  client: EventStoreDBClient,
  streams: LogStreams,
  id: string,
): Promise<void> {
  const event = {
    id,
    type: 'LogBegun',
    contentType: 'application/octet-stream' as const,
    data: Buffer.from(id),
    metadata: undefined,
  };
  try {
    await append.call(client, streams.identity, [event], {
      expectedRevision: NO_STREAM,
      requiresLeader: true,
      batchAppendSize: 0,
    });
  } catch (error) {
    if (!(error instanceof WrongExpectedVersionError)) throw error;
  }
}
