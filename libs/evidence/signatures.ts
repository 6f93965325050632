import type { Json } from '#contracts/envelope.js';
import { parseCheckpoint, type Checkpoint } from '#libs/transparency/checkpoint.js';
import { emptyRoot, sameHash, type Hash } from '#libs/transparency/hashes.js';
import { parseVerifierKey } from '#libs/transparency/keys.js';
import { parseNote } from '#libs/transparency/note.js';
import { NotProven } from '#libs/transparency/not-proven.js';
import {
  openCheckpoint,
  type KeyTerm,
  type SignedCheckpoint,
  type TrustedLog,
} from '#libs/transparency/signed-checkpoint.js';
import { canonicalText } from './canonical.js';
import { PackKey, PackRefused, type PackHeader, type Place } from './pack.js';
import type { Verdict } from './verdict.js';

export type KnownKeys = Pick<TrustedLog, 'keys' | 'cosigners'>;

/** What an auditor has kept, or got otherwise than with the pack. */
export interface Trust {
  /** Keys of the log and of its cosigners, with their terms. */
  readonly keys?: KnownKeys | undefined;
  /** A checkpoint of the log, signed: the pack's must only append to it. */
  readonly kept?: string | undefined;
}

type Opened = Pick<Verdict, 'checkpoint' | 'signedBy' | 'cosignatures' | 'keysOf' | 'keptSize'>;

/** The checkpoint of a pack: by whom it is signed, and whether it goes on from the one that was kept. */
export class Signatures {
  readonly keptSize: number | undefined;
  readonly #kept: Checkpoint | undefined;
  #keptRoot: Hash | undefined;
  #origin = '';
  #note = '';
  #noteAt: Place = { line: 0 };
  readonly #keys: KeyTerm[] = [];
  readonly #cosigners: KeyTerm[] = [];
  #opened: Opened | undefined;

  /** Throws NotProven where what was kept is no checkpoint. */
  constructor(private readonly trust: Trust) {
    if (trust.kept === undefined) return;
    this.#kept = parseCheckpoint(parseNote(trust.kept).text);
    this.keptSize = this.#kept.size;
    if (this.keptSize === 0) this.#keptRoot = emptyRoot;
  }

  /** What can be told before the entries are read. */
  header({ origin, size }: PackHeader, at: Place): void {
    this.#origin = origin;
    const kept = this.#kept;
    if (kept === undefined) return;
    if (kept.origin !== origin)
      throw new PackRefused(
        at,
        `the pack is of the log "${origin}", and the checkpoint that you kept is of "${kept.origin}".`,
      );
    if (kept.size > size)
      throw new PackRefused(
        at,
        `the pack rests on ${size} entries, and the checkpoint that you kept on ${kept.size}: it is older than what you kept, or the log was rolled back. Ask for one of ${kept.size} entries or more.`,
      );
  }

  /** The root at the size of the checkpoint that was kept. */
  passed(root: Hash): void {
    this.#keptRoot = root;
  }

  checkpoint(note: Json, root: Hash, at: Place): void {
    if (typeof note !== 'string') throw new PackRefused(at, 'the checkpoint is no text.');
    this.#note = note;
    this.#noteAt = at;
    const stated = proven(at, () => parseCheckpoint(parseNote(note).text));
    if (stated.origin !== this.#origin)
      throw new PackRefused(
        at,
        `the checkpoint is one of the log "${stated.origin}", and the pack of "${this.#origin}".`,
      );
    if (!sameHash(stated.root, root))
      throw new PackRefused(
        at,
        `the entries do not lead to the root of the checkpoint of ${stated.size}: one of them was changed, or what stands in for those that are left out.`,
      );
  }

  term(of: 'key' | 'cosigner', text: string, at: Place): void {
    const read = proven(at, () => {
      const { key, from, to } = PackKey.parse(JSON.parse(text));
      if (canonicalText({ key, from, to }) !== text) throw new NotProven('It is not canonical.');
      return { key: parseVerifierKey(key), from, ...(to === null ? {} : { to }) };
    });
    (of === 'key' ? this.#keys : this.#cosigners).push(read);
  }

  /** Verifies what is signed, once all keys are read. */
  finish(at: Place): void {
    const own = this.trust.keys;
    const stated = { keys: this.#keys, cosigners: this.#cosigners };
    const trusted: TrustedLog = { ...(own ?? stated), origin: this.#origin };
    const opened = proven(this.#noteAt, () => openCheckpoint(this.#note, trusted));
    this.#verifyKept(trusted, opened, at);
    const { signedBy, cosignatures } = opened;
    this.#opened = {
      ...{ checkpoint: this.#note, signedBy, cosignatures },
      keysOf: own === undefined ? 'pack' : 'auditor',
      keptSize: this.keptSize ?? null,
    };
  }

  opened(): Opened {
    if (this.#opened === undefined) throw new Error('The signatures were not verified.');
    return this.#opened;
  }

  #verifyKept(trusted: TrustedLog, opened: SignedCheckpoint, at: Place): void {
    const kept = this.#kept;
    if (kept === undefined || this.trust.kept === undefined) return;
    try {
      openCheckpoint(this.trust.kept, trusted);
    } catch (error) {
      if (!(error instanceof NotProven)) throw error;
      throw new PackRefused(at, `the checkpoint that you kept is not verified: ${error.message}`);
    }
    if (this.#keptRoot === undefined)
      throw new PackRefused(
        at,
        `the entries around ${kept.size} are left out in one piece, so that nothing shows whether the log only appends to the checkpoint that you kept: ask for a pack with kept=${kept.size}.`,
      );
    if (!sameHash(this.#keptRoot, kept.root))
      throw new PackRefused(
        this.#noteAt,
        `the log shows two pasts: over its first ${kept.size} of ${opened.size} entries it has another root than the checkpoint that you kept.`,
      );
  }
}

/** What is thrown of something that shows nothing becomes a refusal at its place. */
function proven<Result>(at: Place, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof NotProven) throw new PackRefused(at, error.message);
    throw new PackRefused(at, 'it is not what stands in such a line.');
  }
}
