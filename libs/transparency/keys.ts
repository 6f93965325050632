import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { fromBase64, toBase64 } from './base64.js';
import { sha256 } from './hashes.js';
import { NotProven } from './not-proven.js';

/**
 * What an Ed25519 key signs: the text of a note (`note`: the log signs its checkpoints so), or a
 * checkpoint together with the time at which it was seen (`cosignature`: what partners give).
 */
export type KeyKind = 'note' | 'cosignature';

/** Signature types of C2SP signed-note. */
const typeBytes = { note: 0x01, cosignature: 0x04 } as const satisfies Record<KeyKind, number>;
const publicKeyLength = 32;

/** What signatures are verified with. Name and id together tell one key from another. */
export interface VerifierKey {
  readonly name: string;
  readonly kind: KeyKind;
  /** Key id: 8 hexadecimal digits. */
  readonly id: string;
  /** Ed25519, 32 bytes (RFC 8032). */
  readonly publicKey: Uint8Array;
}

/** A key that can sign. The private key stays inside. */
export interface Signer {
  readonly key: VerifierKey;
  /** Ed25519 over the message: 64 bytes. */
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** Non-empty, without spaces and plus signs, which separate it from what follows. */
export function isKeyName(name: string): boolean {
  return /^[^\p{White_Space}+\p{Cc}\p{Cs}]+$/u.test(name);
}

/** Throws NotProven for a name that no note can carry or a public key that has not 32 bytes. */
export function verifierKey(kind: KeyKind, name: string, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) {
    throw new NotProven(
      `"${name}" is no name of a key: it may hold neither spaces nor plus signs.`,
    );
  }
  if (publicKey.length !== publicKeyLength) {
    throw new NotProven(`The public key of ${name} has ${publicKey.length} bytes, not 32.`);
  }
  const typed = Buffer.concat([Buffer.of(typeBytes[kind]), publicKey]);
  const id = sha256(Buffer.from(`${name}\n`), typed).toString('hex', 0, 4);
  return { name, kind, id, publicKey };
}

/** The key as one line, to be given to whoever verifies: C2SP signed-note, "Verifier keys". */
export function formatVerifierKey({ name, kind, id, publicKey }: VerifierKey): string {
  return `${name}+${id}+${toBase64(Buffer.concat([Buffer.of(typeBytes[kind]), publicKey]))}`;
}

/** The key that such a line holds; throws NotProven for any other, also where its id is not its own. */
export function parseVerifierKey(line: string): VerifierKey {
  // The last part may hold plus signs of base64.
  const [, name = '', id, encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(line) ?? [];
  const typed = fromBase64(encoded);
  const kind = (['note', 'cosignature'] as const).find((some) => typeBytes[some] === typed?.[0]);
  if (typed === undefined || kind === undefined) {
    throw new NotProven(
      `"${line}" is no Ed25519 verifier key: write it as name, id and key with plus signs between.`,
    );
  }
  const key = verifierKey(kind, name, typed.subarray(1));
  if (key.id !== id) throw new NotProven(`The id of the key "${line}" must be ${key.id}.`);
  return key;
}

/** A signer from an Ed25519 private key in PEM (PKCS #8). Throws for any other key. */
export function signerFrom(kind: KeyKind, name: string, privateKeyPem: string): Signer {
  const privateKey = createPrivateKey(privateKeyPem);
  if (privateKey.asymmetricKeyType !== 'ed25519') {
    throw new Error(`The private key of ${name} is not an Ed25519 key.`);
  }
  const { x = '' } = createPublicKey(privateKeyPem).export({ format: 'jwk' });
  return {
    key: verifierKey(kind, name, Buffer.from(x, 'base64url')),
    sign: (message) => sign(null, message, privateKey),
  };
}

/** True where the key made this Ed25519 signature over this message. */
export function isSignedBy(
  { publicKey }: VerifierKey,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const x = Buffer.from(publicKey).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, message, key, signature);
}
