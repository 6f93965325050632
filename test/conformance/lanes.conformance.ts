import { EventEmitter, once } from 'node:events';
import { attemptsMax, jobsWaitingMax, StreamContended } from '#libs/event-store/lane.js';
import { Lanes } from '#libs/event-store/lanes.js';
import { AppendRefused } from '#libs/event-store/limits.js';
import type { EventStore } from '#libs/event-store/port.js';
import { added, adding, counter } from './counter.js';
import type { LogUnderTest } from './event-store.conformance.js';
import { everything, numbersUpTo, sampleAppend, streamOf } from './sample-events.js';

/** What deciding in memory promises over a store (libs/event-store/lanes.ts). */
export function describeLanes(name: string, newLog: () => Promise<LogUnderTest>): void {
  describe(`lanes over ${name}`, () => {
    let log: LogUnderTest;
    let store: EventStore;
    let lanes: Lanes;

    beforeEach(async () => {
      log = await newLog();
      store = await log.open();
      lanes = new Lanes(store);
    });

    afterEach(async () => {
      await log.drop();
    });

    const total = (stream = 'fund-a', from = lanes): Promise<[number, number]> =>
      from.read(stream, counter, (state, revision) => [state.total, revision]);

    it('decides 64 callers of one stream one after another', async () => {
      const done = await Promise.all(
        numbersUpTo(64).map((by) => lanes.execute(adding(by, { limit: 64 * 65 }))),
      );
      expect(done.map(({ outcome }) => outcome)).toEqual(Array(64).fill('done'));
      const events = await streamOf(store, 'fund-a');
      expect(events.map(({ revision }) => revision + 1)).toEqual(numbersUpTo(64));
      expect(events.map(({ data }) => data['by'])).toEqual(numbersUpTo(64));
      expect(await total()).toEqual([(64 * 65) / 2, 63]);
    });

    it('answers with the events and where they stand', async () => {
      await lanes.execute(adding(1));
      const done = await lanes.execute(adding(2, { key: 'test/two' }));
      expect(done).toMatchObject({
        outcome: 'done',
        revision: 1,
        events: [{ stream: 'fund-a', revision: 1, key: 'test/two', data: { by: 2 } }],
        placed: { stream: 'fund-a', firstRevision: 1, lastRevision: 1, firstNumber: 2 },
      });
    });

    it('refuses on what was decided just before', async () => {
      const answers = await Promise.all(
        [6, 5, 4].map((by) => lanes.execute(adding(by, { limit: 10 }))),
      );
      expect(answers.map(({ outcome }) => outcome)).toEqual(['done', 'refused', 'done']);
      expect(answers[1]).toEqual({ outcome: 'refused', refusal: { short: 1 }, revision: 0 });
    });

    it('lets nothing happen, and records nothing then', async () => {
      await lanes.execute(adding(1));
      expect(await lanes.execute(adding(0))).toEqual({
        outcome: 'done',
        revision: 0,
        events: [],
        placed: undefined,
      });
      expect(await store.head()).toMatchObject({ number: 1 });
    });

    describe('a repeated key', () => {
      const once = { key: 'test/once', limit: 5 };

      it('gives the first result, at once and from another process', async () => {
        const other = new Lanes(await log.open());
        const done = await lanes.execute(adding(5, once));
        const repeated = {
          outcome: 'repeated',
          placed: { ...(done.outcome === 'done' && done.placed), requestHash: 'hash of 5' },
        };
        expect(await lanes.execute(adding(5, once))).toEqual(repeated);
        // Decided again it would be refused, or not match: it was recorded, so it is neither.
        expect(await other.execute(adding(5, once))).toEqual(repeated);
        const matching = { ...once, expectedRevision: -1 };
        expect(await new Lanes(store).execute(adding(5, matching))).toEqual(repeated);
        // Decided again it would pass: the append finds the key.
        const roomy = { key: 'test/once', limit: 100 };
        expect(await new Lanes(store).execute(adding(5, roomy))).toEqual(repeated);
        expect(await total()).toEqual([5, 0]);
      });

      it('is refused with another request', async () => {
        await lanes.execute(adding(5, once));
        const reused = { outcome: 'key-reused' };
        expect(await lanes.execute(adding(4, once))).toEqual(reused);
        expect(await new Lanes(store).execute(adding(4, once))).toEqual(reused);
        expect(await new Lanes(store).execute(adding(0, once))).toEqual(reused);
      });

      it('waits for the first while that is on its way', async () => {
        const uses = [adding(5, once), adding(5, once), adding(4, once), adding(5, once)];
        const answers = await Promise.all(uses.map((use) => lanes.execute(use)));
        expect(answers.map(({ outcome }) => outcome)).toEqual([
          'done',
          'repeated',
          'key-reused',
          'repeated',
        ]);
        expect(await store.head()).toMatchObject({ number: 1 });
      });

      it('does not cost the whole stream again where one of many follows another', async () => {
        const many = numbersUpTo(30).map((by) => adding(by, { key: `test/${by}` }));
        for (const each of many) await lanes.execute(each);
        let evolved = 0;
        const counting: typeof counter = {
          initial: counter.initial,
          evolve: (state, event) => {
            evolved += 1;
            return counter.evolve(state, event);
          },
        };
        const later = new Lanes(await log.open());
        const again = [...many, adding(31), adding(7, { key: 'test/7', requestHash: 'another' })];
        const outcomes: string[] = [];
        for (const each of again)
          outcomes.push((await later.execute({ ...each, decider: counting })).outcome);
        expect(outcomes).toEqual([...Array<string>(30).fill('repeated'), 'done', 'key-reused']);
        // The first is decided before anybody knows; then the stream is read once, for what is new.
        expect(evolved).toBeLessThan(3 * 30);
        expect(await total()).toEqual([(31 * 32) / 2, 30]);
      });

      it('is free again after a refusal', async () => {
        expect((await lanes.execute(adding(6, once))).outcome).toBe('refused');
        expect((await lanes.execute(adding(4, once))).outcome).toBe('done');
      });
    });

    it('answers only at the expected revision', async () => {
      const at = (expectedRevision: number) => lanes.execute(adding(1, { expectedRevision }));
      expect((await at(-1)).outcome).toBe('done');
      expect(await at(-1)).toEqual({ outcome: 'moved-on', revision: 0 });
      expect(await at(7)).toEqual({ outcome: 'moved-on', revision: 0 });
      const rivals = await Promise.all([at(0), at(0)]);
      expect(rivals.map(({ outcome }) => outcome)).toEqual(['done', 'moved-on']);
    });

    it('tries without recording', async () => {
      await lanes.execute(adding(6));
      const { key, requestHash, ...question } = adding(4, { limit: 10 });
      expect([key, requestHash]).not.toContain(undefined);
      expect(await lanes.dryRun(question)).toMatchObject({
        outcome: 'would-do',
        revision: 0,
        events: [{ data: { by: 4 } }],
      });
      expect(await lanes.dryRun(adding(5, { limit: 10 }))).toEqual({
        outcome: 'refused',
        refusal: { short: 1 },
        revision: 0,
      });
      expect(await lanes.dryRun(adding(5, { expectedRevision: 3 }))).toEqual({
        outcome: 'moved-on',
        revision: 0,
      });
      expect(await total()).toEqual([6, 0]);
      expect(await store.head()).toMatchObject({ number: 1 });
    });

    it('knows what other processes have recorded', async () => {
      const other = new Lanes(await log.open());
      expect(await total()).toEqual([0, -1]);
      await other.execute(adding(10));
      expect(await total()).toEqual([10, 0]);
      await other.execute(adding(-4));
      const answer = await lanes.execute(adding(5, { limit: 11 }));
      expect(answer).toMatchObject({ outcome: 'done', revision: 2 });
    });

    it('reaches the same end from two processes in conflict', async () => {
      const others = [new Lanes(await log.open()), new Lanes(await log.open())];
      const outcomes = await Promise.all(
        others.flatMap((each) =>
          numbersUpTo(16).map(async () => {
            const own: string[] = [];
            for (let n = 0; n < 5; n += 1) own.push((await each.execute(adding(1))).outcome);
            return own;
          }),
        ),
      );
      expect(outcomes.flat()).toEqual(Array(160).fill('done'));
      expect(await total()).toEqual([160, 159]);
    });

    describe('when the store fails', () => {
      it('gives no answer, also no refusal, before what it rests on is committed', async () => {
        const held = holding(store);
        const given: string[] = [];
        const ask = async (by: number): Promise<void> => {
          given.push((await held.lanes.execute(adding(by, { limit: 10 }))).outcome);
        };
        const asked = [ask(10), ask(1)];
        const seen = held.lanes
          .read('fund-a', counter, (state) => state.total)
          .then((seenTotal) => given.push(String(seenTotal)));
        await held.arrived;
        await new Promise((resolve) => setTimeout(resolve, 30));
        expect(given).toEqual([]);
        held.release();
        await Promise.all([...asked, seen]);
        expect([...given].sort()).toEqual(['10', 'done', 'refused']);
      });

      it('decides again what rested on an append that never came to be', async () => {
        const rival = sampleAppend('fund-a', -1, { data: [{ by: 3 }] });
        const held = holding(store);
        const asked = [8, 5, 2].map((by) => held.lanes.execute(adding(by, { limit: 10 })));
        await held.arrived;
        expect((await store.append(rival)).outcome).toBe('appended');
        held.release();
        const answers = await Promise.all(asked);
        // On 0: 8 passes, 5 is refused, 2 passes. On the rival's 3: 8 is refused, 5 and 2 pass.
        expect(answers.map(({ outcome }) => outcome)).toEqual(['refused', 'done', 'done']);
        expect(await total()).toEqual([10, 2]);
      });

      it('finds its own commit again whose answer was lost', async () => {
        let lost = 0;
        const losing = new Lanes(
          withAppend(store, async (append) => {
            const result = await store.append(append);
            lost += 1;
            if (lost === 1) throw new Error('The connection was lost.');
            return result;
          }),
        );
        const answer = await losing.execute(adding(5));
        expect(answer).toMatchObject({ outcome: 'repeated', placed: { firstNumber: 1 } });
        expect(await total()).toEqual([5, 0]);
      });

      it('gives up after a bounded number of attempts, saying why', async () => {
        let attempts = 0;
        const failing = new Lanes(
          withAppend(store, () => {
            attempts += 1;
            return Promise.reject(new Error('The disk is full.'));
          }),
        );
        const error: unknown = await failing.execute(adding(5)).catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(StreamContended);
        expect(error).toMatchObject({ cause: { message: 'The disk is full.' } });
        expect(attempts).toBe(attemptsMax);
        expect(await store.head()).toMatchObject({ number: 0 });
      });
    });

    it('gives up soon where each failure takes its time', async () => {
      let attempts = 0;
      const slow = withAppend(store, async () => {
        attempts += 1;
        await new Promise((resolve) => setTimeout(resolve, 60));
        throw new Error('Nobody answered.');
      });
      const failing = new Lanes(slow, { failingMilliseconds: 100 });
      await expect(failing.execute(adding(5))).rejects.toThrow('attempts: try again');
      expect(attempts).toBeLessThan(attemptsMax / 8);
    });

    it('turns away at once what comes while too many wait', async () => {
      const held = holding(store);
      const first = held.lanes.execute(adding(1));
      await held.arrived;
      const outcomes = numbersUpTo(jobsWaitingMax + 1).map(() =>
        held.lanes.read('fund-a', counter, (state) => state.total).catch((error: unknown) => error),
      );
      expect(await outcomes.at(-1)).toBeInstanceOf(StreamContended);
      held.release();
      expect((await first).outcome).toBe('done');
      expect(await Promise.all(outcomes.slice(0, -1))).toEqual(Array(jobsWaitingMax).fill(1));
    });

    it('fails only the command whose decision or events are at fault', async () => {
      const broken = {
        ...adding(1),
        decide: (): never => {
          throw new Error('A broken rule.');
        },
      };
      const tooMany = { ...adding(1), decide: () => ({ events: Array(1_001).fill(added(1)) }) };
      const answers = await Promise.allSettled(
        [adding(1), broken, adding(2), tooMany, adding(4)].map((each) => lanes.execute(each)),
      );
      expect(answers.map(({ status }) => status)).toEqual([
        'fulfilled',
        'rejected',
        'fulfilled',
        'rejected',
        'fulfilled',
      ]);
      expect(answers[3]).toMatchObject({ reason: expect.any(AppendRefused) as unknown });
      expect(await total()).toEqual([7, 2]);
    });

    it('records nothing that its own state cannot take', async () => {
      const strict = {
        initial: counter.initial,
        evolve: (...[state, event]: Parameters<typeof counter.evolve>) => {
          const after = counter.evolve(state, event);
          if (after.total > 5) throw new Error('The total passed 5.');
          return after;
        },
      };
      const answers = await Promise.allSettled(
        [5, 9, 0].map((by) => lanes.execute({ ...adding(by), decider: strict })),
      );
      expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(await everything(store)).toHaveLength(1);
      const seen = await lanes.read('fund-a', strict, ({ added: all }) => [...all]);
      expect(seen).toEqual([5]);
    });

    it('keeps a bounded number of states, and none of the deciders mixed', async () => {
      const few = new Lanes(store, { statesMax: 2, keysMax: 2 });
      const streams = numbersUpTo(6).map((n) => `fund-${String(n)}`);
      for (const by of [1, 2]) {
        await Promise.all(streams.map((stream) => few.execute(adding(by, { stream }))));
      }
      for (const stream of streams) expect(await total(stream, few)).toEqual([3, 1]);
      const another = { ...counter };
      await expect(few.read('fund-6', another, () => true)).rejects.toThrow('another decider');
    });
  });
}

/** The store with appends of another make. */
function withAppend(store: EventStore, append: EventStore['append']): EventStore {
  const changed = Object.create(store) as EventStore;
  return Object.assign(changed, { append });
}

/** Lanes whose appends reach the store only when released. */
function holding(store: EventStore): {
  lanes: Lanes;
  arrived: Promise<void>;
  release: () => unknown;
} {
  const gate = new EventEmitter();
  const opened = once(gate, 'open');
  const arrived = once(gate, 'arrived').then(() => undefined);
  const lanes = new Lanes(
    withAppend(store, async (append) => {
      gate.emit('arrived');
      await opened;
      return store.append(append);
    }),
  );
  return { lanes, arrived, release: () => gate.emit('open') };
}
