import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { openEmbedded } from './embedded.js';
import { readyPort, stopServer } from './server.js';

let home: string;
let folder: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'purse embedded '));
  chmodSync(home, 0o755);
  folder = join(home, 'postgres');
});

afterEach(async () => {
  await stopServer(folder);
  rmSync(home, { recursive: true, force: true });
});

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: unknown }>(sql);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
}

describe('the built-in database', () => {
  it('is durable, ordered by code point, and locked with a password of its own', async () => {
    const database = await openEmbedded(folder);
    const setting = (name: string): Promise<unknown> =>
      ask(database.url, `SELECT current_setting('${name}') AS answer`);
    expect(await setting('fsync')).toBe('on');
    expect(await setting('synchronous_commit')).toBe('on');
    expect(await ask(database.url, `SELECT 'Z' < 'a' AS answer`)).toBe(true);
    expect(new URL(database.url).hostname).toBe('127.0.0.1');

    const file = join(folder, 'password');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(database.url).toContain(readFileSync(file, 'utf8'));
    const wrong = new URL(database.url);
    wrong.password = 'password';
    await expect(ask(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    await database.leave();
  });

  it('keeps its data, and is stopped by whoever leaves last', async () => {
    const service = await openEmbedded(folder);
    await ask(service.url, 'CREATE TABLE kept AS SELECT 1 AS answer');
    const command = await openEmbedded(folder);
    expect(command.url).toBe(service.url);

    await service.leave();
    expect(await ask(command.url, 'SELECT answer FROM kept')).toBe(1);
    await command.leave();
    expect(readyPort(join(folder, 'cluster'))).toBeUndefined();

    const again = await openEmbedded(folder);
    expect(await ask(again.url, 'SELECT answer FROM kept')).toBe(1);
    await again.leave();
  });

  it('is started once by several that come together, and stopped when all have left', async () => {
    const opened = await Promise.all([1, 2, 3].map(() => openEmbedded(folder)));
    expect(new Set(opened.map(({ url }) => url)).size).toBe(1);
    await Promise.all(opened.map((database) => database.leave()));
    expect(readyPort(join(folder, 'cluster'))).toBeUndefined();
  });

  it('starts after a crash whose process number another program has got since', async () => {
    await (await openEmbedded(folder)).leave();
    const stale = [process.pid, join(folder, 'cluster'), 0, 1, '', '127.0.0.1', '', 'ready'];
    writeFileSync(join(folder, 'cluster', 'postmaster.pid'), stale.join('\n'));
    const database = await openEmbedded(folder);
    expect(await ask(database.url, 'SELECT 1 AS answer')).toBe(1);
    await database.leave();
  });

  it('says in one sentence what is wrong where it cannot start', async () => {
    await (await openEmbedded(folder)).leave();
    writeFileSync(join(folder, 'cluster', 'PG_VERSION'), '9.6\n');
    await expect(openEmbedded(folder)).rejects.toThrow(
      /^The built-in PostgreSQL did not start on .*: database files are incompatible with server\. Its log is /,
    );
  });
});
