import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { pino } from 'pino';
import { openRuntime, type Runtime } from '#apps/service/runtime.js';
import { openReadModels } from '#projections/reading/postgres-reading.js';
import { openPool } from '#libs/event-store/sql/pool.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';

const logger = pino({ level: 'silent' });
const folder = mkdtempSync(join(tmpdir(), 'purse-half-opened-'));
let database: FreshDatabase;
let watcher: Client;
beforeAll(async () => {
  database = await freshDatabase();
  watcher = new Client({ connectionString: database.url });
  await watcher.connect();
});
afterAll(async () => {
  await watcher.end();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const opened = (origin: string): Promise<Runtime> =>
  openRuntime(database.url, logger, { signing: { keyFile: join(folder, 'log-key'), origin } });

/** What is connected to the database: what has ended its connections has none any more. */
async function connected(): Promise<readonly string[]> {
  const { rows } = await watcher.query<{ name: string }>(
    `select application_name as name from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend'
        and pid <> pg_backend_pid()`,
  );
  return rows.map(({ name }) => name);
}

it('closes all that it has opened where the log has another name, so that the program ends', async () => {
  const named = await opened('ledger.north.example/log');
  await named.transparency.introduce();
  await named.stop();
  await expect(opened('ledger.south.example/log')).rejects.toThrow('its name never changes');
  expect(await connected()).toEqual([]);
});

describe('what has ended has no connection any more, for whoever moves or restores the log next:', () => {
  it('a pool', async () => {
    const pool = openPool({ connectionString: database.url, max: 8 });
    await Promise.all(Array.from({ length: 8 }, () => pool.query('select pg_sleep(0.05)')));
    await pool.end();
    expect(await connected()).toEqual([]);
  });

  it('the read models', async () => {
    const models = await openReadModels(database.url);
    await Promise.all(Array.from({ length: 8 }, () => models.query('select pg_sleep(0.05)')));
    await models.destroy();
    expect(await connected()).toEqual([]);
  });

  it('the service', async () => {
    const runtime = await opened('ledger.north.example/log');
    runtime.security.keep(30);
    await Promise.all(Array.from({ length: 8 }, () => runtime.reading.place({})));
    await runtime.stop();
    expect(await connected()).toEqual([]);
  });
});
