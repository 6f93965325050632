import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { freshDatabase, type FreshDatabase } from '#test/support/database.js';

/** What the operator does about sign-in on the command line. */
const purse = 'dist/apps/purse/main.js';
let database: FreshDatabase;
let folder: string;
beforeAll(async () => {
  if (!existsSync(purse)) throw new Error('build first: npm run build');
  database = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), 'purse-directory-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function run(
  words: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<{ readonly code: number; readonly said: string; readonly wrong: string }> {
  const child = spawn(process.execPath, [purse, ...words], {
    env: {
      ...{ PATH: process.env['PATH'], DATABASE_URL: database.url, PURSE_DATA: folder },
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, wrong, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  return { code, said, wrong };
}
const listed = async (): Promise<readonly unknown[]> =>
  (await run(['person', 'list'])).said
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);

const amina = ['person', 'add', 'p-1', '--name', 'Amina Clarke', '--subject', 's-1'];

it('adds somebody, changes what is known of them, and removes them', async () => {
  expect(await run(amina)).toMatchObject({ code: 0, wrong: '' });
  expect((await run([...amina, '--email', 'amina@north.example'])).code).toBe(0);
  expect(await listed()).toEqual([
    {
      ...{ person: 'p-1', name: 'Amina Clarke', email: 'amina@north.example', machine: false },
      ...{ issuer: 'local', subject: 's-1', organisation: null },
    },
  ]);
  expect((await run(['person', 'remove', 'p-1'])).code).toBe(0);
  expect(await listed()).toEqual([]);
  expect(await run(['person', 'remove', 'p-1'])).toMatchObject({
    ...{ code: 1, wrong: expect.stringContaining('nobody called "p-1"') },
  });
});

it('makes no two people one', async () => {
  await run(amina);
  const other = ['person', 'add', 'p-2', '--name', 'Owen Price', '--subject', 's-1'];
  const refused = await run(other);
  expect(refused).toMatchObject({ code: 1, wrong: expect.stringContaining('Somebody else') });
  const issuer = { PURSE_ISSUER: 'https://login.example', PURSE_CLIENT_ID: 'purse' };
  const own = { ...issuer, PURSE_URL: 'https://purse.example' };
  expect((await run(other, own)).code).toBe(0);
});

it('takes a reference and no name', async () => {
  const named = ['person', 'add', 'Amina Clarke', '--name', 'Amina Clarke', '--subject', 's-3'];
  expect(await run(named)).toMatchObject({
    ...{ code: 2, wrong: expect.stringContaining('a reference has letters') },
  });
});

it('puts the first administrator in the directory, who signs in then', async () => {
  const words = ['administrator', 'p-9', '--organisation', 'GB-LAE-NMR'];
  expect((await run([...words, '--name', 'Nadia Weller'])).code).toBe(2);
  expect((await run([...words, '--name', 'Nadia Weller', '--subject', 's-9'])).code).toBe(0);
  expect(await listed()).toContainEqual(
    expect.objectContaining({ person: 'p-9', subject: 's-9', organisation: 'GB-LAE-NMR' }),
  );
});

it('gives a token while things are tried out, and leaves it to an issuer otherwise', async () => {
  const { said } = await run(['token', 'amina']);
  expect(said.trim().split('.')).toHaveLength(3);
  const production = { NODE_ENV: 'production' };
  expect((await run(['token', 'amina'], production)).wrong).toContain('PURSE_ISSUER is missing');
  const issuer = { PURSE_ISSUER: 'https://login.example', PURSE_CLIENT_ID: 'purse' };
  const own = { ...issuer, PURSE_URL: 'https://purse.example' };
  expect((await run(['token', 'amina'], own)).wrong).toContain('come from https://login.example');
});

it('imports in the name of whoever has a token, and of nobody else', async () => {
  const words = ['import', '--fund', 'f', '--format', 'spending', 'package.json'];
  expect((await run(words)).wrong).toContain('PURSE_TOKEN is missing');
  const wrong = await run(words, { PURSE_TOKEN: 'a.b.c' });
  expect(wrong.wrong).toContain('The access token is not taken');
  expect(wrong.code).toBe(1);
  const tokenOf = async (person: string): Promise<NodeJS.ProcessEnv> => ({
    PURSE_TOKEN: (await run(['token', person])).said.trim(),
  });
  expect((await run(words, await tokenOf('nobody'))).wrong).toContain('calls "nobody"');
  expect((await run(words, await tokenOf('amina'))).wrong).toContain('No appointment of "amina"');
  await run(['administrator', 'nadia', '--organisation', 'GB-LAE-NMR']);
  const refused = await run(words, await tokenOf('nadia'));
  expect(refused.wrong).toContain('You act as administrator, who may not record in a fund');
});

it('does not start without an issuer where it is meant', async () => {
  const { code, wrong } = await run(['start', '-p', '0'], { NODE_ENV: 'production' });
  expect(wrong).toContain('PURSE_ISSUER is missing');
  expect(code).toBe(1);
});
