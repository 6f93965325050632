import type { EventStoreDBClient } from '@eventstore/db-client';
import { Client, type Pool } from 'pg';
import type { Taking } from '../eventstore/batches.js';
import { clientOf } from '../eventstore/client.js';
import { Looking } from '../eventstore/looking.js';
import { logStreams, type LogStreams } from '../eventstore/names.js';
import { Numbering } from '../eventstore/numbering.js';
import { migrateNumbering } from '../eventstore/schema.js';
import { migrateLog } from '../postgres/schema.js';
import { writerPool } from '../sql/pool.js';
import { moveSession } from './quiet.js';
import type { Store } from './rights.js';

export interface MoveOptions {
  readonly to: Store;
  /** Numbers the log in EventStoreDB; holds the log in PostgreSQL too, unless `into` is given. */
  readonly databaseUrl: string;
  readonly eventStoreUrl: string;
  /** Names the log in EventStoreDB. */
  readonly log: string;
  /** Another database for the log in PostgreSQL, where it comes back to one. */
  readonly into?: string | undefined;
  readonly onProgress: (part: Part, done: number, of: number) => void;
}

export type Part = 'Comparing' | 'Copying' | 'Proving';

export const times = {
  callMilliseconds: 5_000,
  patienceMilliseconds: 30_000,
  leaseMilliseconds: 500,
  silenceMilliseconds: 10_000,
} as const;

const taking: Taking = {
  eventsMax: 256,
  bytesMax: 1024 * 1024,
  silenceMilliseconds: times.silenceMilliseconds,
};

/** Both stores, open. */
export interface Sides {
  readonly options: MoveOptions;
  /** Sessions of the log's owner: of the database that numbers, and of the one of PostgreSQL's log. */
  readonly numbers: Client;
  readonly postgres: Client;
  readonly numbersPool: Pool;
  readonly postgresPool: Pool;
  readonly client: EventStoreDBClient;
  readonly streams: LogStreams;
  readonly looking: Looking;
  readonly taking: Taking;
  /** Another one, not started. */
  numbering(): Numbering;
  close(): Promise<void>;
}

/** Migrates both databases, unless nothing may be changed. */
export async function openSides(options: MoveOptions, change: boolean): Promise<Sides> {
  const { databaseUrl, eventStoreUrl, log, into } = options;
  const streams = logStreams(log);
  const numbers = await ownerOf(databaseUrl, change, true);
  const postgres =
    into === undefined
      ? numbers
      : await ownerOf(into, change, false).catch(async (error: unknown) => {
          await numbers.end();
          throw error;
        });
  const numbersPool = writerPool(databaseUrl, moveSession, 2);
  const postgresPool = writerPool(into ?? databaseUrl, moveSession, 2);
  const client = clientOf(eventStoreUrl);
  const looking = new Looking(client, streams, taking, times.patienceMilliseconds);
  return {
    ...{ options, numbers, postgres, numbersPool, postgresPool, client, streams, looking, taking },
    numbering: () =>
      new Numbering(databaseUrl, clientOf(eventStoreUrl), streams, looking, {
        leaseMilliseconds: times.leaseMilliseconds,
        taking,
      }),
    close: async () => {
      await Promise.all([
        client.dispose(),
        ...[numbersPool, postgresPool].map((pool) => pool.end()),
        numbers.end(),
        ...(postgres === numbers ? [] : [postgres.end()]),
      ]);
    },
  };
}

async function ownerOf(url: string, change: boolean, numbers: boolean): Promise<Client> {
  const client = new Client({
    connectionString: url,
    application_name: moveSession,
    options: '-c synchronous_commit=on',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    if (change) {
      await migrateLog(client);
      if (numbers) await migrateNumbering(client);
      await client.query('set role purse_owner');
    } else {
      await client.query(
        `select set_config('role', 'purse_writer', false) where to_regrole('purse_writer') is not null`,
      );
    }
    return client;
  } catch (error) {
    await client.end();
    throw error;
  }
}
