import { isSignedBy, type Signer, type VerifierKey } from './keys.js';
import type { Note, NoteSignature } from './note.js';
import { NotProven } from './not-proven.js';

/** A signature that was verified. */
export interface GoodSignature {
  readonly key: VerifierKey;
  /** Seconds since 1970 at which a cosigner saw the checkpoint; a log's signature states no time. */
  readonly time?: number;
}

const timeLength = 8;

/** Signs a text as it is (C2SP signed-note, Ed25519). */
export function signText(text: string, { key, sign }: Signer): NoteSignature {
  if (key.kind !== 'note') throw new Error(`${key.name} is a key for cosignatures.`);
  return { name: key.name, id: key.id, bytes: sign(Buffer.from(text)) };
}

/**
 * Signs that this checkpoint is, at that time, the largest seen of its log, and consistent with all
 * seen before (C2SP tlog-cosignature, Ed25519): whoever cosigns has verified so. Time in whole
 * seconds since 1970.
 */
export function cosign(text: string, { key, sign }: Signer, time: number): NoteSignature {
  if (key.kind !== 'cosignature') throw new Error(`${key.name} is no key for cosignatures.`);
  const stamp = Buffer.alloc(timeLength);
  stamp.writeBigUInt64BE(BigInt(time));
  const signature = sign(cosigned(text, time));
  return { name: key.name, id: key.id, bytes: Buffer.concat([stamp, signature]) };
}

/**
 * The signatures of a note that known keys made, in its order. Signatures by unknown keys are passed
 * over. Throws NotProven where the signature of a known key is not good, or where no known key signed.
 */
export function verifiedSignatures(
  { text, signatures }: Note,
  known: readonly VerifierKey[],
): readonly GoodSignature[] {
  const good: GoodSignature[] = [];
  for (const signature of signatures) {
    const { name, id } = signature;
    // Two keys may share name and id, though by accident only.
    const keys = known.filter((key) => key.name === name && key.id === id);
    if (keys.length === 0) continue;
    const found = keys.map((key) => verified(text, signature, key)).find(Boolean);
    if (found === undefined) {
      throw new NotProven(`The signature by ${name}, key ${id}, is not one over this text.`);
    }
    good.push(found);
  }
  if (good.length === 0) {
    const signers = signatures.map(({ name, id }) => `${name} (key ${id})`).join(', ');
    throw new NotProven(`No known key signed; the signatures are by ${signers || 'nobody'}.`);
  }
  return good;
}

function verified(
  text: string,
  { bytes }: NoteSignature,
  key: VerifierKey,
): GoodSignature | undefined {
  if (key.kind === 'note') return isSignedBy(key, Buffer.from(text), bytes) ? { key } : undefined;
  if (bytes.length <= timeLength) return undefined;
  const time = Number(Buffer.from(bytes.subarray(0, timeLength)).readBigUInt64BE());
  // Above 2^53 it is no time that anyone could have seen, nor a number that is exact.
  if (!Number.isSafeInteger(time)) return undefined;
  return isSignedBy(key, cosigned(text, time), bytes.subarray(timeLength))
    ? { key, time }
    : undefined;
}

/** The message of a cosignature. */
function cosigned(text: string, time: number): Uint8Array {
  return Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
}
