import { checked } from '#libs/event-store/limits.js';
import { appendBatch } from '#libs/event-store/postgres/append-batch.js';
import { sampleAppend } from '../conformance/sample-events.js';
import { migratedDatabase, type MigratedDatabase } from './migrated-database.js';

describe('what is recorded', () => {
  let database: MigratedDatabase;

  beforeAll(async () => {
    database = await migratedDatabase();
    const writer = await database.connect('purse_writer');
    await appendBatch(writer, [checked(sampleAppend('fund-a', -1))]);
  });

  afterAll(async () => {
    await database.drop();
  });

  const changes = [
    `update log.event set bytes = '{}'`,
    'delete from log.event',
    'truncate log.event',
    `update log.event set bytes = '{}' where number = 0`,
  ];

  it.each(changes)('may not be changed by the writer: %s', async (change) => {
    const writer = await database.connect('purse_writer');
    await expect(writer.query(change)).rejects.toThrow('permission denied for table event');
  });

  it.each(changes)('is refused to the owner and the superuser too: %s', async (change) => {
    for (const role of ['purse_owner', undefined]) {
      const client = await database.connect(role);
      await expect(client.query(change)).rejects.toThrow('The log is append-only');
    }
  });

  it('is refused where a session plays a replica, which skips ordinary triggers', async () => {
    const client = await database.connect();
    await client.query('set session_replication_role = replica');
    await expect(client.query('delete from log.event')).rejects.toThrow('The log is append-only');
  });

  it('cannot have its guard taken off by the writer', async () => {
    const writer = await database.connect('purse_writer');
    await expect(writer.query('alter table log.event disable trigger all')).rejects.toThrow(
      'owner',
    );
    await expect(writer.query('drop table log.event')).rejects.toThrow('owner');
  });

  it('is read by the reader, who can neither append nor see the secret', async () => {
    const reader = await database.connect('purse_reader');
    const { rows } = await reader.query('select number, stream from log.event');
    expect(rows).toEqual([{ number: '1', stream: 'fund-a' }]);
    const append = appendBatch(reader, [checked(sampleAppend('fund-b', -1))]);
    await expect(append).rejects.toThrow('permission denied');
    await expect(reader.query('select * from log.secret')).rejects.toThrow('permission denied');
  });

  it('is never numbered from an old snapshot', async () => {
    const writer = await database.connect('purse_writer');
    await writer.query('begin isolation level repeatable read');
    const append = appendBatch(writer, [checked(sampleAppend('fund-b', -1))]);
    await expect(append).rejects.toThrow('read committed');
  });
});
