import { formatCheckpoint, parseCheckpoint, type Checkpoint } from './checkpoint.js';
import { formatVerifierKey, type Signer, type VerifierKey } from './keys.js';
import { formatNote, parseNote } from './note.js';
import { NotProven } from './not-proven.js';
import { signText, verifiedSignatures } from './signatures.js';

/**
 * A key and for what its signatures count, both ends included: a key of the log for sizes of the
 * tree, a cosigner's for seconds since 1970, because that is what each of them signs. Without `to`
 * it goes on. A new key is a further term in the list; the term of a key that was lost ends at the
 * last size, or time, that is known to be good.
 */
export interface KeyTerm {
  readonly key: VerifierKey;
  readonly from: number;
  readonly to?: number;
}

/** What whoever verifies knows of a log beforehand. */
export interface TrustedLog {
  readonly origin: string;
  readonly keys: readonly KeyTerm[];
  readonly cosigners: readonly KeyTerm[];
}

/** A cosigner saw this checkpoint at that time, in seconds since 1970. */
export interface Cosignature {
  readonly key: VerifierKey;
  readonly time: number;
}

/** A checkpoint and who signed it, each within its term. */
export interface SignedCheckpoint extends Checkpoint {
  /** What was signed, and what a partner cosigns. */
  readonly text: string;
  /** The keys of the log that signed: one, or two while one follows the other. */
  readonly signedBy: readonly VerifierKey[];
  readonly cosignatures: readonly Cosignature[];
}

/** A checkpoint as a note, signed by the keys of the log. */
export function signCheckpoint(checkpoint: Checkpoint, signers: readonly Signer[]): string {
  const text = formatCheckpoint(checkpoint);
  return formatNote({ text, signatures: signers.map((signer) => signText(text, signer)) });
}

/**
 * Opens a checkpoint. Throws NotProven unless it is one of this log and signed by a key of the log
 * within its term. A bad signature by a known key is refused too; one by an unknown key, or outside
 * the term of its key, does not count.
 */
export function openCheckpoint(note: string, log: TrustedLog): SignedCheckpoint {
  const parsed = parseNote(note);
  const checkpoint = parseCheckpoint(parsed.text);
  const { origin, size } = checkpoint;
  if (origin !== log.origin) {
    throw new NotProven(`The checkpoint is one of "${origin}", not of "${log.origin}".`);
  }
  const logKeys = log.keys.filter((term) => holds(term, size)).map(({ key }) => key);
  const good = verifiedSignatures(parsed, [...logKeys, ...log.cosigners.map(({ key }) => key)]);
  const signedBy = logKeys.filter((key) => good.some((signature) => isSame(signature.key, key)));
  if (signedBy.length === 0) {
    const signers = parsed.signatures.map(({ name, id }) => `${name} (key ${id})`).join(', ');
    throw new NotProven(
      `No key of the log that signs for size ${size} signed the checkpoint; it is signed by ${signers}.`,
    );
  }
  const cosignatures = good.flatMap(({ key, time }) =>
    time !== undefined && log.cosigners.some((term) => isSame(term.key, key) && holds(term, time))
      ? [{ key, time }]
      : [],
  );
  return { ...checkpoint, text: parsed.text, signedBy, cosignatures };
}

function holds({ from, to = Infinity }: KeyTerm, point: number): boolean {
  return from <= point && point <= to;
}

function isSame(one: VerifierKey, other: VerifierKey): boolean {
  return formatVerifierKey(one) === formatVerifierKey(other);
}
