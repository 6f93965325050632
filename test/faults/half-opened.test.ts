import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { pino } from 'pino';
import { openRuntime, type Runtime } from '#apps/service/runtime.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';

const logger = pino({ level: 'silent' });
const folder = mkdtempSync(join(tmpdir(), 'purse-half-opened-'));
let database: FreshDatabase;
beforeAll(async () => (database = await freshDatabase()));
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

const opened = (origin: string): Promise<Runtime> =>
  openRuntime(database.url, logger, { signing: { keyFile: join(folder, 'log-key'), origin } });

/** What is connected to the database, once what was ended just now has gone. */
async function connected(): Promise<readonly string[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    for (let tries = 0; ; tries += 1) {
      const { rows } = await client.query<{ name: string }>(
        `select application_name as name from pg_stat_activity
          where datname = current_database() and backend_type = 'client backend'
            and pid <> pg_backend_pid()`,
      );
      if (rows.length === 0 || tries === 20) return rows.map(({ name }) => name);
      await sleep(100);
    }
  } finally {
    await client.end();
  }
}

it('closes all that it has opened where the log has another name, so that the program ends', async () => {
  const named = await opened('ledger.north.example/log');
  await named.transparency.introduce();
  await named.stop();
  await expect(opened('ledger.south.example/log')).rejects.toThrow('its name never changes');
  expect(await connected()).toEqual([]);
});
