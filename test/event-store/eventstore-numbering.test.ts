import { setTimeout as sleep } from 'node:timers/promises';
import { binaryEvent, EventStoreDBClient } from '@eventstore/db-client';
import type { Client } from 'pg';
import type {
  EventStoreDbOptions,
  EventStoreDbStore,
} from '#libs/event-store/eventstore/eventstore-store.js';
import { EventStoreDbStore as Store } from '#libs/event-store/eventstore/eventstore-store.js';
import { canonicalBytes } from '#libs/event-store/canonical.js';
import { migrateNumbering } from '#libs/event-store/eventstore/schema.js';
import {
  everything,
  followed,
  numbersUpTo,
  sampleAppend,
  streamOf,
} from '../conformance/sample-events.js';
import { startEventStore, type StartedEventStore } from '../support/eventstore.js';
import { eventStoreLog, type EventStoreLog } from './eventstore-log.js';
import { migratedDatabase } from './migrated-database.js';

describe('numbering', () => {
  let server: StartedEventStore;
  let log: EventStoreLog;

  beforeEach(async () => {
    server = await startEventStore();
    log = await eventStoreLog(server.url, { pollMilliseconds: 200, leaseMilliseconds: 50 });
  });

  afterEach(async () => {
    server.faults.clear();
    await log.drop();
    await server.stop();
  });

  /** Commands of three events each, on several streams, from all stores at once. */
  async function append(stores: readonly EventStoreDbStore[], each: number): Promise<void> {
    await Promise.all(
      stores.flatMap((store, process) =>
        numbersUpTo(5).map(async (writer) => {
          const stream = `fund-${process}-${writer}`;
          for (let n = 0; n < each; n += 1) {
            const append = sampleAppend(stream, 3 * n - 1, { data: [{}, {}, {}] });
            expect((await store.append(append)).outcome).toBe('appended');
          }
        }),
      ),
    );
  }

  /** What is numbered, in the order of the numbers; all of it must be in EventStoreDB's order. */
  async function entries(): Promise<readonly object[]> {
    const client = await log.database.connect();
    const { rows } = await client.query<{ number: string }>(
      'select * from numbering.entry order by number',
    );
    expect(rows.map(({ number }) => Number(number))).toEqual(numbersUpTo(rows.length));
    const { rows: inOrder } = await client.query(
      'select * from numbering.entry order by commit_position, prepare_position',
    );
    expect(inOrder).toEqual(rows);
    return rows;
  }

  const killNumbering = async (admin: Client): Promise<number> => {
    const { rowCount } = await admin.query(
      `select pg_terminate_backend(pid, 60000) from pg_stat_activity
        where datname = current_database() and application_name like 'purse numbering%'
          and pid in (select pid from pg_locks where locktype = 'advisory')`,
    );
    return rowCount ?? 0;
  };

  it('goes on without a gap where its subscription is cut, also in the middle of a command', async () => {
    const store = await log.open();
    for (const events of [1, 2, 5, 9, 20, 31, 50]) server.faults.cutAfter('subscribe', events);
    const heads = new Set<number>();
    const stop = new AbortController();
    const looking = (async () => {
      while (!stop.signal.aborted) {
        heads.add((await store.head()).number);
        await sleep(2);
      }
    })();
    await append([store], 10);
    stop.abort();
    await looking;
    expect(await entries()).toHaveLength(150);
    // A command is numbered whole.
    expect([...heads].filter((number) => number % 3 !== 0)).toEqual([]);
  });

  it('passes to another store where the one that numbers is killed, or closes', async () => {
    const stores = [await log.open(), await log.open(), await log.open()];
    const appending = append(stores, 15);
    const admin = await log.database.connect();
    for (let times = 0; times < 5; times += 1) {
      await sleep(150);
      // However long it takes until one of them has the lease again.
      for (let killed = 0; killed === 0;) {
        killed = await killNumbering(admin);
        expect(killed).toBeLessThanOrEqual(1);
        if (killed === 0) await sleep(5);
      }
    }
    await appending;
    expect(await entries()).toHaveLength(3 * 5 * 45);
    for (const store of stores.slice(0, 2)) await store.close();
    await append(stores.slice(2), 0);
    const [, , last] = stores;
    expect(await last?.append(sampleAppend('fund-last', -1))).toMatchObject({
      outcome: 'appended',
      firstNumber: 3 * 5 * 45 + 1,
    });
  });

  it.each([1, 7, 256])(
    'gives the same numbers again, %d events at a time',
    async (eventsHeldMax) => {
      const stores = [await log.open(), await log.open()];
      await append(stores, 6);
      const numbered = await entries();
      expect(numbered).toHaveLength(180);

      const again = await numberedAgain({ eventsHeldMax });
      expect(again).toEqual(numbered);
    },
  );

  /** What another database makes of the same events. */
  async function numberedAgain(options: Partial<EventStoreDbOptions>): Promise<readonly object[]> {
    const admin = await log.database.connect();
    const { rows } = await admin.query<{ id: string }>('select id from numbering.log');
    const count = (await admin.query('select from numbering.entry')).rowCount ?? 0;
    const other = await migratedDatabase();
    const client = await other.connect();
    await migrateNumbering(client);
    await client.query('insert into numbering.log values ($1, $2, true)', [rows[0]?.id, log.name]);
    const store = await Store.open(other.url, server.url, { log: log.name, ...options });
    await followed(store, 0, count);
    await store.close();
    const { rows: entered } = await client.query<object>(
      'select * from numbering.entry order by number',
    );
    await other.drop();
    return entered;
  }

  it('is recorded by one of two who number the same events at once, and from their place', async () => {
    const store = await log.open();
    await store.append(sampleAppend('fund-a', -1));
    await store.close();
    const assign = async (after: number, revision: number): Promise<boolean> => {
      const client = await log.database.connect('purse_writer');
      const { rows } = await client.query<{ assigned: boolean }>(
        `select numbering.assign($1, array[now()], array[900000], array[900000], array[$2::int],
          array['fund-a'], array[sha256('')], array[null::int], array[null::uuid],
          array[null], array[null], array['fund-a'], array[$2::int - 1]) as assigned`,
        [after, revision],
      );
      return rows[0]?.assigned === true;
    };
    const rivals = await Promise.all([assign(1, 1), assign(1, 1)]);
    expect([...rivals].sort()).toEqual([false, true]);
    expect(await assign(0, 1)).toBe(false);
    await expect(assign(2, 7)).rejects.toThrow('follows revision 6 of fund-a without that one');
  });

  it('may be changed by nobody, the owner and the superuser included', async () => {
    const store = await log.open();
    await store.append(sampleAppend('fund-a', -1));
    const change = 'update numbering.entry set number = 2';
    const writer = await log.database.connect('purse_writer');
    await expect(writer.query(change)).rejects.toThrow('permission denied for table entry');
    await expect(writer.query('delete from numbering.log')).rejects.toThrow('permission denied');
    for (const role of ['purse_owner', undefined]) {
      const client = await log.database.connect(role);
      for (const refused of [change, 'delete from numbering.entry', 'truncate numbering.entry'])
        await expect(client.query(refused)).rejects.toThrow('The log is append-only');
    }
  });

  it('leaves other logs of the same EventStoreDB alone', async () => {
    const store = await log.open();
    const other = await eventStoreLog(server.url);
    const beside = await other.open();
    for (const n of numbersUpTo(60)) {
      if (n % 3 === 0) await store.append(sampleAppend('fund-a', n / 3 - 2));
      else await beside.append(sampleAppend('fund-a', n - Math.floor(n / 3) - 2));
    }
    expect((await everything(store)).map(({ number }) => number)).toEqual(numbersUpTo(20));
    expect((await everything(beside)).map(({ number }) => number)).toEqual(numbersUpTo(40));
    await other.drop();
  });

  it('stops before an event that the service did not write, and says so', async () => {
    const store = await log.open({ numberMilliseconds: 5_000 });
    await store.append(sampleAppend('fund-a', -1));
    const client = EventStoreDBClient.connectionString(server.url);
    const foreign = binaryEvent({ type: 'Strange', data: Buffer.from('{"strange":true}') });
    server.faults.pause('subscribe');
    const appends = server.faults.calls('append');
    const before = store.append(sampleAppend('fund-a', 0));
    while (server.faults.calls('append') < appends + 1) await sleep(5);
    await sleep(50);
    await client.appendToStream(`${log.name}.fund-b`, [foreign]);
    server.faults.resume('subscribe');
    expect(await before).toMatchObject({ firstNumber: 2 });
    await expect(store.append(sampleAppend('fund-c', -1))).rejects.toThrow(
      `holds an event in ${log.name}.fund-b at revision 0 that this service did not write`,
    );
    expect(await everything(store)).toHaveLength(2);
    await client.dispose();
  });

  it('stops before a command whose end is missing, and says so', async () => {
    const store = await log.open({ numberMilliseconds: 5_000, silenceMilliseconds: 100 });
    await store.append(sampleAppend('fund-a', -1));
    const { events } = sampleAppend('fund-b', -1, { data: [{}, {}] });
    const client = EventStoreDBClient.connectionString(server.url);
    const [half] = events.map((event) =>
      binaryEvent({
        id: event.id,
        type: event.type,
        data: Buffer.from(canonicalBytes(event)),
        metadata: { first: 0, last: 1 },
      }),
    );
    if (half !== undefined) await client.appendToStream(`${log.name}.fund-b`, half);
    await client.dispose();
    await expect(store.append(sampleAppend('fund-c', -1))).rejects.toThrow(
      'holds a command in fund-b from revision 0 on that should end at 1 and does not',
    );
    expect(await everything(store)).toHaveLength(1);
  });

  it('is held against the events: what is not what it was is named by its number', async () => {
    const store = await log.open({ patienceMilliseconds: 200 });
    await store.append(sampleAppend('fund-a', -1, { data: [{}, {}] }));
    const admin = await log.database.connect();
    await admin.query('alter table numbering.entry disable trigger entry_append_only');
    await admin.query(`update numbering.entry set leaf_hash = sha256('') where number = 2`);
    const changed = 'Event 2 of the log (fund-a, revision 1) is not in EventStoreDB what it was';
    await expect(everything(store)).rejects.toThrow(changed);
    await expect(streamOf(store, 'fund-a')).rejects.toThrow(changed);
    await admin.query(
      `insert into numbering.entry values
        (3, now(), 1, 1, 0, 'fund-gone', sha256(''), 0, gen_random_uuid(), 'k', 'h')`,
    );
    await expect(everything(store, 2)).rejects.toThrow(/^Event 3 of the log .* is missing/);
    await expect(streamOf(store, 'fund-gone')).rejects.toThrow(/^Event 3 of the log .* is missing/);
  });

  it('waits, and says for whom, where nobody numbers', async () => {
    const store = await log.open({ numberMilliseconds: 5_000, silenceMilliseconds: 10_000 });
    await store.append(sampleAppend('fund-a', -1));
    server.faults.pause('subscribe');
    await expect(store.append(sampleAppend('fund-a', 0))).rejects.toThrow(
      /^Revision 1 of fund-a is stored in EventStoreDB and has no number yet: purse numbering .* holds the lease/,
    );
    server.faults.resume('subscribe');
    await followed(store, 0, 2);
    expect(await everything(store)).toHaveLength(2);
  });
});
