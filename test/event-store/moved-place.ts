import { createHash } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { inPostgres, openStore, type LogSettings } from '#apps/service/store.js';
import { migrate } from '#apps/service/runtime.js';
import { logStreams } from '#libs/event-store/eventstore/names.js';
import type { MoveOptions } from '#libs/event-store/moving/sides.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import type { StartedEventStore } from '../support/eventstore.js';
import { writeVariedLog } from './varied-log.js';

const seed = 20_261_122;
const purse = 'dist/apps/purse/main.js';
let logs = 0;

/** A database with its log still in PostgreSQL, and a name for it in EventStoreDB. */
export class Place {
  private constructor(
    readonly database: FreshDatabase,
    readonly inEventStore: LogSettings,
  ) {}

  static async with(events: number, eventStore: StartedEventStore): Promise<Place> {
    const database = await freshDatabase();
    await migrate(database.url);
    logs += 1;
    const settings = { eventStoreUrl: eventStore.url, eventStoreLog: `moved-${logs}` };
    const place = new Place(database, settings);
    await place.inStore(inPostgres, (store) => writeVariedLog(store, events, seed));
    return place;
  }

  get streams(): ReturnType<typeof logStreams> {
    return logStreams(this.inEventStore.eventStoreLog);
  }

  options(to: MoveOptions['to'], more: Partial<MoveOptions> = {}): MoveOptions {
    return {
      ...{ to, databaseUrl: this.database.url, log: this.inEventStore.eventStoreLog },
      eventStoreUrl: this.inEventStore.eventStoreUrl ?? '',
      onProgress: () => undefined,
      ...more,
    };
  }

  async inStore<Result>(
    settings: LogSettings,
    work: (store: Awaited<ReturnType<typeof openStore>>) => Promise<Result>,
  ): Promise<Result> {
    const store = await openStore(this.database.url, settings);
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  }

  start(...words: string[]): ChildProcess {
    return spawn(process.execPath, [purse, 'migrate-log', ...words], {
      env: {
        ...process.env,
        DATABASE_URL: this.database.url,
        EVENTSTORE_URL: this.inEventStore.eventStoreUrl,
        EVENTSTORE_LOG: this.inEventStore.eventStoreLog,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  async run(...words: string[]): Promise<{ code: number | null; said: string; wrong: string }> {
    const child = this.start(...words);
    const { stdout, stderr } = child;
    if (stdout === null || stderr === null) throw new Error('It says nothing.');
    const [said, wrong, [code]] = await Promise.all([
      text(stdout),
      text(stderr),
      once(child, 'close') as Promise<[number | null]>,
    ]);
    return { code, said, wrong };
  }
}

export async function query<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** SHA-256 of what COPY gives out: nothing of the service's own has a part in it. */
export async function hashOf(url: string, select: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const hash = createHash('sha256');
  for await (const chunk of client.query(
    copyTo(`copy (${select}) to stdout`),
  ) as AsyncIterable<Buffer>)
    hash.update(chunk);
  await client.end();
  return hash.digest('hex');
}

/** Everything that log.event holds. */
export const wholeLog = (url: string): Promise<string> =>
  hashOf(
    url,
    'select number, recorded, revision, key_hash, stream, bytes from log.event order by number',
  );
