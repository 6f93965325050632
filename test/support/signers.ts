import { generateKeyPairSync } from 'node:crypto';
import { signerFrom, type KeyKind, type Signer } from '#libs/transparency/keys.js';

/** A signer with a key that nobody knows yet. */
export function newSigner(kind: KeyKind, name: string): Signer {
  const { privateKey } = generateKeyPairSync('ed25519');
  return signerFrom(kind, name, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
}
