import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Client as Database } from 'pg';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';
import { council } from '../support/people.js';
import { tokenFor } from '../support/tokens.js';

/** Whoever verifies a log in use reads all of it at once, however long ago something was altered. */
const purse = 'dist/apps/purse/main.js';
let app: App;
let folder: string;

beforeAll(async () => {
  if (!existsSync(purse)) throw new Error('build first: npm run build');
  folder = await mkdtemp(join(tmpdir(), 'purse-verified-live-'));
  app = await startApp();
  await app.runtime.transparency.introduce();
  const client = new Client(app);
  await client.done('funds/pool/establish-fund', { name: 'Pool', kind: 'single', host: council });
  for (const scheme of ['a', 'b', 'c', 'd'])
    await client.done('funds/pool/open-scheme', { scheme, name: `Scheme ${scheme}` });
  await app.runtime.transparency.checkpointCovering((await app.runtime.store.head()).number);
  await writeFile(join(folder, 'keys'), await (await fetch(`${app.url}/log/keys`)).text());
});
afterAll(async () => {
  await app.stop();
  await rm(folder, { recursive: true });
});

async function verify(): Promise<{ readonly code: number; readonly wrong: string }> {
  const words = ['--log', app.url, '--events', '--keys', join(folder, 'keys')];
  const env = { PURSE_TOKEN: await tokenFor('priya', app.url) };
  const child = spawn(process.execPath, [purse, 'verify', ...words], {
    ...{ env, stdio: ['ignore', 'ignore', 'pipe'] },
  });
  const [wrong, [code]] = await Promise.all([
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  return { code, wrong };
}

it('names the first event that is not what was hashed', async () => {
  expect(await verify()).toMatchObject({ code: 0 });
  const database = new Database({ connectionString: app.databaseUrl });
  await database.connect();
  await database.query(`alter table log.event disable trigger event_append_only;
    update log.event set bytes = replace(bytes, 'Scheme b', 'Scheme x') where bytes like '%Scheme b%';
    update log.event set bytes = replace(bytes, 'Scheme d', 'Scheme y') where bytes like '%Scheme d%';
    alter table log.event enable always trigger event_append_only;`);
  const { rows } = await database.query<{ number: string }>(
    `select number from log.event where bytes like '%Scheme x%'`,
  );
  await database.end();
  const { code, wrong } = await verify();
  expect(wrong).toContain(
    `is refused. Event ${rows[0]?.number}: it is not what it was when it was hashed into the tree`,
  );
  expect(code).toBe(1);
});
