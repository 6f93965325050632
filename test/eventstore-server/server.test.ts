import { BACKWARDS, binaryEvent, END, FORWARDS, jsonEvent } from '@eventstore/db-client';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { eventStoreUnderTest } from '../support/eventstore.js';
import { connect, fresh, someEvents, take } from './trying.js';

// With EVENTSTORE_URL these run against a real server: what they expect is what it does.
describe('an EventStoreDB server', () => {
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

  // Credentials with a call make the client send that append by itself, not in its batch call.
  const ways = [
    ['in the batch call', {}],
    ['by itself', { credentials: { username: 'admin', password: 'changeit' } }],
  ] as const;

  describe.each(ways)('appending %s', (_way, how) => {
    it('answers with the revision and the position of the last event', async () => {
      const stream = fresh('stream');
      const first = await client.appendToStream(stream, someEvents(3), {
        ...how,
        expectedRevision: 'no_stream',
      });
      expect(first).toMatchObject({ success: true, nextExpectedRevision: 2n });
      const second = await client.appendToStream(stream, someEvents(2), {
        ...how,
        expectedRevision: 2n,
      });
      expect(second.nextExpectedRevision).toBe(4n);
      expect(second.position?.commit).toBeGreaterThan(first.position?.commit ?? 0n);
      const [last] = await take(
        client.readStream(stream, { fromRevision: END, direction: BACKWARDS, maxCount: 1 }),
      );
      expect(last?.event?.position).toEqual(second.position);
    });

    it('refuses a wrong revision, with what is there and what was expected', async () => {
      const stream = fresh('stream');
      await client.appendToStream(stream, someEvents(2), { ...how, expectedRevision: 'no_stream' });
      const refused = { type: 'wrong-expected-version', streamName: stream, actualVersion: 1n };
      await expect(
        client.appendToStream(stream, someEvents(1), { ...how, expectedRevision: 'no_stream' }),
      ).rejects.toMatchObject({ ...refused, expectedVersion: 'no_stream' });
      for (const expectedRevision of [0n, 5n]) {
        await expect(
          client.appendToStream(stream, someEvents(1), { ...how, expectedRevision }),
        ).rejects.toMatchObject({ ...refused, expectedVersion: expectedRevision });
      }
    });

    it('refuses a revision where the stream does not exist', async () => {
      const stream = fresh('stream');
      for (const expectedRevision of [0n, 'stream_exists'] as const) {
        await expect(
          client.appendToStream(stream, someEvents(1), { ...how, expectedRevision }),
        ).rejects.toMatchObject({
          type: 'wrong-expected-version',
          actualVersion: 'no_stream',
          expectedVersion: expectedRevision,
        });
      }
    });

    it('answers a repeat at the same revision as the first time, also later', async () => {
      const stream = fresh('stream');
      const events = someEvents(3);
      const append = (): ReturnType<typeof client.appendToStream> =>
        client.appendToStream(stream, events, { ...how, expectedRevision: 'no_stream' });
      const first = await append();
      expect(await append()).toEqual(first);
      await client.appendToStream(stream, someEvents(2), { ...how, expectedRevision: 2n });
      expect(await append()).toEqual(first);
      expect(await take(client.readStream(stream))).toHaveLength(5);
    });

    it('refuses a repeat in part, and one at another revision; the beginning alone is a repeat', async () => {
      const stream = fresh('stream');
      const events = someEvents(3);
      const append = (what: typeof events, expectedRevision: bigint | 'no_stream' | 'any') =>
        client.appendToStream(stream, what, { ...how, expectedRevision });
      await append(events, 'no_stream');
      const wrong = { type: 'wrong-expected-version', actualVersion: 2n };
      await expect(append([...events, ...someEvents(1)], 'no_stream')).rejects.toMatchObject(wrong);
      await expect(append(events.slice(1), 'no_stream')).rejects.toMatchObject(wrong);
      await expect(append(events, 1n)).rejects.toMatchObject(wrong);
      await expect(append([...events, ...someEvents(1)], 'any')).rejects.toMatchObject(wrong);
      expect((await append(events.slice(0, 2), 'no_stream')).nextExpectedRevision).toBe(1n);
      expect((await append(events.slice(1), 0n)).nextExpectedRevision).toBe(2n);
      expect((await append(events, 'any')).nextExpectedRevision).toBe(2n);
      // At the current revision ids are not compared: the same events are written again.
      expect((await append(events, 2n)).nextExpectedRevision).toBe(5n);
    });

    it('refuses what is too large, and writes none of it', async () => {
      const stream = fresh('stream');
      await expect(
        client.appendToStream(stream, someEvents(3, 400_000), { ...how, expectedRevision: 'any' }),
      ).rejects.toMatchObject({ type: 'maximum-append-size-exceeded', maxAppendSize: 1_048_576 });
      await expect(take(client.readStream(stream))).rejects.toMatchObject({
        type: 'stream-not-found',
        streamName: stream,
      });
    });
  });

  it('lets one of many writers win who expect the same revision', async () => {
    const stream = fresh('stream');
    const tries = Array.from({ length: 20 }, () =>
      client.appendToStream(stream, someEvents(1), { expectedRevision: 'no_stream' }),
    );
    const outcomes = await Promise.allSettled(tries);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await take(client.readStream(stream))).toHaveLength(1);
  });

  it('takes an append in several parts as one', async () => {
    const stream = fresh('stream');
    const appended = await client.appendToStream(stream, someEvents(500, 1_000), {
      expectedRevision: 'no_stream',
      batchAppendSize: 32_768,
    });
    expect(appended.nextExpectedRevision).toBe(499n);
  });

  it('refuses an append that comes after its deadline', async () => {
    const stream = fresh('stream');
    await expect(
      client.appendToStream(stream, someEvents(1), { expectedRevision: 'any', deadline: -1_000 }),
    ).rejects.toMatchObject({ type: 'deadline-exceeded' });
    await expect(take(client.readStream(stream))).rejects.toMatchObject({
      type: 'stream-not-found',
    });
  });

  it('gives back the bytes, the type, the id and the time', async () => {
    const stream = fresh('stream');
    const id = randomUUID();
    const data = Uint8Array.from({ length: 256 }, (_, index) => index);
    const metadata = Uint8Array.of(0, 255, 128);
    const before = Date.now();
    await client.appendToStream(stream, [
      binaryEvent({ id, type: 'Bytes ü', data, metadata }),
      jsonEvent({ type: 'Text', data: { a: '£' }, metadata: { b: 1 } }),
    ]);
    const [bytes, text] = await take(client.readStream(stream));
    expect(bytes?.event).toMatchObject({ id, type: 'Bytes ü', isJson: false, revision: 0n });
    expect(Buffer.from(bytes?.event?.data as Uint8Array)).toEqual(Buffer.from(data));
    expect(Buffer.from(bytes?.event?.metadata as Uint8Array)).toEqual(Buffer.from(metadata));
    expect(text?.event).toMatchObject({ isJson: true, data: { a: '£' }, metadata: { b: 1 } });
    expect(Math.abs((bytes?.event?.created.getTime() ?? 0) - before)).toBeLessThan(60_000);
  });

  describe('reading a stream', () => {
    const stream = fresh('stream');
    const revisions = async (options: object): Promise<(bigint | undefined)[]> =>
      (await take(client.readStream(stream, options))).map(({ event }) => event?.revision);

    beforeAll(async () => {
      await client.appendToStream(stream, someEvents(10));
    });

    it('goes forwards and backwards, from a revision on, so far as asked', async () => {
      expect(await revisions({ fromRevision: 7n })).toEqual([7n, 8n, 9n]);
      expect(await revisions({ fromRevision: 2n, maxCount: 2 })).toEqual([2n, 3n]);
      expect(await revisions({ fromRevision: 2n, direction: BACKWARDS })).toEqual([2n, 1n, 0n]);
      expect(await revisions({ fromRevision: END, direction: BACKWARDS, maxCount: 2 })).toEqual([
        9n,
        8n,
      ]);
    });

    it('answers nothing beyond its end', async () => {
      expect(await revisions({ fromRevision: 10n })).toEqual([]);
    });
  });

  describe('reading $all', () => {
    it('is in the order of positions, with the position itself forwards, without it backwards', async () => {
      const streams = [fresh('a'), fresh('b'), fresh('c')];
      for (const stream of streams) await client.appendToStream(stream, someEvents(1));
      const [one, two, three] = (
        await Promise.all(streams.map((stream) => take(client.readStream(stream))))
      ).flat();
      const fromPosition = two?.event?.position;
      if (fromPosition === undefined) throw new Error('The event has no position.');
      const ours = async (direction: typeof FORWARDS | typeof BACKWARDS) =>
        (await take(client.readAll({ fromPosition, direction, maxCount: 50 })))
          .map(({ event }) => event?.id)
          .filter((id) => [one, two, three].some((resolved) => resolved?.event?.id === id));
      expect(await ours(FORWARDS)).toEqual([two?.event?.id, three?.event?.id]);
      expect(await ours(BACKWARDS)).toEqual([one?.event?.id]);
    });

    it('has positions with gaps, commit and prepare alike', async () => {
      const stream = fresh('stream');
      await client.appendToStream(stream, someEvents(3, 1_000));
      const positions = (await take(client.readStream(stream))).map(({ event }) => event?.position);
      for (const [index, position] of positions.entries()) {
        expect(position?.commit).toBe(position?.prepare);
        const previous = positions[index - 1];
        if (previous !== undefined && position !== undefined) {
          expect(position.commit - previous.commit).toBeGreaterThan(1_000n);
        }
      }
    });

    it('has events of the server itself among those of its users', async () => {
      const types = (await take(client.readAll({ maxCount: 100 }))).map(({ event }) => event?.type);
      expect(types.some((type) => type?.startsWith('$'))).toBe(true);
    });

    it('is empty from its end on', async () => {
      expect(await take(client.readAll({ fromPosition: END }))).toEqual([]);
    });
  });

  it('keeps metadata of a stream in a stream beside it', async () => {
    const stream = fresh('stream');
    await client.setStreamMetadata(stream, { maxAge: 100 });
    expect((await client.getStreamMetadata(stream)).metadata).toMatchObject({ maxAge: 100 });
    await expect(
      client.appendToStream(stream, someEvents(1), { expectedRevision: 'stream_exists' }),
    ).resolves.toMatchObject({ nextExpectedRevision: 0n });
  });
});
