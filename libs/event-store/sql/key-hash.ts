import { createHash } from 'node:crypto';

/** What an index of keys holds of a key: 16 bytes of its SHA-256, written as a UUID. */
export function keyHash(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}
