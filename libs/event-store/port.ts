import type { Envelope, RecordedEvent } from '#contracts/envelope.js';

/** One command's events for one stream. All are appended, in order and together, or none. */
export interface Append {
  readonly stream: string;
  /** Revision of the last event that the decision saw; -1 where the stream does not exist yet. */
  readonly expectedRevision: number;
  /** Idempotency key of the command; every event of it carries the same. */
  readonly key: string;
  readonly requestHash: string;
  /** 1 to 1,000 events, at most 512 KiB of canonical bytes; revisions follow expectedRevision. */
  readonly events: readonly Envelope[];
}

/** Where the events of one command stand. */
export interface Placed {
  readonly stream: string;
  readonly firstRevision: number;
  readonly lastRevision: number;
  readonly firstNumber: number;
  readonly lastNumber: number;
}

/** Where a recorded command stands, and the hash of the request that it answered. */
export interface KnownKey extends Placed {
  readonly requestHash: string;
}

export type AppendResult =
  | ({ readonly outcome: 'appended' } & Placed)
  /** The stream has moved on: decide again on what it holds now. */
  | { readonly outcome: 'conflict'; readonly revision: number }
  /** The key was used before; the caller compares requestHash (rule 9). */
  | ({ readonly outcome: 'duplicate' } & KnownKey);

/** An event as the log keeps it: its canonical bytes, which are what is hashed. */
export interface StoredBytes {
  readonly number: number;
  readonly recorded: string;
  /** As stored, never written anew: a text of UTF-8. */
  readonly bytes: string;
}

/** The last event of the log; number 0 and no time where it is empty. */
export interface Head {
  readonly number: number;
  readonly recorded: string | undefined;
}

/**
 * The log: a numbered list of facts in streams. Numbers are gap-free and rise in commit order, so a
 * reader that has seen number n has seen everything up to n, for ever (rules 1 and 10).
 */
export interface EventStore {
  /** Durable when it resolves. Throws where the store fails; a failed append may have committed. */
  append(append: Append): Promise<AppendResult>;
  /** One stream in revision order, from a revision on (default 0). Bounded memory. */
  readStream(stream: string, fromRevision?: number): AsyncIterable<RecordedEvent>;
  /** Events after a number, in number order, in batches, up to a number or the head. Bounded memory. */
  read(afterNumber: number, upTo?: number): AsyncIterable<readonly RecordedEvent[]>;
  /** As `read`, the bytes as they are stored. Whoever must know checks that no number is missing. */
  readBytes(afterNumber: number, upTo?: number): AsyncIterable<readonly StoredBytes[]>;
  /** As `read`, then waits for more, until the signal aborts. */
  follow(afterNumber: number, signal: AbortSignal): AsyncIterable<readonly RecordedEvent[]>;
  /** Where the commands with these keys were placed; keys not in the log are left out. */
  findKeys(keys: readonly string[]): Promise<ReadonlyMap<string, KnownKey>>;
  head(): Promise<Head>;
  /** Last number recorded at or before an instant (ISO 8601 UTC); 0 where there is none. */
  numberAt(instant: string): Promise<number>;
  /** HMAC-SHA-256, hex, of a canonical request under this log's own secret. */
  requestHash(canonicalRequest: string): string;
  close(): Promise<void>;
}
