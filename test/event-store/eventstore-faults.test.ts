import { setTimeout as sleep } from 'node:timers/promises';
import { Lanes } from '#libs/event-store/lanes.js';
import type { EventStoreDbStore } from '#libs/event-store/eventstore/eventstore-store.js';
import { adding, counter } from '../conformance/counter.js';
import {
  everything,
  followed,
  numbersUpTo,
  sampleAppend,
  streamOf,
} from '../conformance/sample-events.js';
import {
  startEventStore,
  startEventStoreCluster,
  type StartedEventStore,
} from '../support/eventstore.js';
import { eventStoreLog, type EventStoreLog } from './eventstore-log.js';

let server: StartedEventStore;
let log: EventStoreLog;
let store: EventStoreDbStore;

async function begin(started: Promise<StartedEventStore>): Promise<void> {
  server = await started;
  log = await eventStoreLog(server.url, { eventsPerPage: 50, pollMilliseconds: 200 });
  store = await log.open();
}

afterEach(async () => {
  server.faults.clear();
  await log.drop();
  await server.stop();
});

/** Every command once, in a log without gaps. */
async function expectAllOnce(keys: readonly string[]): Promise<void> {
  const events = await everything(store);
  expect(events.map(({ key }) => key).sort()).toEqual([...keys].sort());
  expect(events.map(({ number }) => number)).toEqual(numbersUpTo(keys.length));
  const revisions = new Map<string, number>();
  for (const { stream, revision } of events) {
    expect(revision).toBe((revisions.get(stream) ?? -1) + 1);
    revisions.set(stream, revision);
  }
}

/** Commands on several streams, a few milliseconds apart, while something happens to the server. */
async function commanding(
  count: number,
  meanwhile: () => Promise<unknown>,
): Promise<readonly string[]> {
  const lanes = new Lanes(store);
  const keys = numbersUpTo(count).map((n) => `test/${String(n)}`);
  const done = Promise.all(
    keys.map(async (key, n) => {
      await sleep(n * 3);
      return lanes.execute(adding(1, { key, stream: `fund-${String(n % 7)}` }));
    }),
  );
  await meanwhile();
  const outcomes = new Set((await done).map(({ outcome }) => outcome));
  expect([...outcomes].filter((outcome) => !['done', 'repeated'].includes(outcome))).toEqual([]);
  return keys;
}

describe('an append whose call is dropped', () => {
  beforeEach(() => begin(startEventStore()));

  it.each(['dropBefore', 'dropAfter'] as const)('%s is appended once', async (drop) => {
    server.faults[drop]('append');
    expect(await store.append(sampleAppend('fund-a', -1, { data: [{}, {}] }))).toMatchObject({
      outcome: 'appended',
      firstNumber: 1,
      lastNumber: 2,
    });
    server.faults[drop]('append', 3);
    expect(await store.append(sampleAppend('fund-a', 1))).toMatchObject({ firstNumber: 3 });
    expect(await everything(store)).toHaveLength(3);
  });

  it('stands although the stream has moved on before it was asked again', async () => {
    server.faults.dropAfter('append');
    const other = await log.open();
    const asked = store.append(sampleAppend('fund-a', -1));
    await followed(other, 0, 1);
    expect(await other.append(sampleAppend('fund-a', 0))).toMatchObject({ outcome: 'appended' });
    expect(await asked).toMatchObject({ outcome: 'appended', firstNumber: 1 });
  });

  it.each(['unavailable', 'busy', 'timeout', 'cancelled'] as const)(
    'or answered with %s is tried again',
    async (failure) => {
      server.faults.fail('append', failure, 2);
      expect(await store.append(sampleAppend('fund-a', -1))).toMatchObject({ firstNumber: 1 });
    },
  );

  it('or delayed beyond its time is not doubled when it comes after all', async () => {
    const hasty = await log.open({ callMilliseconds: 150 });
    server.faults.delay('append', 400, 1);
    expect(await hasty.append(sampleAppend('fund-a', -1))).toMatchObject({ outcome: 'appended' });
    await sleep(600);
    expect(await everything(store)).toHaveLength(1);
  });

  it('again and again loses no command and doubles none', async () => {
    const keys = await commanding(300, async () => {
      for (let times = 0; times < 12; times += 1) {
        server.faults.dropBefore('append');
        await sleep(40);
        server.faults.dropAfter('append');
        await sleep(40);
      }
    });
    await expectAllOnce(keys);
  });

  it('for too long is given up with the reason, and its neighbours are not', async () => {
    const hasty = await log.open({ patienceMilliseconds: 2_000 });
    server.faults.fail('append', 'unavailable', Infinity);
    await expect(hasty.append(sampleAppend('fund-a', -1))).rejects.toThrow('UNAVAILABLE');
    server.faults.clear();
    expect(await hasty.append(sampleAppend('fund-b', -1))).toMatchObject({ firstNumber: 1 });
  });
});

describe('reading', () => {
  beforeEach(async () => {
    await begin(startEventStore());
    const data = numbersUpTo(200).map((n) => ({ n, text: 'x'.repeat(2_000) }));
    await Promise.all(
      numbersUpTo(10).map((part) =>
        store.append(sampleAppend('fund-a', (part - 1) * 200 - 1, { data })),
      ),
    );
  });

  it('goes on where it was cut', async () => {
    for (const reading of ['readStream', 'readAll'] as const)
      for (const after of [1, 30, 70]) server.faults.cutAfter(reading, after);
    const revisions = (await streamOf(store, 'fund-a')).map(({ revision }) => revision + 1);
    expect(revisions).toEqual(numbersUpTo(2_000));
    expect((await everything(store)).map(({ number }) => number)).toEqual(numbersUpTo(2_000));
  });

  it('slowly, and left in the middle, holds few events and lets the store close', async () => {
    const most = { stream: 0, log: 0 };
    let seen = 0;
    for await (const event of store.readStream('fund-a')) {
      seen = event.revision + 1;
      await sleep(seen < 20 ? 10 : 0);
      for (const reader of server.cluster.readers)
        if (reader.reading === 'readStream')
          most.stream = Math.max(most.stream, reader.sent - seen);
      if (seen === 25) break;
    }
    for await (const events of store.read(0)) {
      await sleep(100);
      for (const reader of server.cluster.readers)
        if (reader.reading === 'readAll') most.log = Math.max(most.log, reader.sent);
      if (events.length > 0) break;
    }
    expect(seen).toBe(25);
    // What sockets, HTTP/2 and the client hold: well below a megabyte, of four.
    expect(most.stream).toBeGreaterThan(0);
    expect(most.stream).toBeLessThan(600);
    expect(most.log).toBeLessThan(600);
    await store.close();
  });

  it('waits for a node that says nothing only so long', async () => {
    const hasty = await log.open({ callMilliseconds: 200, patienceMilliseconds: 3_000 });
    server.faults.pause('readStream');
    await expect(streamOf(hasty, 'fund-a')).rejects.toThrow('sent nothing for 200 ms');
    server.faults.resume('readStream');
    expect(await streamOf(hasty, 'fund-a')).toHaveLength(2_000);
  });
});

describe('a cluster that changes its leader', () => {
  beforeEach(() => begin(startEventStoreCluster()));

  it('loses no command and doubles none', async () => {
    const keys = await commanding(300, async () => {
      for (let times = 0; times < 3; times += 1) {
        await sleep(200);
        const dead = server.cluster.leader;
        await server.cluster.failOver({ electionTime: 100 });
        if (dead !== undefined) await server.cluster.revive(dead);
      }
    });
    await expectAllOnce(keys);
    const lanes = new Lanes(await log.open());
    expect(await lanes.read('fund-0', counter, ({ total }) => total)).toBe(43);
  });

  it.each([0, 1, 2, 3])(
    'with %d of the appends on their way kept, records all of them once',
    async (kept) => {
      await store.append(sampleAppend('fund-a', -1));
      server.cluster.log.holdReplication();
      const keys = ['a', 'b', 'c'].map((name) => `test/${name}`);
      const asked = keys.map((key) =>
        store.append(sampleAppend(key.replace('/', '-'), -1, { key })),
      );
      while (server.cluster.log.unreplicated < 3) await sleep(5);
      await server.cluster.failOver({ kept });
      server.cluster.log.releaseReplication();
      const outcomes = (await Promise.all(asked)).map(({ outcome }) => outcome);
      expect(outcomes).toEqual(['appended', 'appended', 'appended']);
      const events = await everything(store);
      expect(
        events
          .slice(1)
          .map(({ key }) => key)
          .sort(),
      ).toEqual(keys);
      expect(events.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    },
  );

  it('restarts wholly and goes on', async () => {
    const keys = await commanding(100, async () => {
      await sleep(100);
      await server.cluster.restart(300);
    });
    await expectAllOnce(keys);
  });
});
