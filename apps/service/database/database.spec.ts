import { createServer, type AddressInfo } from 'node:net';
import { freshDatabase, type FreshDatabase } from '#test/support/database.js';
import { openDatabase } from './database.js';

let fresh: FreshDatabase;

beforeAll(async () => {
  fresh = await freshDatabase();
});

afterAll(async () => {
  await fresh.drop();
});

function open(url: string): Promise<unknown> {
  return openDatabase({ databaseUrl: url, data: '/nowhere' });
}

function changed(change: (url: URL) => void): string {
  const url = new URL(fresh.url);
  change(url);
  return url.href;
}

describe('the database of DATABASE_URL', () => {
  it('is opened, and its version known', async () => {
    const database = await openDatabase({ databaseUrl: fresh.url, data: '/nowhere' });
    expect(database.url).toBe(fresh.url);
    expect(Number.parseInt(database.version, 10)).toBeGreaterThanOrEqual(14);
    await database.close();
  });

  it('that nobody serves is one sentence', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => probe.once('listening', resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    await expect(open(`postgresql://me:secret@127.0.0.1:${port}/purse`)).rejects.toThrow(
      `The database at postgresql://me:***@127.0.0.1:${port}/purse cannot be reached: nothing answers at 127.0.0.1:${port}; start the server, or correct DATABASE_URL.`,
    );
  });

  it('on a machine that does not exist is one sentence', async () => {
    await expect(open('postgresql://me@purse.invalid/purse')).rejects.toThrow(
      /cannot be reached: there is no machine called "purse\.invalid"; correct DATABASE_URL\.$/,
    );
  });

  it('with a wrong password is one sentence, without the password', async () => {
    const url = changed((it) => (it.password = 'guessed'));
    await expect(open(url)).rejects.toThrow(
      /:\*\*\*@.* refused the user ".+": correct the name or the password in DATABASE_URL\.$/,
    );
  });

  it('that is missing on its server is one sentence', async () => {
    const url = changed((it) => (it.pathname = '/absent'));
    await expect(open(url)).rejects.toThrow(
      /has no database "absent": create it, or correct DATABASE_URL\.$/,
    );
  });
});
