import { Client } from 'pg';
import { freshDatabase } from './database.js';

describe('a fresh database', () => {
  it('is empty, apart from every other, and gone after its test', async () => {
    const [one, two] = await Promise.all([freshDatabase(), freshDatabase()]);
    const client = new Client({ connectionString: one.url });
    client.on('error', () => undefined);
    await client.connect();
    await client.query('CREATE TABLE mine (n int)');

    const other = new Client({ connectionString: two.url });
    await other.connect();
    const found = await other.query("SELECT to_regclass('mine') AS mine");
    expect(found.rows).toEqual([{ mine: null }]);
    await other.end();

    // The first client is still connected.
    await Promise.all([one.drop(), two.drop()]);
    await expect(new Client({ connectionString: one.url }).connect()).rejects.toThrow(
      'does not exist',
    );
  });
});
