import {
  StreamNotFoundError,
  type AllStreamResolvedEvent,
  type EventStoreDBClient,
} from '@eventstore/db-client';
import type { RecordedEvent } from '#contracts/envelope.js';
import { batchesOf, eventsBuffered, type Taking } from './batches.js';
import { isFinal, pause } from './client.js';
import {
  LogDamaged,
  missing,
  recordedEvent,
  sizeOf,
  type NumberedMaker,
  type StoredEvent,
} from './events.js';
import type { LogStreams } from './names.js';
import { NotNumbered, type Entry, type NumberTable } from './number-table.js';
import { compare } from './position.js';

/** Above this a page is handed on in parts. */
const bytesHeldMax = 8 * 1024 * 1024;
/** The least that is asked for at a time where other logs' events stand between ours. */
const eventsAskedMin = 16;

/** Reads bytes from EventStoreDB beside their numbers from PostgreSQL, and checks each. */
export class Reading {
  constructor(
    private readonly client: EventStoreDBClient,
    private readonly streams: LogStreams,
    private readonly table: NumberTable,
    private readonly taking: Taking,
    /** How long a read may fail, or show less than was numbered, before it is given up. */
    private readonly patienceMilliseconds: number,
  ) {}

  /**
   * From the leader, since decisions rest on it: all that was acknowledged before. What it yields is
   * numbered, so that a command whose events were seen is known by its key.
   */
  async *stream(stream: string, fromRevision: number): AsyncGenerator<RecordedEvent, void> {
    // Asked while the events are on their way. What it tells of later ones is read in another round.
    const numbered = this.table.lastRevision(stream);
    numbered.catch(() => undefined);
    const patience = new Patience(this.patienceMilliseconds);
    for (let next = fromRevision; ;) {
      try {
        for await (const batch of this.streamBatches(stream, next)) {
          const entries = await this.table.ofStream(stream, next, batch.length);
          for (const [place, event] of batch.entries()) {
            const entry = entries[place];
            if (entry === undefined || event.revision !== BigInt(next))
              throw new LogDamaged(
                `Revision ${next} of ${stream} is missing in EventStoreDB, where later ones stand.`,
              );
            yield recordedEvent(entry, event);
            next += 1;
          }
          patience.renew();
        }
      } catch (error) {
        if (!(error instanceof StreamNotFoundError)) {
          await patience.bear(error);
          continue;
        }
      }
      if (next > (await numbered)) return;
      await patience.wait(await this.lost(stream, next));
    }
  }

  /**
   * Events of a page of the number table, which follow each other in it. A usual page is handed on
   * whole, so that no command of it is seen in part.
   */
  async *page<Row>(
    entries: readonly Entry[],
    make: NumberedMaker<Row>,
  ): AsyncGenerator<readonly Row[], void> {
    let events: Row[] = [];
    let bytes = 0;
    const patience = new Patience(this.patienceMilliseconds);
    let asked = entries.length;
    for (let place = 0; place < entries.length;) {
      const before = place;
      try {
        // Starts at the next one's own place, whatever stands between it and the one before.
        for await (const batch of this.allBatches(entries[place], asked)) {
          for (const { event } of batch) {
            const entry = entries[place];
            if (event === undefined || entry === undefined) break;
            const order = compare(event.position, entry);
            if (order > 0) throw missing(entry);
            if (order < 0) continue;
            events.push(make(entry, event));
            bytes += sizeOf({ event });
            place += 1;
          }
          if (bytes < bytesHeldMax && place < entries.length) continue;
          if (events.length > 0) yield events;
          events = [];
          bytes = 0;
        }
      } catch (error) {
        await patience.bear(error);
      }
      const next = entries[place];
      if (next === undefined) return;
      // A node that is behind has not got it yet.
      if (place === before) await patience.wait(missing(next));
      else patience.renew();
      asked = Math.min(entries.length - place, Math.max(2 * (place - before), eventsAskedMin));
    }
  }

  private async lost(stream: string, revision: number): Promise<LogDamaged> {
    const [entry] = await this.table.ofStream(stream, revision, 1);
    return missing(entry ?? { number: 0, recorded: '', stream, revision, leafHash: Buffer.of() });
  }

  private async *streamBatches(stream: string, from: number): AsyncGenerator<StoredEvent[], void> {
    const read = this.client.readStream(
      this.streams.prefix + stream,
      { fromRevision: BigInt(from), requiresLeader: true },
      { highWaterMark: eventsBuffered },
    );
    const batches = batchesOf(read, sizeOf, this.taking);
    for await (const batch of batches) yield batch.flatMap(({ event }) => event ?? []);
  }

  private allBatches(
    from: Entry | undefined,
    count: number,
  ): AsyncIterable<readonly AllStreamResolvedEvent[]> {
    const { commit, prepare } = from ?? { commit: 0n, prepare: 0n };
    const read = this.client.readAll(
      { fromPosition: { commit, prepare }, maxCount: count },
      { highWaterMark: eventsBuffered },
    );
    return batchesOf(read, sizeOf, this.taking);
  }
}

/** How much longer what fails, or is not there yet, is tried again. */
export class Patience {
  private until: number;
  private attempts = 0;

  constructor(private readonly milliseconds: number) {
    this.until = performance.now() + milliseconds;
  }

  renew(): void {
    this.until = performance.now() + this.milliseconds;
    this.attempts = 0;
  }

  /** Pauses after what may be better the next time; throws anything else. */
  async bear(error: unknown): Promise<void> {
    if (error instanceof NotNumbered || error instanceof LogDamaged || isFinal(error)) throw error;
    await this.wait(error);
  }

  /** Pauses; throws the error where it has been waited for too long. */
  async wait(error: unknown): Promise<void> {
    if (performance.now() > this.until) throw error;
    await pause(this.attempts);
    this.attempts += 1;
  }
}
