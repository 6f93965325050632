import { randomUUID } from 'node:crypto';
import { judge, NO_STREAM, type Expected } from './expectation.js';
import { recorded, type Proposed, type Recorded } from './record.js';

export type Written =
  /** Written at the leader; it counts, and may be answered, once `upTo` records are replicated. */
  | {
      readonly outcome: 'written' | 'repeated';
      readonly revision: number;
      readonly position: number | undefined;
      readonly upTo: number;
    }
  | { readonly outcome: 'wrong'; readonly current: number };

interface Unconfirmed {
  readonly upTo: number;
  settle(replicated: boolean): void;
}

/** Events of other streams between two of the server's own statistics. */
const EVENTS_PER_STATISTICS = 100;

/**
 * The one log of a cluster. What is not yet replicated is at the leader alone: it takes part in
 * judging appends, but nobody reads it and nobody is answered about it, and a failover may lose it.
 */
export class Log {
  readonly #records: Recorded[] = [];
  /** Index of each stream's records, by revision. */
  readonly #streams = new Map<string, number[]>();
  /** Index of the record that last used an id. */
  readonly #ids = new Map<string, number>();
  readonly #waiting = new Set<() => void>();
  readonly #unconfirmed = new Set<Unconfirmed>();
  #replicated = 0;
  #held = false;
  #sinceStatistics = 0;

  constructor(private readonly name: string) {
    this.#beginEpoch();
    for (const user of ['admin', 'ops']) {
      this.#write(`$user-${user}`, [systemEvent('$UserCreated')]);
      this.#write(`$$$user-${user}`, [systemEvent('$metadata')]);
      this.#write('$users', [systemEvent('$User')]);
    }
    this.#replicate();
  }

  append(stream: string, expected: Expected, events: readonly Proposed[]): Written {
    const revisions = this.#streams.get(stream) ?? [];
    const verdict = judge(
      {
        current: revisions.length - 1,
        hasMetadata: this.#streams.has(`$$${stream}`),
        idAt: (revision) => this.#at(revisions[revision])?.id,
        revisionOf: (id) => {
          const record = this.#at(this.#ids.get(id));
          return record?.stream === stream ? record.revision : undefined;
        },
      },
      expected,
      events.map(({ id }) => id),
    );
    if (verdict.kind === 'wrong') return { outcome: 'wrong', current: revisions.length - 1 };
    if (verdict.kind === 'repeated') {
      const index = revisions[verdict.revision] ?? 0;
      const position = this.#at(index)?.position;
      return { outcome: 'repeated', revision: verdict.revision, position, upTo: index + 1 };
    }
    this.#write(stream, events);
    const upTo = this.#records.length;
    const position = events.length === 0 ? undefined : this.#records.at(-1)?.position;
    const revision = (this.#streams.get(stream)?.length ?? 0) - 1;
    this.#writeStatistics(stream, events.length);
    if (!this.#held) this.#replicate();
    return { outcome: 'written', revision, position, upTo };
  }

  /** Records that everybody may read: indexes below this. */
  get length(): number {
    return this.#replicated;
  }

  at(index: number): Recorded | undefined {
    return index < this.#replicated ? this.#records[index] : undefined;
  }

  /** Where the log ends for a reader. */
  get end(): number {
    return this.#at(this.#replicated - 1)?.end ?? 0;
  }

  /** Index of the first record that starts at or after a position. */
  indexFrom(position: number): number {
    let low = 0;
    let high = this.#replicated;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#records[middle]?.position ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Revision of the last event of a stream that may be read, `NO_STREAM` where there is none. */
  lastRevision(stream: string): number {
    const revisions = this.#streams.get(stream);
    if (revisions === undefined) return NO_STREAM;
    let last = revisions.length - 1;
    while (last >= 0 && (revisions[last] ?? 0) >= this.#replicated) last -= 1;
    return last;
  }

  inStream(stream: string, revision: number): Recorded | undefined {
    const index = this.#streams.get(stream)?.[revision];
    return index === undefined ? undefined : this.at(index);
  }

  /** Resolves when more may be read or records were lost, or when the signal aborts. */
  changed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.#waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      if (signal.aborted) {
        resolve();
        return;
      }
      this.#waiting.add(done);
      signal.addEventListener('abort', done);
    });
  }

  /** Whether records below `upTo` were replicated: resolves once they are, or once they are lost. */
  confirmed(upTo: number): Promise<boolean> {
    if (upTo <= this.#replicated) return Promise.resolve(true);
    return new Promise((resolve) => {
      const entry: Unconfirmed = {
        upTo,
        settle: (replicated) => {
          this.#unconfirmed.delete(entry);
          resolve(replicated);
        },
      };
      this.#unconfirmed.add(entry);
    });
  }

  /** From now on what is written stays at the leader. */
  holdReplication(): void {
    this.#held = true;
  }

  releaseReplication(): void {
    this.#held = false;
    this.#replicate();
  }

  /** Records at the leader alone. */
  get unreplicated(): number {
    return this.#records.length - this.#replicated;
  }

  /** What a new leader does: it has the first `kept` of the records that were not replicated. */
  takeOver(kept: number): void {
    const length = Math.min(this.#records.length, this.#replicated + kept);
    for (const [offset, record] of this.#records.splice(length).entries()) {
      const revisions = this.#streams.get(record.stream);
      revisions?.splice(record.revision);
      if (revisions?.length === 0) this.#streams.delete(record.stream);
      if (this.#ids.get(record.id) === length + offset) this.#ids.delete(record.id);
    }
    for (const entry of this.#unconfirmed) if (entry.upTo > length) entry.settle(false);
    this.#beginEpoch();
    this.releaseReplication();
  }

  #beginEpoch(): void {
    this.#write('$epoch-information', [systemEvent('$epoch-information')]);
  }

  #at(index: number | undefined): Recorded | undefined {
    return index === undefined ? undefined : this.#records[index];
  }

  #write(stream: string, events: readonly Proposed[]): void {
    if (events.length === 0) return;
    const revisions = this.#streams.get(stream) ?? [];
    this.#streams.set(stream, revisions);
    for (const event of events) {
      const position = this.#records.at(-1)?.end ?? 0;
      this.#ids.set(event.id, this.#records.length);
      revisions.push(this.#records.length);
      this.#records.push(recorded(event, stream, revisions.length - 1, position));
    }
  }

  /** The real server records its own figures now and then, between the events of others. */
  #writeStatistics(stream: string, events: number): void {
    if (stream.startsWith('$')) return;
    this.#sinceStatistics += events;
    if (this.#sinceStatistics < EVENTS_PER_STATISTICS) return;
    this.#sinceStatistics = 0;
    this.#write(`$stats-${this.name}`, [systemEvent('$statsCollected')]);
  }

  #replicate(): void {
    this.#replicated = this.#records.length;
    for (const entry of this.#unconfirmed) {
      if (entry.upTo <= this.#replicated) entry.settle(true);
    }
    for (const wake of this.#waiting) wake();
  }
}

function systemEvent(type: string): Proposed {
  return {
    id: randomUUID(),
    type,
    json: true,
    data: Buffer.from('{}'),
    metadata: new Uint8Array(),
  };
}
