import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { inPostgres, openStore, type LogSettings } from '#apps/service/store.js';
import { clientOf } from '#libs/event-store/eventstore/client.js';
import { LogElsewhere } from '#libs/event-store/eventstore/identity.js';
import { LogsDiffer, moveLog, proveLogs, type Moved } from '#libs/event-store/moving/move.js';
import { moveSession } from '#libs/event-store/moving/quiet.js';
import { PostgresEventStore } from '#libs/event-store/postgres/postgres-store.js';
import { sampleAppend } from '../conformance/sample-events.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { startEventStore, type StartedEventStore } from '../support/eventstore.js';
import { hashOf, Place, query, wholeLog } from './moved-place.js';

let server: StartedEventStore;

/** A server for the large log, so that the small ones are not read among its events. */
let largeServer: StartedEventStore;

beforeAll(async () => {
  [server, largeServer] = [await startEventStore(), await startEventStore()];
});

afterAll(async () => {
  await Promise.all([server.stop(), largeServer.stop()]);
});

/** Many times what is read, sent or committed at once: 2,000, 1,000 and 5,000 events. */
describe('a log of 20,000 events', () => {
  let place: Place;
  let fresh: FreshDatabase;
  let there: Moved;

  beforeAll(async () => {
    place = await Place.with(20_000, largeServer);
    fresh = await freshDatabase();
  });

  afterAll(async () => {
    await fresh.drop();
    await place.database.drop();
  });

  it('is the same in EventStoreDB, byte for byte', async () => {
    there = await moveLog(place.options('eventstoredb'));
    expect(there).toMatchObject({ events: 20_032, copied: 20_032 });
    const url = place.database.url;
    const numbered = 'number, recorded, revision, stream from';
    expect(await hashOf(url, `select ${numbered} numbering.entry order by number`)).toBe(
      await hashOf(url, `select ${numbered} log.event order by number`),
    );
  });

  it('comes back into a fresh PostgreSQL the same', async () => {
    const back = await moveLog(place.options('postgresql', { into: fresh.url }));
    expect(back).toEqual(there);
    expect(await wholeLog(fresh.url)).toBe(await wholeLog(place.database.url));
    const secret = 'select request_hmac from log.secret';
    expect(await query(fresh.url, secret)).toEqual(await query(place.database.url, secret));
  });
});

describe('moving', () => {
  let place: Place;

  beforeEach(async () => {
    place = await Place.with(1_000, server);
  });

  afterEach(async () => {
    await place.database.drop();
  });

  it('leaves no session behind where the database to copy into is not there', async () => {
    const into = new URL(place.database.url);
    into.pathname = '/nowhere';
    const moving = moveLog(place.options('postgresql', { into: into.href }));
    await expect(moving).rejects.toThrow('nowhere');
    const left = `select pid from pg_stat_activity where datname = current_database()
      and application_name = '${moveSession}'`;
    expect(await query(place.database.url, left)).toEqual([]);
  });

  it('keeps the answers to repeated keys and requests, there and back', async () => {
    const command = sampleAppend('fund-key', -1, { key: 'clerk/1', data: [{}, {}, {}] });
    const next = sampleAppend('fund-key', 2, { key: 'clerk/2' });
    const asked = (settings: LogSettings) =>
      place.inStore(settings, async (store) => ({
        repeated: await store.append(command),
        keys: [...(await store.findKeys(['varied/3/0', 'varied/7/0', 'nobody']))],
        hash: store.requestHash('{"amount":"1.00"}'),
        head: await store.head(),
        middle: await store.numberAt('2026-04-01T10:00:00Z'),
      }));
    await place.inStore(inPostgres, (store) => store.append(command));
    const before = await asked(inPostgres);
    expect(before.repeated).toMatchObject({ outcome: 'duplicate', lastRevision: 2 });
    await moveLog(place.options('eventstoredb'));
    expect(await asked(place.inEventStore)).toEqual(before);
    const written = await place.inStore(place.inEventStore, (store) => store.append(next));
    expect(written).toMatchObject({ outcome: 'appended', lastRevision: 3 });
    const grown = await asked(place.inEventStore);

    expect(await moveLog(place.options('postgresql'))).toMatchObject({ copied: 1 });
    expect(await asked(inPostgres)).toEqual(grown);
    const further = sampleAppend('fund-key', 3);
    await place.inStore(inPostgres, (store) => store.append(further));
    expect(await moveLog(place.options('eventstoredb'))).toMatchObject({ copied: 1 });
  });

  it('makes the database refuse the store that was given up, and a service left on it', async () => {
    const left = await openStore(place.database.url, inPostgres);
    await expect(moveLog(place.options('eventstoredb'))).rejects.toThrow(
      /^The ledger is in use \("purse /,
    );
    await left.close();
    await moveLog(place.options('eventstoredb'));
    await expect(openStore(place.database.url, inPostgres)).rejects.toThrow(
      'The log of this database is in EventStoreDB',
    );
    const unaware = await PostgresEventStore.open(place.database.url);
    await expect(unaware.append(sampleAppend('fund-late', -1))).rejects.toThrow(
      'permission denied for table event',
    );
    await unaware.close();
    await expect(moveLog(place.options('eventstoredb'))).rejects.toThrow('in EventStoreDB already');

    await moveLog(place.options('postgresql'));
    await expect(openStore(place.database.url, place.inEventStore)).rejects.toThrow(
      'The log of this database is in PostgreSQL: leave EVENTSTORE_URL out',
    );
    await expect(moveLog(place.options('postgresql'))).rejects.toThrow(LogElsewhere);
  });
});

describe('a copy that is cut short', () => {
  it('is taken up where it ended when its process was killed', async () => {
    const place = await Place.with(6_000, server);
    const child = place.start('--to', 'eventstoredb');
    const gone = once(child, 'close');
    const numbered = 'select count(*)::int as n from numbering.entry';
    const copied = async (): Promise<number> =>
      (await query<{ n: number }>(place.database.url, numbered).catch(() => []))[0]?.n ?? 0;
    while ((await copied()) < 1_000 && child.exitCode === null) await sleep(20);
    child.kill('SIGKILL');
    await gone;
    const moved = await moveLog(place.options('eventstoredb'));
    expect(moved.events).toBe(6_016);
    expect(moved.copied).toBeGreaterThan(0);
    expect(moved.copied).toBeLessThan(6_016 - 999);
    await place.database.drop();
  });

  it('goes on over broken connections, lost answers and a silent server, in the same order', async () => {
    const place = await Place.with(1_500, server);
    const { faults } = server;
    let disturbed = false;
    const disturb = (part: string): void => {
      if (disturbed || part !== 'Copying') return;
      disturbed = true;
      for (const operation of ['append', 'subscribe'] as const) {
        faults.dropBefore(operation);
        faults.dropAfter(operation);
        faults.fail(operation, 'unavailable');
      }
      faults.silence('append');
      faults.cutAfter('readAll', 700);
      faults.cutAfter('subscribe', 500);
    };
    const moved = await moveLog(place.options('eventstoredb', { onProgress: disturb }));
    expect(moved).toMatchObject({ copied: 1_536 });
    expect(disturbed).toBe(true);
    await place.database.drop();
  });
});

describe('what is not the same', () => {
  let place: Place;

  beforeAll(async () => {
    place = await Place.with(640, server);
    await moveLog(place.options('eventstoredb'));
  });

  afterAll(async () => {
    await place.database.drop();
  });

  const proof = (): Promise<unknown> => proveLogs(place.options('eventstoredb'));
  const rewrite = (change: string): Promise<unknown> =>
    query(
      place.database.url,
      `alter table log.event disable trigger event_append_only; ${change};
      alter table log.event enable always trigger event_append_only`,
    );

  it('is proved to be the same as long as it is', async () => {
    expect(await proof()).toMatchObject({ events: 640 });
  });

  it('is an event that was edited in PostgreSQL, named with the byte', async () => {
    const change = (one: string, other: string): string =>
      `update log.event set bytes = replace(bytes, '"actor":"${one}"', '"actor":"${other}"') where number = 321`;
    await rewrite(change('treasurer', 'treasurex'));
    await expect(proof()).rejects.toThrow(
      /^The logs in PostgreSQL and EventStoreDB differ: event 321 differs from byte 18 on/,
    );
    await rewrite(change('treasurex', 'treasurer'));
    await rewrite(`update log.event set recorded = recorded + interval '1 us' where number = 322`);
    await expect(proof()).rejects.toThrow(/event 322 was recorded at .* in the one, at/);
    await rewrite(`update log.event set recorded = recorded - interval '1 us' where number = 322`);
  });

  it('is an event that was edited in EventStoreDB', async () => {
    const { log } = server.cluster;
    const own = Array.from({ length: log.length }, (_, index) => log.at(index)).filter((record) =>
      record?.stream.startsWith(place.streams.prefix),
    );
    const frame = own[99]?.frame ?? Buffer.of();
    const at = frame.indexOf('treasurer');
    frame.write('x', at);
    await expect(proof()).rejects.toThrow(/event 100 differs from byte 10 on/);
    frame.write('t', at);
    expect(await proof()).toMatchObject({ events: 640 });
  });

  it('is one event more, on either side', async () => {
    await rewrite(
      `insert into log.event select 641, recorded + interval '1 s', 0, null, 'fund-more',
        replace(replace(bytes, '"stream":"' || stream || '"', '"stream":"fund-more"'),
          '"revision":' || revision || ',', '"revision":0,')
        from log.event where number = 640`,
    );
    await expect(proof()).rejects.toThrow(
      'EventStoreDB ends with event 640, PostgreSQL goes on with event 641.',
    );
    await rewrite('delete from log.event where number = 641');
    const client = clientOf(server.url);
    await client.appendToStream(`${place.streams.prefix}fund-x`, [
      { id: randomUUID(), type: 'X', contentType: 'application/json', data: {}, metadata: {} },
    ]);
    await client.dispose();
    await expect(proof()).rejects.toThrow(
      'EventStoreDB holds an event without a number, fund-x at revision 0, where event 641 should stand.',
    );
  });
});

describe('what is refused', () => {
  it('is a target that holds another log', async () => {
    const [one, other] = [await Place.with(64, server), await Place.with(128, server)];
    await moveLog(one.options('eventstoredb'));
    const log = one.inEventStore.eventStoreLog;
    await expect(moveLog(other.options('eventstoredb', { log }))).rejects.toThrow(LogElsewhere);
    await expect(moveLog(one.options('postgresql', { into: other.database.url }))).rejects.toThrow(
      'The database to copy into holds another log: name an empty one.',
    );
    // With the same secret its events tell.
    const [secret] = await query<{ hex: string }>(
      one.database.url,
      `select encode(request_hmac, 'hex') as hex from log.secret`,
    );
    await query(
      other.database.url,
      `update log.secret set request_hmac = decode('${secret?.hex ?? ''}', 'hex')`,
    );
    const refused = moveLog(one.options('postgresql', { into: other.database.url }));
    await expect(refused).rejects.toThrow(LogsDiffer);
    await expect(refused).rejects.toThrow(/^PostgreSQL holds another log: event \d+ .* Nothing/);
    await Promise.all([one.database.drop(), other.database.drop()]);
  });

  it('is a log that was written to meanwhile; what was copied stays', async () => {
    const place = await Place.with(1_024, server);
    let late: Promise<unknown> | undefined;
    const write = async (): Promise<void> => {
      const store = await PostgresEventStore.open(place.database.url);
      await store.append(sampleAppend('fund-late', -1));
      await store.close();
    };
    const moving = moveLog(
      place.options('eventstoredb', {
        onProgress: (part) => {
          if (part === 'Copying') late ??= write();
        },
      }),
    );
    await expect(moving).rejects.toThrow(/EventStoreDB ends with event 1024, PostgreSQL goes on/);
    await late;
    const rest = await moveLog(place.options('eventstoredb'));
    expect(rest).toMatchObject({ copied: 1, events: 1_025 });
    await place.database.drop();
  });

  it('is said by the command line in a sentence, with its exit code', async () => {
    const place = await Place.with(64, server);
    expect((await place.run()).code).toBe(2);
    expect((await place.run('--to', 'oracle')).code).toBe(2);
    expect(await place.run('--to', 'eventstoredb', '--into', 'postgres://x/y')).toMatchObject({
      code: 2,
      wrong: expect.stringContaining('--into is for --to postgresql'),
    });
    expect(await place.run('--to', 'postgresql')).toMatchObject({
      code: 1,
      wrong: expect.stringMatching(/^The log of this database is in PostgreSQL/),
    });
    const done = await place.run('--to', 'eventstoredb');
    expect(done).toMatchObject({
      code: 0,
      said: expect.stringMatching(
        /^64 events copied\. Both stores hold the same 64 events: .*\nSHA-256 over all of them: [0-9a-f]{64}\nThe log is in EventStoreDB now/,
      ),
      wrong: expect.stringContaining('Proving 64 of 64'),
    });
    expect(await place.run('--to', 'eventstoredb')).toMatchObject({
      code: 1,
      wrong: expect.stringContaining('in EventStoreDB already'),
    });
    const proof = await place.run('--to', 'eventstoredb', '--verify-only', '--json');
    expect(JSON.parse(proof.said)).toMatchObject({ events: 64, copied: 0 });
    expect(done.said).toContain((JSON.parse(proof.said) as Moved).sha256);
    await place.database.drop();
  });
});
