import { END, START, streamNameFilter } from '@eventstore/db-client';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEventStore, type StartedEventStore } from '../support/eventstore.js';
import { connect, describeStandIn, fresh, happened, someEvents, take, until } from './trying.js';

describeStandIn('faults of the EventStoreDB stand-in', () => {
  let server: StartedEventStore;
  let client: EventStoreDBClient;

  beforeEach(async () => {
    server = await startEventStore({ writeTimeout: 300 });
    client = connect(server.url);
    // The client asks what the server can before its first append; so these faults hit the append.
    await client.appendToStream(fresh('first'), someEvents(1));
  });

  afterEach(async () => {
    server.faults.clear();
    await client.dispose();
    await server.stop();
  });

  const idsOf = (events: readonly { event?: { id: string } }[]): (string | undefined)[] =>
    events.map(({ event }) => event?.id);

  const lengthOf = async (stream: string): Promise<number> =>
    (await take(client.readStream(stream))).length;

  const byItself = { credentials: { username: 'a', password: 'b' } };

  describe.each([
    ['in the batch call', {}],
    ['by itself', byItself],
  ])('an append %s', (_way, how) => {
    it('whose connection breaks before the server acted has left nothing', async () => {
      const stream = fresh('stream');
      const append = (): Promise<unknown> =>
        client.appendToStream(stream, someEvents(2), { ...how, expectedRevision: 'no_stream' });
      server.faults.dropBefore('append', 2);
      await expect(append()).rejects.toMatchObject({ type: 'unavailable' });
      await expect(append()).rejects.toMatchObject({ type: 'unavailable' });
      await expect(append()).resolves.toMatchObject({ nextExpectedRevision: 1n });
      expect(await lengthOf(stream)).toBe(2);
    });

    it('whose connection breaks after the server acted is there, and a repeat finds it', async () => {
      const stream = fresh('stream');
      const events = someEvents(2);
      const append = (): Promise<unknown> =>
        client.appendToStream(stream, events, { ...how, expectedRevision: 'no_stream' });
      server.faults.dropAfter('append');
      await expect(append()).rejects.toMatchObject({ type: 'unavailable' });
      expect(await lengthOf(stream)).toBe(2);
      await expect(append()).resolves.toMatchObject({ nextExpectedRevision: 1n });
      expect(await lengthOf(stream)).toBe(2);
    });

    it('that is not replicated is neither answered nor read until it is', async () => {
      const stream = fresh('stream');
      const events = someEvents(1);
      const append = (): Promise<unknown> =>
        client.appendToStream(stream, events, { ...how, expectedRevision: 'no_stream' });
      const { log } = server.cluster;
      log.holdReplication();
      await expect(append()).rejects.toMatchObject({
        type: expect.stringMatching(/^(deadline-exceeded|timeout)$/),
      });
      expect(log.unreplicated).toBe(1);
      await expect(lengthOf(stream)).rejects.toMatchObject({ type: 'stream-not-found' });
      log.releaseReplication();
      expect(await lengthOf(stream)).toBe(1);
      await expect(append()).resolves.toMatchObject({ nextExpectedRevision: 0n });
    });

    it('may never be answered, whether the server acted or not', async () => {
      const { faults } = server;
      for (const [plan, length] of [
        [() => faults.silence('append'), 1],
        [() => faults.ignore('append'), 0],
      ] as const) {
        const stream = fresh('stream');
        plan();
        const silent = client.appendToStream(stream, someEvents(1), { ...how, deadline: 1_000 });
        // Only by itself does an append have a deadline in the client.
        if ('credentials' in how) await expect(silent).rejects.toThrow();
        else {
          const outcome = silent.catch(() => 'refused');
          expect(await Promise.race([outcome, sleep(400, 'waiting')])).toBe('waiting');
        }
        const read = take(client.readStream(stream));
        if (length === 1) expect(await read).toHaveLength(1);
        else await expect(read).rejects.toMatchObject({ type: 'stream-not-found' });
      }
    });

    it('can be made to wait', async () => {
      server.faults.delay('append', 120, 1);
      const start = performance.now();
      await client.appendToStream(fresh('stream'), someEvents(1), how);
      expect(performance.now() - start).toBeGreaterThan(100);
    });
  });

  it.each([
    ['unavailable', 'unavailable'],
    ['timeout', 'deadline-exceeded'],
    ['busy', 'unknown'],
    ['cancelled', 'cancelled'],
  ] as const)('an append answered %s reaches the caller as %s', async (failure, type) => {
    const stream = fresh('stream');
    server.faults.fail('append', failure);
    const append = (): Promise<unknown> => client.appendToStream(stream, someEvents(1));
    await expect(append()).rejects.toMatchObject({ type });
    await expect(append()).resolves.toMatchObject({ nextExpectedRevision: 0n });
  });

  it('a subscription cut in the middle of a batch goes on after its last event', async () => {
    const stream = fresh('stream');
    const events = someEvents(100);
    await client.appendToStream(stream, events);
    const filter = streamNameFilter({ prefixes: [stream] });
    server.faults.cutAfter('subscribe', 37);
    const received: string[] = [];
    let position: { commit: bigint; prepare: bigint } | undefined;
    const cut = (async () => {
      for await (const { event } of client.subscribeToAll({ fromPosition: START, filter })) {
        if (event === undefined) continue;
        received.push(event.id);
        position = event.position;
      }
    })();
    await expect(cut).rejects.toMatchObject({ type: 'unavailable' });
    expect(received).toHaveLength(37);
    const rest = await take(client.subscribeToAll({ fromPosition: position ?? END, filter }), 63);
    expect([...received, ...idsOf(rest)]).toEqual(events.map(({ id }) => id));
  });

  it.each(['readStream', 'readAll'] as const)('a %s can be cut too', async (reading) => {
    const stream = fresh('stream');
    await client.appendToStream(stream, someEvents(50));
    server.faults.cutAfter(reading, 10);
    const read = reading === 'readAll' ? client.readAll() : client.readStream(stream);
    await expect(take<unknown>(read)).rejects.toMatchObject({ type: 'unavailable' });
    expect(await lengthOf(stream)).toBe(50);
  });

  it('a paused subscription gets nothing, then everything', async () => {
    const stream = fresh('stream');
    const subscription = client.subscribeToStream(stream);
    const received: unknown[] = [];
    subscription.on('data', (event) => received.push(event));
    await happened(subscription, 'caughtUp');
    server.faults.pause('subscribe');
    await client.appendToStream(stream, someEvents(80));
    expect(received).toHaveLength(0);
    server.faults.resume('subscribe');
    await until(() => received.length === 80);
  });

  it('a slow reader makes the server wait: little is kept for it', async () => {
    const stream = fresh('stream');
    for (let index = 0; index < 20; index += 1) {
      await client.appendToStream(stream, someEvents(500, 1_000));
    }
    const subscription = client.subscribeToStream(stream);
    const reading = subscription[Symbol.asyncIterator]();
    await reading.next();
    await until(() => (server.cluster.readers[0]?.buffered ?? 0) > 0);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const [reader] = server.cluster.readers;
    expect(reader?.sent).toBeLessThan(1_000);
    expect(reader?.mostBuffered).toBeLessThan(50);
    expect(await take({ [Symbol.asyncIterator]: () => reading }, 9_999)).toHaveLength(9_999);
    expect(reader?.mostBuffered).toBeLessThan(50);
  });

  it('a server that restarts is on its port again, with its log', async () => {
    const stream = fresh('stream');
    await client.appendToStream(stream, someEvents(3));
    const followed = take(client.subscribeToStream(stream), 4);
    await server.cluster.restart(50);
    await expect(followed).rejects.toMatchObject({ type: 'unavailable' });
    expect(await lengthOf(stream)).toBe(3);
    await expect(
      client.appendToStream(stream, someEvents(1), { expectedRevision: 2n }),
    ).resolves.toMatchObject({ nextExpectedRevision: 3n });
  });

  it('positions after a loss are refused where no record starts, and believed beyond the end', async () => {
    const stream = fresh('stream');
    const appended = await client.appendToStream(stream, someEvents(1, 500));
    const commit = appended.position?.commit ?? 0n;
    const between = { commit: commit - 1n, prepare: commit - 1n };
    await expect(take(client.subscribeToAll({ fromPosition: between }))).rejects.toMatchObject({
      code: 3,
    });
    const beyond = { commit: commit + 1_500n, prepare: commit + 1_500n };
    const subscription = client.subscribeToAll({ fromPosition: beyond });
    await happened(subscription, 'caughtUp');
    const later = someEvents(3, 500);
    for (const event of later) await client.appendToStream(stream, event);
    expect(idsOf(await take(subscription, 1))).toEqual([later[2]?.id]);
  });

  it('calls are counted, by what they want and by method', async () => {
    const { faults } = server;
    await client.appendToStream(fresh('stream'), someEvents(1));
    await client.appendToStream(fresh('stream'), someEvents(1), byItself);
    await take(client.readAll());
    expect(faults.calls('append')).toBe(3);
    expect(faults.calls('Streams.BatchAppend')).toBe(1);
    expect(faults.calls('Streams.Append')).toBe(1);
    expect(faults.calls('readAll')).toBe(1);
    expect(faults.calls('features')).toBe(1);
  });
});
