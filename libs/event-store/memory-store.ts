import { createHmac, randomBytes } from 'node:crypto';
import type { RecordedEvent } from '#contracts/envelope.js';
import { parseBytes } from './canonical.js';
import { follow } from './follow.js';
import { GroupCommit, inOrder, type Committed } from './group-commit.js';
import { recordedAfter, stampOf } from './instant.js';
import type { CheckedAppend } from './limits.js';
import type { Append, AppendResult, EventStore, Head, KnownKey, StoredBytes } from './port.js';

const eventsPerBatch = 1_000;

/** The log of one process, gone with it: for specs and simulation. Keeps bytes, like the others. */
export class MemoryEventStore implements EventStore {
  private readonly lines: string[] = [];
  private readonly recorded: string[] = [];
  /** Numbers of each stream's events, by revision. */
  private readonly streams = new Map<string, number[]>();
  private readonly keys = new Map<string, KnownKey>();
  private readonly secret = randomBytes(32);
  private readonly waiting = new Set<() => void>();
  private readonly closing = new AbortController();
  private readonly group = new GroupCommit((batch) =>
    Promise.resolve(inOrder(batch, this.commit(batch))),
  );

  append(append: Append): Promise<AppendResult> {
    return this.group.append(append);
  }

  async *readStream(stream: string, fromRevision = 0): AsyncIterable<RecordedEvent> {
    const numbers = this.streams.get(stream) ?? [];
    for (let revision = fromRevision; ; revision += 1) {
      const number = numbers[revision];
      if (number === undefined) return;
      yield await Promise.resolve(parsed(this.at(number)));
    }
  }

  async *read(afterNumber: number, upTo?: number): AsyncIterable<readonly RecordedEvent[]> {
    for await (const batch of this.readBytes(afterNumber, upTo)) yield batch.map(parsed);
  }

  async *readBytes(afterNumber: number, upTo = Infinity): AsyncIterable<readonly StoredBytes[]> {
    // What is appended while this is read is not of it: a batch that is not full is the last.
    const end = Math.min(upTo, this.lines.length);
    for (let after = afterNumber; after < end; after += eventsPerBatch) {
      const last = Math.min(after + eventsPerBatch, end);
      yield await Promise.resolve(
        Array.from({ length: last - after }, (_, place) => this.at(after + 1 + place)),
      );
    }
  }

  follow(afterNumber: number, signal: AbortSignal): AsyncIterable<readonly RecordedEvent[]> {
    return follow(
      (after) => this.read(after),
      afterNumber,
      (after, ended) => this.change(after, ended),
      AbortSignal.any([signal, this.closing.signal]),
    );
  }

  findKeys(keys: readonly string[]): Promise<ReadonlyMap<string, KnownKey>> {
    const found = new Map<string, KnownKey>();
    for (const key of keys) {
      const known = this.keys.get(key);
      if (known !== undefined) found.set(key, known);
    }
    return Promise.resolve(found);
  }

  head(): Promise<Head> {
    return Promise.resolve({ number: this.lines.length, recorded: this.recorded.at(-1) });
  }

  numberAt(instant: string): Promise<number> {
    const stamp = stampOf(instant);
    return Promise.resolve(this.recorded.findLastIndex((recorded) => recorded <= stamp) + 1);
  }

  requestHash(canonicalRequest: string): string {
    return createHmac('sha256', this.secret).update(canonicalRequest).digest('hex');
  }

  /** Lets appends on their way be recorded, then ends followers. The log can still be read. */
  close(): Promise<void> {
    this.closing.abort();
    return this.group.drained();
  }

  private commit(batch: readonly CheckedAppend[]): Committed {
    const known = new Map<string, KnownKey>();
    const refused = new Map<string, number>();
    const ends = new Map<string, number>();
    for (const { stream, key, expectedRevision, lastRevision } of batch) {
      const revision = this.revisionOf(stream);
      const duplicate = this.keys.get(key);
      if (duplicate !== undefined) known.set(key, duplicate);
      if (duplicate !== undefined || expectedRevision !== (ends.get(stream) ?? revision)) {
        refused.set(stream, revision);
      }
      ends.set(stream, lastRevision);
    }
    const firstNumber = this.lines.length + 1;
    for (const append of batch) if (!refused.has(append.stream)) this.record(append);
    for (const wake of this.waiting) wake();
    return { firstNumber, refused, known };
  }

  private record(append: CheckedAppend): void {
    const { stream, key, requestHash, expectedRevision, lastRevision, events, lines } = append;
    const numbers = this.streams.get(stream) ?? [];
    this.streams.set(stream, numbers);
    const firstNumber = this.lines.length + 1;
    for (const [part, line] of lines.entries()) {
      this.recorded.push(recordedAfter(this.recorded.at(-1), events[part]?.stamp ?? ''));
      this.lines.push(line);
      numbers.push(this.lines.length);
    }
    this.keys.set(key, {
      stream,
      requestHash,
      firstRevision: expectedRevision + 1,
      lastRevision,
      firstNumber,
      lastNumber: this.lines.length,
    });
  }

  private revisionOf(stream: string): number {
    return (this.streams.get(stream)?.length ?? 0) - 1;
  }

  private at(number: number): StoredBytes {
    const bytes = this.lines[number - 1];
    const recorded = this.recorded[number - 1];
    if (bytes === undefined || recorded === undefined) throw new Error(`No event ${number}.`);
    return { number, recorded, bytes };
  }

  private change(after: number, signal: AbortSignal): Promise<void> {
    if (after < this.lines.length) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}

function parsed({ number, recorded, bytes }: StoredBytes): RecordedEvent {
  return { ...parseBytes(bytes), number, recorded };
}
