import { differenceOf, LogDigest, type RawEvent, type RawEvents } from './raw-event.js';

/** How far two logs are the same, from the first event on. */
export interface Comparison {
  /** Events that are the same in both. */
  readonly same: number;
  /** The last of them. */
  readonly last: RawEvent | undefined;
  /** SHA-256 over them (LogDigest). */
  readonly sha256: string;
  /** What the next number is about, where both have it and it is not the same. */
  readonly difference: string | undefined;
  /** The next event, where only one of the two goes on. */
  readonly onlySource: RawEvent | undefined;
  readonly onlyTarget: RawEvent | undefined;
}

/** Compares two logs event by event, up to the first difference or the end of one. */
export async function compareLogs(
  source: RawEvents,
  target: RawEvents,
  onEvents: (same: number) => void,
): Promise<Comparison> {
  const digest = new LogDigest();
  const ours = new Cursor(source);
  const theirs = new Cursor(target);
  let same = 0;
  let last: RawEvent | undefined;
  try {
    for (;;) {
      const one = await ours.peek();
      const other = await theirs.peek();
      const difference =
        one === undefined || other === undefined ? undefined : differenceOf(one, other);
      if (one === undefined || other === undefined || difference !== undefined) {
        onEvents(same);
        return {
          ...{ same, last, difference, sha256: digest.hex() },
          onlySource: other === undefined ? one : undefined,
          onlyTarget: one === undefined ? other : undefined,
        };
      }
      // While both have more at hand nobody is waited for.
      const batch = Math.min(ours.atHand, theirs.atHand);
      for (let done = 0; done < batch && ours.isSameAs(theirs); done += 1) {
        last = ours.take();
        theirs.take();
        if (last !== undefined) digest.take(last);
        same += 1;
      }
      onEvents(same);
    }
  } finally {
    await Promise.all([ours.close(), theirs.close()]);
  }
}

class Cursor {
  private readonly batches: AsyncIterator<readonly RawEvent[]>;
  private batch: readonly RawEvent[] = [];
  private place = 0;

  constructor(events: RawEvents) {
    this.batches = events[Symbol.asyncIterator]();
  }

  get atHand(): number {
    return this.batch.length - this.place;
  }

  async peek(): Promise<RawEvent | undefined> {
    while (this.place >= this.batch.length) {
      const next = await this.batches.next();
      if (next.done === true) return undefined;
      this.batch = next.value;
      this.place = 0;
    }
    return this.batch[this.place];
  }

  isSameAs(other: Cursor): boolean {
    const one = this.batch[this.place];
    const two = other.batch[other.place];
    return one !== undefined && two !== undefined && differenceOf(one, two) === undefined;
  }

  take(): RawEvent | undefined {
    this.place += 1;
    return this.batch[this.place - 1];
  }

  async close(): Promise<void> {
    await this.batches.return?.();
  }
}
