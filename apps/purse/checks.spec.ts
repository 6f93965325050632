import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { sampleAppend } from '#test/conformance/sample-events.js';
import { freshDatabase, type FreshDatabase } from '#test/support/database.js';
import { startEventStore, startEventStoreCluster } from '#test/support/eventstore.js';
import { openStore } from '#apps/service/store.js';
import { migrate } from '#apps/service/runtime.js';
import { checkAll, type Check } from './checks.js';

let database: FreshDatabase;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  database = await freshDatabase();
  const data = await mkdtemp(join(tmpdir(), 'purse-doctor-'));
  environment = { PORT: '0', DATABASE_URL: database.url, PURSE_DATA: data };
});

afterAll(async () => {
  rmSync(environment['PURSE_DATA'] ?? '', { recursive: true });
  await database.drop();
});

function named(checks: readonly Check[], name: string): Check | undefined {
  return checks.find((check) => check.name === name);
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return (server.address() as AddressInfo).port;
}

describe('the doctor', () => {
  it('finds nothing wrong where nothing is', async () => {
    const checks = await checkAll(environment);
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(checks.map(({ name }) => name)).toEqual([
      'Node.js',
      'Settings',
      'Port',
      'Sign-in',
      'Data folder',
      'Disk space',
      'Key of the log',
      'Database',
      'Database roles',
      'Log',
    ]);
    expect(named(checks, 'Log')?.found).toBe('in PostgreSQL, in the database above');
    expect(named(checks, 'Database')?.found).not.toContain(new URL(database.url).password);
  });

  it('says which port is taken, and how to choose another', async () => {
    const other = createServer((socket) => socket.destroy());
    const port = await listening(other);
    const checks = await checkAll({ ...environment, PORT: String(port) });
    other.close();
    expect(named(checks, 'Port')).toEqual({
      name: 'Port',
      ok: false,
      found: `Port ${port} of 127.0.0.1 is taken by another program: stop that one, or choose another port, as in "PORT=${port + 1} npm start".`,
    });
  });

  it('says what is wrong with the settings, and looks no further', async () => {
    const checks = await checkAll({ ...environment, PORT: 'x' });
    expect(checks.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(['Settings']);
  });

  it('says that people need an issuer in production, and which one is not there', async () => {
    const production = await checkAll({ ...environment, NODE_ENV: 'production' });
    expect(named(production, 'Sign-in')?.found).toContain('PURSE_ISSUER is missing');
    const nowhere = { PURSE_ISSUER: 'http://localhost:1', PURSE_CLIENT_ID: 'purse' };
    const own = { ...environment, ...nowhere, PURSE_URL: 'https://purse.example' };
    expect(named(await checkAll(own), 'Sign-in')).toMatchObject({
      ...{ ok: false, found: expect.stringContaining('the issuer http://localhost:1 does not') },
    });
  });

  it('says that the data folder cannot be written', async () => {
    const checks = await checkAll({ ...environment, PURSE_DATA: '/dev/null/data' });
    expect(named(checks, 'Data folder')?.found).toMatch(/^\/dev\/null\/data cannot be written/);
  });

  it('says that the key of the log may be read by others, and how to mend it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'purse-doctor-'));
    const file = join(folder, 'log-key');
    writeFileSync(file, 'anything', { mode: 0o644 });
    const checks = await checkAll({ ...environment, PURSE_LOG_KEY: file });
    expect(named(checks, 'Key of the log')?.found).toMatch(/may be read by other users/);
    rmSync(folder, { recursive: true });
  });

  it('prints the SQL where the login may not create roles', async () => {
    const login = `plain_${randomBytes(6).toString('hex')}`;
    const admin = new Client({ connectionString: database.url });
    await admin.connect();
    await admin.query(`CREATE ROLE ${login} LOGIN PASSWORD 'plain'`);
    const url = new URL(database.url);
    url.username = login;
    url.password = 'plain';
    const asPlain = { ...environment, DATABASE_URL: url.href };

    const before = named(await checkAll(asPlain), 'Database roles');
    expect(before).toMatchObject({ ok: false, found: expect.stringContaining(login) });
    await admin.query(before?.sql ?? '');
    expect(named(await checkAll(asPlain), 'Database roles')).toMatchObject({ ok: true });

    await admin.query(`REVOKE purse_owner, purse_writer, purse_reader FROM ${login}`);
    await admin.query(`DROP ROLE ${login}`);
    await admin.end();
  });
});

describe('the doctor on a log in EventStoreDB', () => {
  const logCheck = async (more: NodeJS.ProcessEnv): Promise<Check | undefined> =>
    named(await checkAll({ ...environment, ...more }), 'Log');

  it('says which store it is, its version, who leads and who numbers', async () => {
    const own = await freshDatabase();
    const server = await startEventStoreCluster();
    const settings = { DATABASE_URL: own.url, EVENTSTORE_URL: server.url };
    expect(await logCheck(settings)).toMatchObject({
      ok: true,
      found: expect.stringMatching(
        /^"purse" in EventStoreDB 24\.10\.4 at .*; 127\.0\.0\.1:\d+ leads, 3 of 3 nodes are alive; the log begins at the first start$/,
      ),
    });
    await migrate(own.url);
    const store = await openStore(own.url, { eventStoreUrl: server.url, eventStoreLog: 'purse' });
    await store.append(sampleAppend('fund-a', -1));
    expect(await logCheck(settings)).toMatchObject({
      ok: true,
      found: expect.stringMatching(
        /; numbered up to event 1, none waits for a number, "purse numbering .* \d+" numbers$/,
      ),
    });
    await store.close();
    expect((await logCheck(settings))?.found).toContain('no service numbers now');
    expect(await logCheck({ DATABASE_URL: own.url })).toEqual({
      name: 'Log',
      ok: false,
      found: 'in EventStoreDB: set EVENTSTORE_URL to where that is',
    });
    await server.stop();
    await own.drop();
  });

  it('says what is wrong in one sentence', async () => {
    const server = await startEventStore({ tls: 'elsewhere' });
    const found = (await logCheck({ EVENTSTORE_URL: server.url }))?.found;
    expect(found).toMatch(/^The certificate of EventStoreDB at .* is for another name/);
    await server.stop();
  });
});
