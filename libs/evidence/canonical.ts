import canonicalize from 'canonicalize';
import type { Json } from '#contracts/envelope.js';

/** Canonical JSON (RFC 8785). */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('Nothing has no canonical text.');
  return text;
}

/** Lone surrogates, which no canonical text can express, are written as escapes. */
const surrogate = /\\u[dD][89a-fA-F]/;

/**
 * Whether a text is the canonical one of the value that was read from it. JSON.stringify writes
 * numbers and texts as the standard asks, and members in the order in which they were read: unless a
 * name looks like an index, it is enough that they stand in order.
 */
export function isCanonical(text: string, value: Json): boolean {
  if (JSON.stringify(value) === text && isOrdered(value)) return !surrogate.test(text);
  try {
    return canonicalize(value) === text;
  } catch {
    return false;
  }
}

function isOrdered(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) if (!isOrdered(item)) return false;
    return true;
  }
  let before: string | undefined;
  const members = value as Readonly<Record<string, Json>>;
  for (const name in members) {
    if (before !== undefined && before >= name) return false;
    before = name;
    const member = members[name];
    if (typeof member === 'object' && member !== null && !isOrdered(member)) return false;
  }
  return true;
}
