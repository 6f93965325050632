import { setTimeout as sleep } from 'node:timers/promises';
import { KeyInUse } from '#libs/event-store/eventstore/claiming.js';
import type { EventStoreDbStore } from '#libs/event-store/eventstore/eventstore-store.js';
import type { Append, AppendResult } from '#libs/event-store/port.js';
import { everything, numbersUpTo, sampleAppend } from '../conformance/sample-events.js';
import { startEventStore, type StartedEventStore } from '../support/eventstore.js';
import { eventStoreLog, type EventStoreLog } from './eventstore-log.js';

/** EventStoreDB knows no keys: rule 9 rests on the claims in PostgreSQL. */
describe('a key over EventStoreDB', () => {
  let server: StartedEventStore;
  let log: EventStoreLog;
  let store: EventStoreDbStore;

  beforeEach(async () => {
    server = await startEventStore();
    log = await eventStoreLog(server.url);
    store = await log.open();
  });

  afterEach(async () => {
    server.faults.clear();
    await log.drop();
    await server.stop();
  });

  const once = { key: 'test/once' };

  /** An append that fails without telling whether it was made. */
  async function lost(drop: 'dropBefore' | 'dropAfter', stream: string): Promise<void> {
    const hasty = await log.open({ patienceMilliseconds: 1_000 });
    server.faults[drop]('append', Infinity);
    await expect(hasty.append(sampleAppend(stream, -1, once))).rejects.toThrow();
    server.faults.clear();
  }

  /** As the lanes do: a store that cannot say yet what became of a key is asked again. */
  async function settled(each: EventStoreDbStore, append: Append): Promise<AppendResult> {
    for (;;) {
      try {
        return await each.append(append);
      } catch (error) {
        if (!(error instanceof KeyInUse)) throw error;
      }
    }
  }

  async function claims(): Promise<number> {
    const client = await log.database.connect();
    const { rows } = await client.query('select from numbering.claim');
    return rows.length;
  }

  it('used for several streams by several stores at once is recorded once', async () => {
    const stores = await Promise.all(numbersUpTo(3).map(() => log.open()));
    for (const round of numbersUpTo(10)) {
      const key = `test/${String(round)}`;
      const results = await Promise.all(
        stores.map((each, n) => settled(each, sampleAppend(`fund-${round}-${n}`, -1, { key }))),
      );
      const outcomes = results.map(({ outcome }) => outcome).sort();
      expect(outcomes).toEqual(['appended', 'duplicate', 'duplicate']);
      const places = results.map((result) => 'stream' in result && result.stream);
      expect(new Set(places).size).toBe(1);
    }
    expect(await everything(store)).toHaveLength(10);
    expect(await claims()).toBe(0);
  });

  it('used for one stream by several stores at once is recorded once', async () => {
    const stores = await Promise.all(numbersUpTo(3).map(() => log.open()));
    const results = await Promise.all(
      stores.map((each) => settled(each, sampleAppend('fund-a', -1, once))),
    );
    expect(results.map(({ outcome }) => outcome).sort()).toEqual([
      'appended',
      'duplicate',
      'duplicate',
    ]);
    expect(await everything(store)).toHaveLength(1);
  });

  it('whose append may stand, and does, is a duplicate wherever it is used again', async () => {
    await lost('dropAfter', 'fund-a');
    expect(await store.append(sampleAppend('fund-b', -1, once))).toMatchObject({
      outcome: 'duplicate',
      stream: 'fund-a',
      firstNumber: 1,
    });
  });

  it('whose append may stand, and does not, is free in the same place at once', async () => {
    await lost('dropBefore', 'fund-a');
    expect(await store.append(sampleAppend('fund-a', -1, once))).toMatchObject({
      outcome: 'appended',
    });
  });

  it('is free elsewhere once another event stands where it would', async () => {
    await lost('dropBefore', 'fund-a');
    await store.append(sampleAppend('fund-a', -1));
    expect(await store.append(sampleAppend('fund-b', -1, once))).toMatchObject({
      outcome: 'appended',
    });
  });

  it('is free elsewhere only when what was sent can no longer arrive', async () => {
    await lost('dropBefore', 'fund-a');
    const again = store.append(sampleAppend('fund-b', -1, once));
    await expect(again).rejects.toThrow(KeyInUse);
    await expect(again).rejects.toThrow('fund-a whose outcome is not known yet');
    const patient = await log.open({ claimMilliseconds: 500 });
    await sleep(500);
    expect(await patient.append(sampleAppend('fund-b', -1, once))).toMatchObject({
      outcome: 'appended',
    });
    expect(await claims()).toBe(0);
  });

  it('is free again at once after a conflict, and where its neighbour was a repetition', async () => {
    await store.append(sampleAppend('fund-a', -1, { key: 'test/known' }));
    const results = await Promise.all([
      store.append(sampleAppend('fund-a', 0, { key: 'test/known' })),
      store.append(sampleAppend('fund-a', 1, once)),
      store.append(sampleAppend('fund-b', 4, { key: 'test/ahead' })),
    ]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['duplicate', 'conflict', 'conflict']);
    expect(await claims()).toBe(0);
    const appended = await Promise.all([
      store.append(sampleAppend('fund-c', -1, once)),
      store.append(sampleAppend('fund-d', -1, { key: 'test/ahead' })),
    ]);
    expect(appended.map(({ outcome }) => outcome)).toEqual(['appended', 'appended']);
  });
});
