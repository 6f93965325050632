import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Client as Database } from 'pg';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';

export const purse = 'dist/apps/purse/main.js';
export const council = 'GB-LAE-NMR';
export const told = 'She moved to her sister in Whitby';
export const now = (): Date => new Date('2026-05-04T10:00:00Z');

/** How a program ended, and what it said. */
export interface Ended {
  readonly code: number;
  readonly said: string;
  readonly wrong: string;
}

/**
 * A log that the program itself has backed up: `log.pack`, `log.pack.gz` and `secrets`, and, of
 * before a person was forgotten, `old.pack` and `old.secrets`.
 */
export interface BackedUp {
  readonly app: App;
  /** A file in the folder of what was backed up. */
  readonly at: (name: string) => string;
  /** What a partner kept before the last events, as it was signed. */
  readonly early: string;
  /** An empty database. */
  empty(): Promise<FreshDatabase>;
  /** As on a machine where nobody has ever signed this log, unless `more` says where its key is. */
  restore(
    into: FreshDatabase,
    name: string,
    words?: readonly string[],
    more?: object,
  ): Promise<Ended>;
  drop(): Promise<void>;
}

export async function backedUp(): Promise<BackedUp> {
  if (!existsSync(purse)) throw new Error('build first: npm run build');
  const folder = await mkdtemp(join(tmpdir(), 'purse-backed-up-'));
  const at = (name: string): string => join(folder, name);
  const app = await startApp(now);
  const backup = async (name: string, ...words: string[]): Promise<void> => {
    const key = { PURSE_LOG_KEY: app.keyFile };
    const { code, wrong } = await run(app.databaseUrl, key, 'backup', '--out', at(name), ...words);
    if (code !== 0) throw new Error(wrong);
  };
  await app.runtime.transparency.introduce();
  const amina = new Client(app);
  await new Client(app, 'nadia').done(`delegations/${council}/adopt-delegation`, {
    title: 'Scheme of delegation 2026',
    evidence: 'Full Council',
    powers: [
      { power: 'forgetting', office: 'director', decisions: ['forgetting'], decides: 'alone' },
    ],
  });
  await amina.done('funds/pool/establish-fund', { name: 'Pool', kind: 'single', host: council });
  for (const [scheme, about] of [
    ['care', 'hl-417'],
    ['crisis', 'hl-418'],
  ] as const)
    await amina.post(...opening(scheme, { about, reason: told }), { 'Idempotency-Key': scheme });
  const { transparency, store } = app.runtime;
  const early = await transparency.checkpointCovering((await store.head()).number);
  await backup('old.pack', '--secrets', at('old.secrets'));
  await new Client(app, 'rosalind').done('persons/hl-417/forget-person', {
    ...{ ground: 'request-of-the-person', evidence: 'Case 12' },
  });
  await amina.done('funds/pool/open-source', {
    ...{ source: 'council', name: 'Council \\ "Café"', role: 'partner', organisation: council },
  });
  await backup('log.pack.gz', '--secrets', at('secrets'));
  await backup('log.pack');
  const databases: FreshDatabase[] = [];
  return {
    ...{ app, at, early },
    empty: async () => {
      const database = await freshDatabase();
      databases.push(database);
      return database;
    },
    restore: (
      { url },
      name,
      words = ['--secrets', at('secrets')],
      more = { PURSE_LOG_KEY: at('no-key') },
    ) => run(url, more, 'restore', at(name), ...words),
    drop: async () => {
      await app.stop();
      for (const database of databases) await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}

/** A command that opens a scheme. */
export const opening = (scheme: string, more: object = {}): [string, object] => [
  'funds/pool/open-scheme',
  { scheme, name: `The ${scheme} scheme`, ...more },
];

async function run(databaseUrl: string, more: object, ...words: string[]): Promise<Ended> {
  const env = { ...process.env, EVENTSTORE_URL: '', DATABASE_URL: databaseUrl, ...more };
  const child = spawn(process.execPath, [purse, ...words], {
    ...{ env, stdio: ['ignore', 'pipe', 'pipe'] },
  });
  const [said, wrong, [code]] = await Promise.all([
    ...[text(child.stdout), text(child.stderr)],
    once(child, 'close') as Promise<[number]>,
  ] as const);
  return { code, said, wrong };
}

/** Asks a database, as its superuser. */
export async function ask<Row>({ url }: { url: string }, question: string): Promise<Row[]> {
  const database = new Database({ connectionString: url });
  await database.connect();
  try {
    return (await database.query(question)).rows as Row[];
  } finally {
    await database.end();
  }
}

/** How many events a database holds. */
export const events = async (of: { url: string }): Promise<string> =>
  (await ask<{ count: string }>(of, 'select count(*) from log.event'))[0]?.count ?? '';
