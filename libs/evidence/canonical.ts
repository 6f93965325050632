import canonicalize from 'canonicalize';
import type { Json } from '#contracts/envelope.js';
import { isPlain } from './plain-form.js';

/** Canonical JSON (RFC 8785). */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('Nothing has no canonical text.');
  return text;
}

/**
 * Whether a text is the canonical one of the value that was read from it, and its bytes with it. What
 * cannot be seen to be is written anew and compared.
 */
export function isCanonical({ text, bytes, from, to }: Written, value: Json): boolean {
  if (isPlain(bytes, from, to)) return true;
  try {
    return canonicalize(value) === text;
  } catch {
    return false;
  }
}

/** A text, and where in a buffer it stands. */
export interface Written {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
}
