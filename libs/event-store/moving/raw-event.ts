import { createHash } from 'node:crypto';

/** An event as a store holds it: nothing of it is computed again. */
export interface RawEvent {
  readonly number: number;
  readonly recorded: string;
  /** Whether its command begins with it: the store finds the command's key here. */
  readonly begins: boolean;
  readonly bytes: Buffer;
  /** Where the store contradicts itself about it. */
  readonly fault: string | undefined;
}

/** In number order, in batches. Throws LogDamaged where an event is missing, or one has no number. */
export type RawEvents = AsyncIterable<readonly RawEvent[]>;

/** What two stores hold differently of one number, as the end of a sentence; undefined if nothing. */
export function differenceOf(source: RawEvent, target: RawEvent): string | undefined {
  if (!source.bytes.equals(target.bytes)) {
    const at = firstDifferentByte(source.bytes, target.bytes);
    return `differs from byte ${at} on (${source.bytes.length} and ${target.bytes.length} bytes)`;
  }
  if (source.recorded !== target.recorded)
    return `was recorded at ${source.recorded} in the one, at ${target.recorded} in the other`;
  if (source.begins !== target.begins)
    return `begins a command in the ${source.begins ? 'first' : 'second'} only`;
  return source.fault ?? target.fault;
}

function firstDifferentByte(one: Buffer, other: Buffer): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

/**
 * SHA-256 over a line for each event: number, recorded time and bytes, a space between them, a line
 * feed at the end. `psql` and `sha256sum` make the same of log.event.
 */
export class LogDigest {
  private readonly hash = createHash('sha256');

  take({ number, recorded, bytes }: RawEvent): void {
    this.hash.update(`${number} ${recorded} `).update(bytes).update('\n');
  }

  hex(): string {
    return this.hash.digest('hex');
  }
}
