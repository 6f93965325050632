import { setImmediate } from 'node:timers/promises';
import { checked, eventsPerAppendMax, type CheckedAppend } from './limits.js';
import type { Append, AppendResult, KnownKey } from './port.js';

const bytesPerBatchMax = 4 * 1024 * 1024;

/** What a store made of an append. */
export type Settled =
  | { readonly firstNumber: number; readonly lastNumber: number }
  /** Its stream is at a revision where it cannot stand, or its key stands in the log. */
  | { readonly revision: number; readonly known?: KnownKey | undefined }
  | { readonly error: unknown };

/** What became of each append of a batch, in which each stream is one chain and each key stands once. */
export type Commit = (batch: readonly CheckedAppend[]) => Promise<readonly Settled[]>;

/** What a store that numbers a batch in its own order made of it. */
export interface Committed {
  /** Log number of the first event that was appended. */
  readonly firstNumber: number;
  /** Streams with an append that conflicts or repeats a key, and the revision they are at. */
  readonly refused: ReadonlyMap<string, number>;
  /** Where the keys of the batch that the log already holds were placed. */
  readonly known: ReadonlyMap<string, KnownKey>;
}

/** A stream named in `refused` has dropped out wholly; all else stands, one after another. */
export function inOrder(batch: readonly CheckedAppend[], committed: Committed): Settled[] {
  let number = committed.firstNumber;
  return batch.map(({ stream, key, lines }) => {
    const revision = committed.refused.get(stream);
    if (revision !== undefined) return { revision, known: committed.known.get(key) };
    const firstNumber = number;
    number += lines.length;
    return { firstNumber, lastNumber: number - 1 };
  });
}

/** Set once an append has failed, with what those that stand on it are told. */
interface Fate {
  fallen?: { readonly revision: number } | { readonly error: unknown };
}

interface Entry {
  readonly append: CheckedAppend;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
  readonly fate: Fate;
  /** Fate of the append still on its way that this one stands on: it falls with it. */
  readonly on: Fate | undefined;
}

/**
 * One batch is in flight; what arrives meanwhile waits and goes together in the next: one round
 * trip and one fsync for many commands.
 */
export class GroupCommit {
  private waiting: Entry[] = [];
  private running: Promise<void> | undefined;
  /** The last append on its way to each stream. */
  private readonly tails = new Map<string, Entry>();

  constructor(
    private readonly commit: Commit,
    /** What the chain of one stream in a batch may have; never less than one append. */
    private readonly bytesPerChainMax = bytesPerBatchMax,
  ) {}

  /** Resolves once the batch has committed; rejects where it failed or the append is refused. */
  append(append: Append): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      const tail = this.tails.get(append.stream);
      // Decided on what the tail will have written. Sent after the tail has failed, it could meet
      // the revision it expects, reached by someone else's events.
      const on = tail?.append.lastRevision === append.expectedRevision ? tail.fate : undefined;
      const entry: Entry = { append: checked(append), resolve, reject, fate: {}, on };
      this.tails.set(append.stream, entry);
      this.waiting.push(entry);
      this.running ??= this.run();
    });
  }

  /** Resolves when nothing is on its way. */
  async drained(): Promise<void> {
    await this.running;
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      // Those who were just answered may ask again, and join this batch instead of the one after.
      await setImmediate();
      const batch = this.takeBatch();
      if (batch.length > 0) await this.settle(batch);
    }
    this.running = undefined;
  }

  /** In a batch each key stands once and each stream is one chain; what does not fit waits. */
  private takeBatch(): Entry[] {
    const batch: Entry[] = [];
    const left: Entry[] = [];
    const keys = new Set<string>();
    const ends = new Map<string, number>();
    const chainBytes = new Map<string, number>();
    const passedOver = new Set<string>();
    let events = 0;
    let bytes = 0;
    for (const entry of this.waiting) {
      const { stream, key, expectedRevision } = entry.append;
      if (entry.on?.fallen !== undefined) {
        this.fall(entry, entry.on.fallen);
        continue;
      }
      const chain = (chainBytes.get(stream) ?? 0) + entry.append.bytes;
      const fits =
        events + entry.append.lines.length <= eventsPerAppendMax &&
        bytes + entry.append.bytes <= bytesPerBatchMax &&
        chain <= this.bytesPerChainMax;
      const end = ends.get(stream);
      if (
        !fits ||
        keys.has(key) ||
        passedOver.has(stream) ||
        (end !== undefined && end !== expectedRevision)
      ) {
        left.push(entry);
        passedOver.add(stream);
        continue;
      }
      batch.push(entry);
      keys.add(key);
      ends.set(stream, entry.append.lastRevision);
      chainBytes.set(stream, chain);
      events += entry.append.lines.length;
      bytes += entry.append.bytes;
    }
    this.waiting = left;
    return batch;
  }

  private async settle(batch: readonly Entry[]): Promise<void> {
    let settled: readonly Settled[];
    try {
      settled = await this.commit(batch.map(({ append }) => append));
    } catch (error) {
      for (const entry of batch) this.fall(entry, { error });
      return;
    }
    for (const [place, entry] of batch.entries()) {
      const result = settled[place] ?? {
        error: new Error('An append was left without an answer.'),
      };
      if ('firstNumber' in result) {
        const { stream, expectedRevision, lastRevision } = entry.append;
        this.forget(entry);
        entry.resolve({
          outcome: 'appended',
          stream,
          firstRevision: expectedRevision + 1,
          lastRevision,
          ...result,
        });
      } else if ('error' in result) this.fall(entry, { error: result.error });
      else this.fall(entry, { revision: result.revision }, result.known);
    }
  }

  private fall(entry: Entry, fallen: NonNullable<Fate['fallen']>, known?: KnownKey): void {
    entry.fate.fallen = fallen;
    this.forget(entry);
    if ('error' in fallen) entry.reject(fallen.error);
    else if (known !== undefined) entry.resolve({ outcome: 'duplicate', ...known });
    else entry.resolve({ outcome: 'conflict', revision: fallen.revision });
  }

  private forget(entry: Entry): void {
    if (this.tails.get(entry.append.stream) === entry) this.tails.delete(entry.append.stream);
  }
}
