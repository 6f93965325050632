import { migrate } from '#apps/service/runtime.js';
import { inPostgres, openStore, type LogSettings } from '#apps/service/store.js';
import { everything, sampleAppend } from '../conformance/sample-events.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import {
  startEventStore,
  startEventStoreCluster,
  type EventStoreOptions,
} from '../support/eventstore.js';

const at = (eventStoreUrl: string, eventStoreLog = 'purse'): LogSettings => ({
  eventStoreUrl,
  eventStoreLog,
});

let database: FreshDatabase;

beforeEach(async () => {
  database = await freshDatabase();
  await migrate(database.url);
});

afterEach(async () => {
  await database.drop();
});

describe('EventStoreDB that cannot be used is told in one sentence', () => {
  const credentials = { username: 'purse', password: 'secret' };

  it.each<[string, EventStoreOptions, (url: string) => string, RegExp]>([
    [
      'another password',
      { credentials, tls: 'localhost' },
      (url) => url.replace('secret', 'wrong'),
      /^EventStoreDB at localhost:\d+ does not let "purse" in: look at the user and the password in EVENTSTORE_URL\.$/,
    ],
    [
      'no user',
      { credentials, tls: 'localhost' },
      (url) => url.replace('purse:secret@', ''),
      /^EventStoreDB at localhost:\d+ wants a user: /,
    ],
    [
      'a certificate for another name',
      { tls: 'elsewhere' },
      (url) => url,
      /^The certificate of EventStoreDB at localhost:\d+ is for another name \(.*elsewhere\.example.*\): use the name in the certificate in EVENTSTORE_URL\.$/,
    ],
    [
      'a certificate of an unknown authority',
      { tls: 'untrusted' },
      (url) => url,
      /^The certificate of EventStoreDB at localhost:\d+ is not trusted \(.*\): name the file of its authority /,
    ],
    [
      'TLS where there is none',
      {},
      (url) => url.replace('tls=false', 'tls=true'),
      /^EventStoreDB at 127\.0\.0\.1:\d+ does not speak TLS: add \?tls=false /,
    ],
    [
      'no TLS where there is',
      { tls: 'localhost' },
      (url) => url.replace(/\?.*/, '?tls=false'),
      /^EventStoreDB at localhost:\d+ cannot be reached \(.*\): see that it runs, and look at the address and at tls /,
    ],
    [
      'nobody at the address',
      {},
      (url) => url.replace(/:\d+\?/, ':9?'),
      /^EventStoreDB at 127\.0\.0\.1:9 cannot be reached \(.*ECONNREFUSED.*\): see that it runs/,
    ],
    [
      'nobody at the addresses of a cluster',
      {},
      () => 'esdb://127.0.0.1:9,127.0.0.1:8?tls=false&maxDiscoverAttempts=1',
      /^EventStoreDB at 127\.0\.0\.1:9 cannot be reached \(.*ECONNREFUSED.*\): see that it runs/,
    ],
  ])('%s', async (_, options, change, sentence) => {
    const server = await startEventStore(options);
    const opened = openStore(database.url, at(change(server.url)));
    await expect(opened).rejects.toMatchObject({
      name: 'ExplainedError',
      message: expect.stringMatching(sentence),
    });
    await opened.catch((error: unknown) => expect(String(error)).not.toMatch(/secret|wrong/));
    await server.stop();
  });

  it('and a node that is not the leader leads to the one that is', async () => {
    const server = await startEventStoreCluster();
    const follower = server.cluster.nodes.find(({ role }) => role === 'follower');
    const urls = [
      `esdb://127.0.0.1:${follower?.port ?? 0}?tls=false`,
      `${server.url}&nodePreference=follower`,
      server.discoverUrl,
    ];
    for (const [place, url] of urls.entries()) {
      const store = await openStore(database.url, at(url));
      const append = sampleAppend(`fund-${String(place)}`, -1);
      expect(await store.append(append)).toMatchObject({ firstNumber: place + 1 });
      expect(await everything(store)).toHaveLength(place + 1);
      await store.close();
    }
    await server.stop();
  });
});

describe('a log is opened where it is', () => {
  it('and not in EventStoreDB while PostgreSQL holds its events', async () => {
    const server = await startEventStore();
    const store = await openStore(database.url, inPostgres);
    await store.append(sampleAppend('fund-a', -1));
    await store.close();
    await expect(openStore(database.url, at(server.url))).rejects.toThrow(
      'The log of this database is in PostgreSQL and has events, EventStoreDB has none: copy them with "purse migrate-log"',
    );
    // Nothing was begun: PostgreSQL goes on.
    await (await openStore(database.url, inPostgres)).close();
    await server.stop();
  });

  it('and not in PostgreSQL, nor under another name, while EventStoreDB holds its events', async () => {
    const server = await startEventStore();
    await (await openStore(database.url, at(server.url))).close();
    await expect(openStore(database.url, inPostgres)).rejects.toThrow(
      'The log of this database is in EventStoreDB: set EVENTSTORE_URL to where that is',
    );
    await expect(openStore(database.url, at(server.url, 'north'))).rejects.toThrow(
      'This database numbers the log "purse" of EventStoreDB, not "north"',
    );
    await server.stop();
  });

  it('and not with the database, or the cluster, of another', async () => {
    const [one, two] = [await startEventStore(), await startEventStore()];
    const other = await freshDatabase();
    await migrate(other.url);
    const store = await openStore(database.url, at(one.url));
    await expect(openStore(other.url, at(one.url))).rejects.toThrow(
      'EventStoreDB holds a log "purse" that this database knows nothing of',
    );
    await (await openStore(other.url, at(two.url))).close();
    await expect(openStore(database.url, at(two.url))).rejects.toThrow(
      /^EventStoreDB holds the log "purse" of another database: /,
    );
    await store.append(sampleAppend('fund-a', -1));
    await store.close();
    const empty = await startEventStore();
    await expect(openStore(database.url, at(empty.url))).rejects.toThrow(
      'This database numbers the log "purse" of EventStoreDB, and EventStoreDB does not hold it',
    );
    await Promise.all([one, two, empty].map((server) => server.stop()));
    await other.drop();
  });

  it('and begun once by several processes that start together', async () => {
    const server = await startEventStore();
    const opening = [1, 2, 3, 4].map(() => openStore(database.url, at(server.url)));
    const stores = await Promise.all(opening);
    await stores[3]?.append(sampleAppend('fund-a', -1));
    await Promise.all(stores.map((store) => store.close()));
    await server.stop();
  });
});
