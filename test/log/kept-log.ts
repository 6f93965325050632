import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { pino } from 'pino';
import type { LogService } from '#apps/service/log/log-service.js';
import { openLog } from '#apps/service/log/open-log.js';
import { migrateTree } from '#apps/service/log/tree-schema.js';
import { Ledger } from '#apps/service/ledger/ledger.js';
import { migrateLog } from '#libs/event-store/postgres/schema.js';
import { PostgresEventStore } from '#libs/event-store/postgres/postgres-store.js';
import { sampleAppend } from '#test/conformance/sample-events.js';
import { freshDatabase } from '#test/support/database.js';

/** A log on a database of its own, with its tree, and as many processes over it as are opened. */
export interface KeptLog {
  readonly url: string;
  readonly keyFile: string;
  /** A further process; `quiet` neither grows nor signs by itself. */
  open(): Promise<Process>;
  /** As the superuser, past the service: the trigger that refuses changes is off. */
  tamper(sql: string): Promise<void>;
  drop(): Promise<void>;
}

export interface Process {
  readonly store: PostgresEventStore;
  readonly log: LogService;
  /** What it said in its log, at the level of an error or above. */
  readonly said: string[];
  append(count: number, stream?: string): Promise<void>;
  stop(): Promise<void>;
}

export async function keptLog(): Promise<KeptLog> {
  const database = await freshDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'purse-kept-log-'));
  const keyFile = join(folder, 'log-key');
  const asSuperuser = async (work: (client: Client) => Promise<unknown>): Promise<void> => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      await work(client);
    } finally {
      await client.end();
    }
  };
  await asSuperuser(async (client) => {
    await migrateLog(client);
    await migrateTree(client);
  });
  const processes: Process[] = [];
  return {
    ...{ url: database.url, keyFile },
    open: async () => {
      const process = await openProcess(database.url, keyFile);
      processes.push(process);
      return process;
    },
    tamper: (sql) =>
      asSuperuser(async (client) => {
        await client.query('alter table log.event disable trigger event_append_only');
        await client.query(sql);
        await client.query('alter table log.event enable always trigger event_append_only');
      }),
    drop: async () => {
      for (const process of processes) await process.stop();
      rmSync(folder, { recursive: true });
      await database.drop();
    },
  };
}

async function openProcess(url: string, keyFile: string): Promise<Process> {
  const said: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => void said.push(line) });
  const store = await PostgresEventStore.open(url);
  const ledger = new Ledger(store, () => new Date());
  const log = await openLog(url, ledger, logger, { keyFile, origin: undefined });
  let stopped: Promise<void> | undefined;
  return {
    ...{ store, log, said },
    append: async (count, stream = 'fund-a') => {
      let revision = -1;
      for await (const event of store.readStream(stream)) revision = event.revision;
      for (let done = 0; done < count; done += 1_000) {
        const data = Array.from({ length: Math.min(1_000, count - done) }, (_, n) => ({ n }));
        await store.append(sampleAppend(stream, revision + done, { data }));
      }
    },
    stop: () =>
      (stopped ??= (async () => {
        await log.stop();
        await store.close();
      })()),
  };
}
