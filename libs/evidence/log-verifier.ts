import { parseCheckpoint, type Checkpoint } from '#libs/transparency/checkpoint.js';
import { Frontier } from '#libs/transparency/frontier.js';
import { leafHash, sameHash, type Hash } from '#libs/transparency/hashes.js';
import { parseNote } from '#libs/transparency/note.js';
import { NotProven } from '#libs/transparency/not-proven.js';
import { openCheckpoint, type SignedCheckpoint } from '#libs/transparency/signed-checkpoint.js';
import { EventCheck } from './event-check.js';
import type { KnownKeys } from './signatures.js';

/** What a live log is shown to be. */
export interface LogVerdict {
  readonly checkpoint: SignedCheckpoint;
  /** The size of the checkpoint that the auditor had kept, which this log only appends to. */
  readonly keptSize: number | null;
  /** Whether every event was checked, or the tree over their hashes only. */
  readonly events: boolean;
}

/**
 * Verifies a log as its service shows it: entry by entry, or by the hashes of entries alone. Throws
 * NotProven at the first place that fails.
 */
export class LogVerifier {
  readonly checkpoint: SignedCheckpoint;
  readonly #frontier = new Frontier();
  readonly #kept: Checkpoint | undefined;
  #keptRoot: Hash | undefined;
  #checked = 0;
  readonly #check = new EventCheck(true, (what, number) => {
    throw new NotProven(`Event ${number}: ${what}`);
  });

  /** @param note the newest checkpoint of the log, as it is signed */
  constructor(known: KnownKeys, note: string, kept?: string) {
    const stated = parseCheckpoint(parseNote(note).text);
    const log = { ...known, origin: stated.origin };
    this.checkpoint = openCheckpoint(note, log);
    if (kept === undefined) return;
    this.#kept = openCheckpoint(kept, log);
    if (this.#kept.size > stated.size)
      throw new NotProven(
        `The log was rolled back: it has ${stated.size} entries, and the checkpoint that you kept ${this.#kept.size}.`,
      );
  }

  /** How many entries were taken. */
  get size(): number {
    return this.#frontier.size;
  }

  /**
   * The next entry.
   * @param stated its hash in the tree, which names the entry where the root could only tell that
   *   there is one
   */
  entry(bytes: Uint8Array, stated: Hash): void {
    const leaf = leafHash(bytes);
    if (!sameHash(leaf, stated))
      throw new NotProven(
        `Event ${this.size + 1}: it is not what it was when it was hashed into the tree of the log.`,
      );
    this.#checked += 1;
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#check.check(buffer, 0, buffer.length, this.size + 1);
    this.hash(leaf);
  }

  /** The next entry by its hash alone. */
  hash(leaf: Hash): void {
    this.#frontier.append(leaf);
    if (this.size === this.#kept?.size) this.#keptRoot = this.#frontier.root();
  }

  /** What the log is shown to be, once all entries of its checkpoint were taken. */
  verdict(): LogVerdict {
    const { size, root } = this.checkpoint;
    if (this.size !== size)
      throw new NotProven(`The log shows ${this.size} entries, and its checkpoint is of ${size}.`);
    const kept = this.#kept;
    if (kept !== undefined && kept.size > 0 && !sameHash(this.#keptRoot ?? root, kept.root))
      throw new NotProven(
        `The log shows two pasts: over its first ${kept.size} of ${size} entries it has another root than the checkpoint that you kept.`,
      );
    if (!sameHash(this.#frontier.root(), root))
      throw new NotProven(
        `The entries do not lead to the root of the checkpoint of ${size}: one of them was changed.`,
      );
    return {
      checkpoint: this.checkpoint,
      keptSize: kept?.size ?? null,
      events: this.#checked === size,
    };
  }
}
