import canonicalize from 'canonicalize';
import type { RecordedEvent } from '#contracts/envelope.js';
import { AppendRefused } from '#libs/event-store/limits.js';
import type { EventStore } from '#libs/event-store/port.js';
import {
  collect,
  envelopeOf,
  everything,
  followed,
  numbersUpTo,
  sampleAppend,
  streamOf,
} from './sample-events.js';

/** One empty log of a test's own. */
export interface LogUnderTest {
  /** A store over the log; each call may give a store of its own, as another process has. */
  open(): Promise<EventStore>;
  drop(): Promise<void>;
}

/** What every event store promises (libs/event-store/port.ts). */
export function describeEventStore(name: string, newLog: () => Promise<LogUnderTest>): void {
  describe(`${name} as an event store`, () => {
    let log: LogUnderTest;
    let store: EventStore;

    beforeEach(async () => {
      log = await newLog();
      store = await log.open();
    });

    afterEach(async () => {
      await log.drop();
    });

    describe('appending', () => {
      it('numbers events over all streams and revisions within each', async () => {
        expect(
          await store.append(sampleAppend('fund-a', -1, { data: [{ n: 1 }, { n: 2 }] })),
        ).toEqual(placed('fund-a', 0, 1, 1, 2));
        expect(await store.append(sampleAppend('fund-b', -1))).toEqual(
          placed('fund-b', 0, 0, 3, 3),
        );
        expect(await store.append(sampleAppend('fund-a', 1))).toEqual(placed('fund-a', 2, 2, 4, 4));

        const events = await everything(store);
        expect(events.map(({ number, stream, revision }) => [number, stream, revision])).toEqual([
          [1, 'fund-a', 0],
          [2, 'fund-a', 1],
          [3, 'fund-b', 0],
          [4, 'fund-a', 2],
        ]);
      });

      it.each([
        ['behind', 0],
        ['ahead of', 7],
      ])('refuses an append %s the stream, with its revision', async (_, expected) => {
        await store.append(sampleAppend('fund-a', -1, { data: [{}, {}] }));
        expect(await store.append(sampleAppend('fund-a', expected))).toEqual({
          outcome: 'conflict',
          revision: 1,
        });
        expect(await store.head()).toMatchObject({ number: 2 });
      });

      it('refuses to go on with a stream that does not exist', async () => {
        expect(await store.append(sampleAppend('fund-a', 0))).toEqual({
          outcome: 'conflict',
          revision: -1,
        });
      });

      it('answers a key it holds with where its command stands, in whatever stream', async () => {
        const first = sampleAppend('fund-a', -1, { key: 'test/once', data: [{}, {}] });
        await store.append(first);
        await store.append(sampleAppend('fund-a', 1));
        const duplicate = {
          ...placed('fund-a', 0, 1, 1, 2),
          outcome: 'duplicate',
          requestHash: first.requestHash,
        };
        expect(await store.append(first)).toEqual(duplicate);
        const elsewhere = { key: 'test/once', requestHash: 'b2'.repeat(32) };
        expect(await store.append(sampleAppend('fund-b', -1, elsewhere))).toEqual(duplicate);
        expect(await store.head()).toMatchObject({ number: 3 });
      });

      it('appends a chain of one stream that is sent without waiting', async () => {
        const results = await Promise.all(
          numbersUpTo(50).map((n) => store.append(sampleAppend('fund-a', n - 2))),
        );
        expect(results).toEqual(numbersUpTo(50).map((n) => placed('fund-a', n - 1, n - 1, n, n)));
      });

      it('drops a stream in conflict from a batch wholly, and commits the others', async () => {
        await store.append(sampleAppend('fund-a', -1));
        await store.append(sampleAppend('fund-b', -1, { key: 'test/known' }));
        const results = await Promise.all([
          store.append(sampleAppend('fund-c', -1)),
          store.append(sampleAppend('fund-a', 3)),
          store.append(sampleAppend('fund-a', 4)),
          store.append(sampleAppend('fund-b', 0)),
          store.append(sampleAppend('fund-b', 1, { key: 'test/known' })),
          store.append(sampleAppend('fund-c', 0)),
        ]);
        expect(results.map(({ outcome }) => outcome)).toEqual([
          'appended',
          'conflict',
          'conflict',
          'conflict',
          'duplicate',
          'appended',
        ]);
        expect((await everything(store)).map(({ number, stream }) => [number, stream])).toEqual([
          [1, 'fund-a'],
          [2, 'fund-b'],
          [3, 'fund-c'],
          [4, 'fund-c'],
        ]);
      });

      it('lets one of two rivals win, and one of two uses of a key', async () => {
        const rivals = await Promise.all([
          store.append(sampleAppend('fund-a', -1)),
          store.append(sampleAppend('fund-a', -1)),
        ]);
        expect(rivals.map(({ outcome }) => outcome)).toEqual(['appended', 'conflict']);
        const uses = await Promise.all([
          store.append(sampleAppend('fund-b', -1, { key: 'test/same' })),
          store.append(sampleAppend('fund-c', -1, { key: 'test/same' })),
        ]);
        expect(uses.map(({ outcome }) => outcome)).toEqual(['appended', 'duplicate']);
      });
    });

    describe('limits', () => {
      it('takes 1,000 events of one append, and no more', async () => {
        expect(await store.append(sampleAppend('fund-a', -1, { data: manyData(1_000) }))).toEqual(
          placed('fund-a', 0, 999, 1, 1_000),
        );
        await expect(
          store.append(sampleAppend('fund-a', 999, { data: manyData(1_001) })),
        ).rejects.toThrow('1001 events; it takes 1 to 1000');
        await expect(store.append(sampleAppend('fund-a', 999, { data: [] }))).rejects.toThrow(
          AppendRefused,
        );
      });

      it('takes 512 KiB of one append, and no more', async () => {
        const data = (length: number) => [{ text: 'x'.repeat(length) }];
        await expect(
          store.append(sampleAppend('fund-a', -1, { data: data(512 * 1024) })),
        ).rejects.toThrow('at most 524288');
        const appends = numbersUpTo(20).map((n) =>
          store.append(sampleAppend(`fund-${String(n)}`, -1, { data: data(520_000) })),
        );
        expect((await Promise.all(appends)).every(({ outcome }) => outcome === 'appended')).toBe(
          true,
        );
        expect(await everything(store)).toHaveLength(20);
      });

      it.each(['', 'line\nfeed', 'x'.repeat(201)])('refuses the stream name %j', async (stream) => {
        await expect(store.append(sampleAppend(stream, -1))).rejects.toThrow(AppendRefused);
      });

      it('refuses the hash and the type that no column takes, and lets its neighbours pass', async () => {
        const { events, ...append } = sampleAppend('fund-a', -1);
        const typed = events.map((event) => ({ ...event, type: 'Step\u0000Taken' }));
        const results = await Promise.allSettled([
          store.append({ ...append, events: typed }),
          store.append(sampleAppend('fund-a', -1, { requestHash: 'a\nb' })),
          store.append(sampleAppend('fund-a', 2 ** 31)),
          store.append(sampleAppend('fund-b', -1)),
        ]);
        const statuses = results.map(({ status }) => status);
        expect(statuses).toEqual(['rejected', 'rejected', 'rejected', 'fulfilled']);
      });

      it('refuses events that do not belong to their append', async () => {
        const { events, ...append } = sampleAppend('fund-a', -1);
        const strayed = events.map((event) => ({ ...event, revision: 5 }));
        await expect(store.append({ ...append, events: strayed })).rejects.toThrow('revision 0');
      });

      it.each([
        '2026-04-01T09:00:00Z',
        '2026-13-01T09:00:00.000000Z',
        '2026-02-31T09:00:00.000000Z',
        '0000-01-01T09:00:00.000000Z',
        'now',
      ])('refuses the stamp %s', async (stamp) => {
        await expect(store.append(sampleAppend('fund-a', -1, { stamp }))).rejects.toThrow(
          'instant',
        );
      });
    });

    describe('what is stored', () => {
      it('comes back exactly, whatever its characters', async () => {
        const data = [
          { text: 'é ü 漢字 𝄞 \u2028 £1,200,000.00' },
          { text: 'quote " backslash \\ newline \n tab \t null \u0000 bell \u0007 del \u007f' },
          { 'b"\\key': [1, -0.5, 1e21, 1e-7, null, true, { z: {}, a: [] }], a: '' },
        ];
        const append = sampleAppend('fund-Ä "1"\\', -1, { key: "test/{key},'$1'", data });
        await store.append(append);
        const events = await streamOf(store, 'fund-Ä "1"\\');
        expect(events.map(envelopeOf)).toEqual(append.events);
        // Parsed from canonical bytes: members come back in canonical order.
        for (const event of events) {
          expect(JSON.stringify(envelopeOf(event))).toBe(canonicalize(envelopeOf(event)));
        }
      });

      it('holds the members of an envelope and no others', async () => {
        const { events, ...append } = sampleAppend('fund-a', -1);
        const extended = events.map((event) => ({ ...event, number: 99, note: 'not of it' }));
        await store.append({ ...append, events: extended });
        expect((await streamOf(store, 'fund-a')).map(envelopeOf)).toEqual(events);
      });
    });

    describe('recorded time', () => {
      it('is the stamp, or a microsecond after the event before where clocks go back', async () => {
        const at = (time: string) => `2026-04-01T${time}Z`;
        const stamps = ['09:00:00.000000', '08:00:00.000000', '09:00:00.000001', '10:00:00.999999'];
        stamps.push('10:00:00.999999', '10:00:00.999999', '10:00:01.500000');
        await Promise.all(
          stamps.map((time, n) => store.append(sampleAppend('fund-a', n - 1, { stamp: at(time) }))),
        );
        await store.append(sampleAppend('fund-a', 6, { stamp: at('07:00:00.000000') }));
        expect((await everything(store)).map(({ recorded }) => recorded)).toEqual([
          at('09:00:00.000000'),
          at('09:00:00.000001'),
          at('09:00:00.000002'),
          at('10:00:00.999999'),
          at('10:00:01.000000'),
          at('10:00:01.000001'),
          at('10:00:01.500000'),
          at('10:00:01.500001'),
        ]);
        expect(await store.head()).toEqual({ number: 8, recorded: at('10:00:01.500001') });
      });

      it('finds the last number at or before an instant', async () => {
        expect(await store.numberAt('2026-04-01T09:00:00Z')).toBe(0);
        for (const n of [0, 1, 2, 3, 4]) {
          const stamp = `2026-04-0${String(n + 1)}T09:00:00.000500Z`;
          await store.append(sampleAppend('fund-a', n - 1, { stamp }));
        }
        expect(await store.numberAt('2026-04-01T09:00:00.0004Z')).toBe(0);
        expect(await store.numberAt('2026-04-01T09:00:00.0005Z')).toBe(1);
        expect(await store.numberAt('2026-04-03T09:00:00.000501Z')).toBe(3);
        expect(await store.numberAt('2030-01-01T00:00:00Z')).toBe(5);
        await expect(async () => store.numberAt('yesterday')).rejects.toThrow('not an instant');
      });
    });

    describe('keys', () => {
      it('finds where commands were placed, and leaves out what is not there', async () => {
        const requestHash = 'c3'.repeat(32);
        await store.append(sampleAppend('fund-a', -1));
        await store.append(
          sampleAppend('fund-a', 0, { key: 'test/two', requestHash, data: [{}, {}] }),
        );
        const found = await store.findKeys(['test/two', 'test/none']);
        const { outcome, ...place } = placed('fund-a', 1, 2, 2, 3);
        expect(outcome).toBe('appended');
        expect([...found]).toEqual([['test/two', { ...place, requestHash }]]);
        expect((await store.findKeys([])).size).toBe(0);
      });

      it('hashes requests under a secret of the log', async () => {
        const other = await log.open();
        expect(store.requestHash('{"a":1}')).toMatch(/^[0-9a-f]{64}$/);
        expect(other.requestHash('{"a":1}')).toBe(store.requestHash('{"a":1}'));
        expect(store.requestHash('{"a":2}')).not.toBe(store.requestHash('{"a":1}'));
      });
    });

    describe('reading', () => {
      beforeEach(async () => {
        await store.append(sampleAppend('fund-a', -1, { data: manyData(10) }));
        await store.append(sampleAppend('fund-b', -1, { data: manyData(10) }));
      });

      it('reads a stream from a revision on', async () => {
        const revisions = async (stream: string, from?: number) =>
          (await streamOf(store, stream, from)).map(({ revision }) => revision);
        expect(await revisions('fund-b')).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        expect(await revisions('fund-b', 8)).toEqual([8, 9]);
        expect(await revisions('fund-b', 10)).toEqual([]);
        expect(await revisions('fund-none')).toEqual([]);
      });

      it('reads the log after a number, up to one', async () => {
        const numbers = async (after: number, upTo?: number) =>
          (await everything(store, after, upTo)).map(({ number }) => number);
        expect(await numbers(0)).toEqual(numbersUpTo(20));
        expect(await numbers(8, 12)).toEqual([9, 10, 11, 12]);
        expect(await numbers(12, 12)).toEqual([]);
        expect(await numbers(20)).toEqual([]);
      });

      it('reads the bytes as they were hashed, beside the number and time of each', async () => {
        const special = [{ text: 'é 漢字 𝄞 \u2028 quote " line \n null \u0000', 'b\\': -0.5 }];
        await store.append(sampleAppend('fund-Ä', -1, { data: special }));
        const stored = (await collect(store.readBytes(0))).flat();
        const asStored = (event: RecordedEvent) => ({
          ...{ number: event.number, recorded: event.recorded },
          bytes: canonicalize(envelopeOf(event)),
        });
        expect(stored).toEqual((await everything(store)).map(asStored));
        expect((await collect(store.readBytes(8, 12))).flat()).toEqual(stored.slice(8, 12));
      });

      it('may be left in the middle', async () => {
        for await (const event of store.readStream('fund-a')) if (event.revision === 3) break;
        for await (const events of store.read(0)) if (events.length > 0) break;
        expect(await everything(store)).toHaveLength(20);
      });

      it('passes over nothing, however much is appended meanwhile', async () => {
        const numbers: number[] = [];
        const many = sampleAppend('fund-a', 9, { data: manyData(1_000) });
        for await (const events of store.read(0)) {
          numbers.push(...events.map(({ number }) => number));
          // Once; again it is a repetition.
          await store.append(many);
        }
        expect(numbers).toEqual(numbersUpTo(numbers.length));
        const rest = await followed(store, numbers.length, 1_020 - numbers.length);
        numbers.push(...rest.map(({ number }) => number));
        expect(numbers).toEqual(numbersUpTo(1_020));
      });

      it('follows from the middle, then what comes', async () => {
        const seen = followed(store, 15, 7);
        const other = await log.open();
        await other.append(sampleAppend('fund-a', 9));
        await store.append(sampleAppend('fund-a', 10));
        expect((await seen).map(({ number }) => number)).toEqual([16, 17, 18, 19, 20, 21, 22]);
      });

      it('ends following when told, also while it waits, and when the store closes', async () => {
        const stop = new AbortController();
        const idle = collect(store.follow(20, stop.signal));
        setTimeout(() => {
          stop.abort();
        }, 20);
        expect(await idle).toEqual([]);
        expect(await collect(store.follow(0, AbortSignal.abort()))).toEqual([]);

        const closed = await log.open();
        const following = collect(closed.follow(20, new AbortController().signal));
        setTimeout(() => void closed.close(), 20);
        expect(await following).toEqual([]);
      });
    });

    it('stays without gaps, in order, under many writers of many stores', async () => {
      const stores = await Promise.all(numbersUpTo(4).map(async () => log.open()));
      const following = followed(store, 0, 400);
      const results = await Promise.all(
        stores.flatMap((each, process) =>
          numbersUpTo(10).map(async (writer) => {
            const stream = `fund-${String(process)}-${String(writer)}`;
            const outcomes: string[] = [];
            for (let revision = -1; revision < 9; revision += 1) {
              outcomes.push((await each.append(sampleAppend(stream, revision))).outcome);
            }
            return outcomes;
          }),
        ),
      );
      expect(new Set(results.flat())).toEqual(new Set(['appended']));
      const events = await following;
      expect(events.map(({ number }) => number)).toEqual(numbersUpTo(400));
      const times = events.map(({ recorded }) => recorded);
      expect(times).toEqual([...new Set(times)].sort());
    });
  });
}

function placed(
  stream: string,
  firstRevision: number,
  lastRevision: number,
  firstNumber: number,
  lastNumber: number,
) {
  return { outcome: 'appended', stream, firstRevision, lastRevision, firstNumber, lastNumber };
}

function manyData(count: number) {
  return numbersUpTo(count).map((n) => ({ n }));
}
