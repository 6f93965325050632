import type { EventStoreDBClient } from '@eventstore/db-client';
import {
  startEventStore,
  startEventStoreCluster,
  type ClusterOptions,
  type EventStoreOptions,
  type StartedEventStore,
} from '../support/eventstore.js';
import { connect, describeStandIn, fresh, happened, someEvents, take, until } from './trying.js';

describeStandIn('a cluster of EventStoreDB stand-ins', () => {
  const stops: (() => Promise<void>)[] = [];

  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  });

  async function cluster(options: ClusterOptions = {}): Promise<StartedEventStore> {
    const started = await startEventStoreCluster(options);
    stops.push(() => started.stop());
    return started;
  }

  async function single(options: EventStoreOptions): Promise<StartedEventStore> {
    const started = await startEventStore(options);
    stops.push(() => started.stop());
    return started;
  }

  function clientOf(url: string): EventStoreDBClient {
    const client = connect(url);
    stops.push(() => client.dispose());
    return client;
  }

  const directly = (started: StartedEventStore, index: number): EventStoreDBClient => {
    const port = started.cluster.nodes[index]?.port ?? 0;
    return clientOf(`esdb://127.0.0.1:${port}?tls=false`);
  };

  const append = (client: EventStoreDBClient, options = {}): Promise<{ success: boolean }> =>
    client.appendToStream(fresh('stream'), someEvents(1), options);

  describe('finding a node', () => {
    it.each(['url', 'discoverUrl'] as const)('goes by gossip (%s), to the leader', async (url) => {
      const { cluster: nodes, faults, ...started } = await cluster();
      const client = clientOf(started[url]);
      await append(client, { requiresLeader: true });
      expect(faults.calls('gossip')).toBeGreaterThan(0);
      expect(faults.calls('Streams.BatchAppend')).toBe(1);
      expect(nodes.leader).toBe(nodes.nodes[0]);
    });

    it('goes to a follower or a read-only replica where one is preferred', async () => {
      const { cluster: nodes, url } = await cluster({ readOnlyReplicas: 1 });
      for (const [preference, role] of [
        ['follower', 'follower'],
        ['readOnlyReplica', 'read-only-replica'],
      ] as const) {
        const client = clientOf(`${url}&nodePreference=${preference}`);
        const subscription = client.subscribeToAll();
        await happened(subscription.resume(), 'caughtUp');
        const serving = nodes.nodes.find(({ readers }) => readers.size > 0);
        expect(serving?.role).toBe(role);
        await subscription.unsubscribe();
        await until(() => nodes.readers.length === 0);
      }
    });
  });

  describe('a node that does not lead', () => {
    it('names the leader to whom insists on one; the client goes there next', async () => {
      const started = await cluster();
      const leader = { address: '127.0.0.1', port: started.cluster.leader?.port };
      const notLeader = { type: 'not-leader', leader };
      const ways = [
        { requiresLeader: true },
        { requiresLeader: true, credentials: { username: 'a', password: 'b' } },
      ];
      for (const how of ways) {
        const client = directly(started, 1);
        await expect(append(client, how)).rejects.toMatchObject(notLeader);
        await expect(append(client, how)).resolves.toMatchObject({ success: true });
      }
      const reader = directly(started, 2);
      const read = (): Promise<unknown> => take(reader.readAll({ requiresLeader: true }));
      await expect(read()).rejects.toMatchObject(notLeader);
      await expect(read()).resolves.not.toHaveLength(0);
    });

    it('passes on what others write; a read-only replica does not', async () => {
      const started = await cluster({ readOnlyReplicas: 1 });
      await expect(append(directly(started, 1))).resolves.toMatchObject({ success: true });
      await expect(append(directly(started, 3))).rejects.toMatchObject({ type: 'not-leader' });
    });
  });

  describe('a failover', () => {
    it('keeps what was answered; clients find the new leader', async () => {
      const { cluster: nodes, url } = await cluster();
      const client = clientOf(url);
      const stream = fresh('stream');
      await client.appendToStream(stream, someEvents(3));
      const [first] = nodes.nodes;
      const followed = take(client.subscribeToStream(stream), 9);
      await nodes.failOver();
      await expect(followed).rejects.toMatchObject({ type: 'unavailable' });
      expect(nodes.leader).toBeDefined();
      expect(nodes.leader).not.toBe(first);
      expect(await take(client.readStream(stream))).toHaveLength(3);
      const next = { expectedRevision: 2n, requiresLeader: true };
      await expect(client.appendToStream(stream, someEvents(1), next)).resolves.toMatchObject({
        nextExpectedRevision: 3n,
      });
      if (first !== undefined) await nodes.revive(first);
      expect(first?.role).toBe('follower');
    });

    it.each([0, 1, 2])('may lose what was not replicated: %i of 2 kept', async (kept) => {
      const { cluster: nodes, url } = await cluster();
      const client = clientOf(url);
      const streams = [fresh('a'), fresh('b')];
      const events = streams.map(() => someEvents(1));
      await append(client);
      nodes.log.holdReplication();
      const lost = streams.map((stream, index) =>
        client.appendToStream(stream, events[index] ?? [], { expectedRevision: 'no_stream' }),
      );
      const answers = Promise.allSettled(lost);
      await until(() => nodes.log.unreplicated === 2);
      await nodes.failOver({ kept });
      for (const answer of await answers) {
        expect(answer).toMatchObject({ status: 'rejected', reason: { type: 'unavailable' } });
      }
      for (const [index, stream] of streams.entries()) {
        const read = take(client.readStream(stream));
        if (index < kept) expect(await read).toHaveLength(1);
        else await expect(read).rejects.toMatchObject({ type: 'stream-not-found' });
        // Whoever repeats what was not answered writes it once, whether it was lost or not.
        await expect(
          client.appendToStream(stream, events[index] ?? [], { expectedRevision: 'no_stream' }),
        ).resolves.toMatchObject({ nextExpectedRevision: 0n });
        expect(await take(client.readStream(stream))).toHaveLength(1);
      }
    });

    it('takes its time: until then nodes are not ready, and gossip knows of no leader', async () => {
      const started = await cluster();
      const found = clientOf(started.url);
      const direct = directly(started, 1);
      await append(found);
      const over = started.cluster.failOver({ electionTime: 400 });
      await expect(append(found)).rejects.toMatchObject({ type: 'unavailable' });
      await expect(append(direct)).rejects.toMatchObject({ type: 'unavailable' });
      // Whoever asks for a node waits until there is a leader again.
      await expect(append(found)).resolves.toMatchObject({ success: true });
      await over;
      await expect(append(direct)).resolves.toMatchObject({ success: true });
    });
  });

  describe('encryption', () => {
    it('is by a certificate for localhost, of an authority that the connection string names', async () => {
      const { url } = await single({ tls: 'localhost' });
      const client = clientOf(url);
      await expect(append(client)).resolves.toMatchObject({ success: true });
      const { discoverUrl } = await cluster({ tls: 'localhost' });
      await expect(append(clientOf(discoverUrl))).resolves.toMatchObject({ success: true });
    });

    it.each([
      ['elsewhere', /altnames|Hostname/i],
      ['untrusted', /certificate|issuer|verify/i],
    ] as const)('fails where the certificate is %s', async (tls, says) => {
      const { url } = await single({ tls });
      await expect(append(clientOf(url))).rejects.toMatchObject({
        code: 14,
        message: expect.stringMatching(says),
      });
    });

    it('carries who asks: others are refused', async () => {
      const credentials = { username: 'purse', password: 'right' };
      const { url } = await single({ tls: 'localhost', credentials });
      await expect(append(clientOf(url))).resolves.toMatchObject({ success: true });
      const anonymous = clientOf(url.replace('purse:right@', ''));
      const mistaken = clientOf(url.replace('right', 'wrong'));
      for (const client of [anonymous, mistaken]) {
        await expect(append(client)).rejects.toMatchObject({ type: 'access-denied' });
        await expect(take(client.readAll())).rejects.toMatchObject({ type: 'access-denied' });
      }
    });
  });
});
