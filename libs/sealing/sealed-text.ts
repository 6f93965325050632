import { createCipheriv, createDecipheriv } from 'node:crypto';

/*
 * Words about a person, readable only with that person's key (rule 16 of the domain). Once the key is
 * gone nobody can read them, and the events that hold them keep their bytes, hashes and proofs.
 */

/** AES-256-GCM (NIST SP 800-38D): 32 bytes of key, 12 of nonce, 16 of tag. */
export const keyLength = 32;
export const nonceLength = 12;
const cipher = 'aes-256-gcm';
const tagLength = 16;

const shape = /^sealed:1:([A-Za-z0-9][A-Za-z0-9._:-]{0,119}):([A-Za-z0-9_-]+)$/;

/**
 * Seals a text for a subject, a pseudonymous reference, which stays readable and is authenticated
 * with it: `sealed:1:<subject>:<nonce, tag and ciphertext in base64url>`. A nonce must never be used
 * twice with one key.
 */
export function seal(text: string, subject: string, key: Uint8Array, nonce: Uint8Array): string {
  const sealing = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(subject));
  const hidden = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
  const bytes = Buffer.concat([nonce, sealing.getAuthTag(), hidden]);
  return `sealed:1:${subject}:${bytes.toString('base64url')}`;
}

/** For whom a text is sealed; undefined where it is a text like any other. */
export const subjectOf = (text: string): string | undefined => shape.exec(text)?.[1];

/** The text that was sealed; undefined where it was not sealed with this key. */
export function unseal(sealed: string, key: Uint8Array): string | undefined {
  const [, subject = '', encoded = ''] = shape.exec(sealed) ?? [];
  const bytes = Buffer.from(encoded, 'base64url');
  if (bytes.length < nonceLength + tagLength) return undefined;
  const opening = createDecipheriv(cipher, key, bytes.subarray(0, nonceLength))
    .setAAD(Buffer.from(subject))
    .setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength));
  try {
    const shown = opening.update(bytes.subarray(nonceLength + tagLength));
    return Buffer.concat([shown, opening.final()]).toString('utf8');
  } catch {
    // The tag does not fit: another key, or bytes that were changed.
    return undefined;
  }
}
