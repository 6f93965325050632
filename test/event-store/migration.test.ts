import { Client } from 'pg';
import { PostgresEventStore } from '#libs/event-store/postgres/postgres-store.js';
import { DatabaseNotPermitted, roleSql } from '#libs/event-store/sql/roles.js';
import { logMigrations, migrateLog } from '#libs/event-store/postgres/schema.js';
import { sampleAppend } from '../conformance/sample-events.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';

describe('migrating the log', () => {
  let database: FreshDatabase;
  let admin: Client;

  beforeEach(async () => {
    database = await freshDatabase();
    admin = await connected(database.url);
  });

  afterEach(async () => {
    await admin.end();
    await database.drop();
  });

  it('applies each statement once, whoever else migrates at the same time', async () => {
    const other = await connected(database.url);
    await Promise.all([migrateLog(admin), migrateLog(other)]);
    await migrateLog(admin);
    await other.end();
    const { rows } = await admin.query<{ name: string }>('select name from log.migration');
    const names = logMigrations.map(({ name }) => name);
    expect(rows.map(({ name }) => name).sort()).toEqual([...names].sort());
    const tables = await admin.query(
      `select distinct tableowner from pg_tables where schemaname = 'log'`,
    );
    expect(tables.rows).toEqual([{ tableowner: 'purse_owner' }]);
  });

  it('keeps its secret over migrations and stores', async () => {
    await migrateLog(admin);
    const one = await PostgresEventStore.open(database.url);
    await migrateLog(admin);
    const two = await PostgresEventStore.open(database.url);
    expect(two.requestHash('{}')).toBe(one.requestHash('{}'));
    await Promise.all([one.close(), two.close()]);
  });

  it('tells a login that may not create roles what to do, and works once it is done', async () => {
    const login = `clerk ${new URL(database.url).pathname.slice(1)}`;
    await admin.query(`create role "${login}" login password 'pw'`);
    try {
      const url = new URL(database.url);
      url.username = encodeURIComponent(login);
      url.password = 'pw';
      const clerk = await connected(url.href);
      const refusal = migrateLog(clerk);
      await expect(refusal).rejects.toThrow(DatabaseNotPermitted);
      await expect(refusal).rejects.toThrow(`"${login}" may not create the roles`);
      await expect(refusal).rejects.toThrow('purse doctor');

      await admin.query(roleSql(login));
      await migrateLog(clerk);
      await clerk.end();
      const store = await PostgresEventStore.open(url.href);
      expect(await store.append(sampleAppend('fund-a', -1))).toMatchObject({ firstNumber: 1 });
      await store.close();
    } finally {
      await admin.query(`drop role "${login}"`);
    }
  });

  it('refuses an encoding that could not keep the bytes', async () => {
    const name = `${new URL(database.url).pathname.slice(1)}_ascii`;
    await admin.query(`create database ${name} template template0 encoding 'SQL_ASCII' locale 'C'`);
    try {
      const url = new URL(database.url);
      url.pathname = `/${name}`;
      const client = await connected(url.href);
      await expect(migrateLog(client)).rejects.toThrow("create it with ENCODING 'UTF8'");
      await client.end();
    } finally {
      await admin.query(`drop database ${name}`);
    }
  });

  it('is asked for where a store is opened without it', async () => {
    await expect(PostgresEventStore.open(database.url)).rejects.toThrow('"purse doctor" says why');
  });
});

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}
