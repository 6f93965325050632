import { StreamNotFoundError, type EventStoreDBClient } from '@eventstore/db-client';
import { parseBytes } from '../canonical.js';
import { batchesOf, type Taking } from './batches.js';
import { isFinal, pause } from './client.js';
import type { LogStreams } from './names.js';
import { leafHash, type StoredEvent } from './events.js';

/** Short looks at what the leader holds, numbered or not. */
export class Looking {
  constructor(
    private readonly client: EventStoreDBClient,
    private readonly streams: LogStreams,
    private readonly taking: Taking,
    private readonly patienceMilliseconds: number,
  ) {}

  /** The key of the event at a place in a stream of the log; undefined where none stands yet. */
  async keyAt(stream: string, revision: number): Promise<string | undefined> {
    const [event] = await this.events(this.streams.prefix + stream, revision, 1);
    if (event === undefined) return undefined;
    if (!(event.data instanceof Uint8Array)) return '';
    return parseBytes(Buffer.from(event.data).toString('utf8')).key;
  }

  /** The leaf hash of the event at a place in a stream of the log; undefined where none stands. */
  async leafAt(stream: string, revision: number): Promise<Buffer | undefined> {
    const [event] = await this.events(this.streams.prefix + stream, revision, 1);
    return event?.data instanceof Uint8Array ? leafHash(event.data) : undefined;
  }

  /** Whether the events with these ids stand in a stream of the log, from a revision on. */
  async standThere(stream: string, revision: number, ids: readonly string[]): Promise<boolean> {
    const events = await this.events(this.streams.prefix + stream, revision, ids.length);
    return ids.every((id, place) => events[place]?.id === id);
  }

  /** So many events, or fewer, of a stream by its whole name; none where it does not exist. */
  async events(name: string, fromRevision: number, count: number): Promise<StoredEvent[]> {
    const until = performance.now() + this.patienceMilliseconds;
    for (let attempts = 0; ; attempts += 1) {
      try {
        return await this.once(name, fromRevision, count);
      } catch (error) {
        if (error instanceof StreamNotFoundError) return [];
        if (isFinal(error) || performance.now() > until) throw error;
        await pause(attempts);
      }
    }
  }

  private async once(name: string, fromRevision: number, count: number): Promise<StoredEvent[]> {
    const read = this.client.readStream(name, {
      fromRevision: BigInt(fromRevision),
      maxCount: count,
      requiresLeader: true,
    });
    const events: StoredEvent[] = [];
    for await (const batch of batchesOf(read, () => 0, this.taking)) {
      events.push(...batch.flatMap(({ event }) => event ?? []));
    }
    return events;
  }
}
