import { END, eventTypeFilter, START, streamNameFilter } from '@eventstore/db-client';
import type { AllStreamSubscription, EventStoreDBClient, Position } from '@eventstore/db-client';
import { eventStoreUnderTest } from '../support/eventstore.js';
import { connect, fresh, happened, someEvents, take, until } from './trying.js';

// With EVENTSTORE_URL these run against a real server: what they expect is what it does.
describe('subscriptions to an EventStoreDB server', () => {
  let server: Awaited<ReturnType<typeof eventStoreUnderTest>>;
  let client: EventStoreDBClient;

  beforeAll(async () => {
    server = await eventStoreUnderTest();
    client = connect(server.url);
  });

  afterAll(async () => {
    await client.dispose();
    await server.stop();
  });

  const idsOf = (events: readonly { event?: { id: string } }[]): (string | undefined)[] =>
    events.map(({ event }) => event?.id);

  const ids = (events: readonly { id: string }[]): string[] => events.map(({ id }) => id);

  /** Where the log ends now, near enough: an event of our own. */
  async function here(): Promise<Position> {
    const { position } = await client.appendToStream(fresh('mark'), someEvents(1));
    if (position === undefined) throw new Error('The append has no position.');
    return position;
  }

  it('follow a stream from what is there to what comes, without a gap', async () => {
    const stream = fresh('stream');
    const events = someEvents(200);
    await client.appendToStream(stream, events.slice(0, 100));
    const subscription = client.subscribeToStream(stream, { fromRevision: START });
    const received = take(subscription, 200);
    for (const event of events.slice(100)) await client.appendToStream(stream, event);
    expect(idsOf(await received)).toEqual(ids(events));
  });

  it('begin after a revision, or with what comes next; the stream need not exist', async () => {
    const stream = fresh('stream');
    const events = someEvents(4);
    await client.appendToStream(stream, events.slice(0, 3));
    const after = client.subscribeToStream(stream, { fromRevision: 1n });
    const live = client.subscribeToStream(stream, { fromRevision: END });
    const absent = client.subscribeToStream(fresh('absent'), { fromRevision: START });
    await Promise.all([live, absent].map((each) => happened(each, 'caughtUp')));
    await client.appendToStream(stream, events.slice(3));
    expect(idsOf(await take(after, 2))).toEqual(ids(events.slice(2)));
    expect(idsOf(await take(live, 1))).toEqual(ids(events.slice(3)));
    await absent.unsubscribe();
  });

  const filters = [
    [
      'names of streams by prefix',
      (prefix: string) => streamNameFilter({ prefixes: ['no', prefix] }),
    ],
    [
      'names of streams by pattern',
      (prefix: string) => streamNameFilter({ regex: `^${prefix}-\\d$` }),
    ],
    ['types of events by prefix', (prefix: string) => eventTypeFilter({ prefixes: [prefix] })],
    ['types of events by pattern', (prefix: string) => eventTypeFilter({ regex: `^${prefix}` })],
  ] as const;

  it.each(filters)('to $all filter %s', async (_name, filter) => {
    const from = await here();
    const prefix = fresh('kept');
    const kept = [someEvents(40, 10, `${prefix}-a`), someEvents(40, 10, `${prefix}-b`)];
    for (const [index, events] of kept.entries()) {
      await client.appendToStream(fresh('other'), someEvents(40));
      await client.appendToStream(`${prefix}-${index}`, events);
    }
    const subscription = client.subscribeToAll({ fromPosition: from, filter: filter(prefix) });
    const received = take(subscription, 81);
    await happened(subscription, 'caughtUp');
    await client.appendToStream(fresh('other'), someEvents(2));
    const last = someEvents(1, 10, `${prefix}-c`);
    await client.appendToStream(`${prefix}-9`, last);
    expect(idsOf(await received)).toEqual(ids([...kept.flat(), ...last]));
  });

  it('to $all begin after a position, not with it', async () => {
    const stream = fresh('stream');
    await client.appendToStream(stream, someEvents(3));
    const [first, second] = await take(client.readStream(stream));
    const subscription = client.subscribeToAll({
      fromPosition: first?.event?.position ?? END,
      filter: streamNameFilter({ prefixes: [stream] }),
    });
    expect(idsOf(await take(subscription, 1))).toEqual([second?.event?.id]);
  });

  it('say how far they are where nothing passes the filter, and can go on from there', async () => {
    const from = await here();
    const prefix = fresh('rare');
    for (let index = 0; index < 5; index += 1) {
      await client.appendToStream(fresh('other'), someEvents(40));
    }
    const checkpoints: Position[] = [];
    const filter = streamNameFilter({
      prefixes: [prefix],
      checkpointInterval: 1,
      checkpointReached: (_: AllStreamSubscription, position: Position) =>
        void checkpoints.push(position),
    });
    const subscription = client.subscribeToAll({ fromPosition: from, filter });
    subscription.resume();
    await happened(subscription, 'caughtUp');
    const whileCatchingUp = checkpoints.length;
    expect(whileCatchingUp).toBeGreaterThanOrEqual(5);
    for (let index = 0; index < 70; index += 1) {
      await client.appendToStream(fresh('other'), someEvents(1));
    }
    await until(() => checkpoints.length > whileCatchingUp);
    await subscription.unsubscribe();
    const positions = checkpoints.map(({ commit }) => commit);
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => (a < b ? -1 : 1)));

    const wanted = someEvents(1);
    await client.appendToStream(prefix, wanted);
    for (const checkpoint of [checkpoints[0], checkpoints.at(-1)]) {
      const resumed = client.subscribeToAll({ fromPosition: checkpoint ?? END, filter });
      expect(idsOf(await take(resumed, 1))).toEqual(ids(wanted));
    }
  });

  it('to $all without a filter bring the events of the server too', async () => {
    const events = await take(client.subscribeToAll({ fromPosition: START }), 5);
    expect(events.some(({ event }) => event?.type.startsWith('$'))).toBe(true);
  });

  it('may be many at once, each with all of it', async () => {
    const from = await here();
    const prefix = fresh('many');
    const events = someEvents(300);
    const followed = Array.from({ length: 10 }, () =>
      take(
        client.subscribeToAll({
          fromPosition: from,
          filter: streamNameFilter({ prefixes: [prefix] }),
        }),
        300,
      ),
    );
    for (let index = 0; index < 300; index += 50) {
      await client.appendToStream(prefix, events.slice(index, index + 50));
    }
    for (const received of await Promise.all(followed))
      expect(idsOf(received)).toEqual(ids(events));
  });
});
