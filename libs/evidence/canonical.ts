import canonicalize from 'canonicalize';
import type { Json, JsonObject } from '#contracts/envelope.js';

/** Canonical JSON (RFC 8785). */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('Nothing has no canonical text.');
  return text;
}

/**
 * Whether a text is the canonical one of the value that was read from it. A text without escapes is
 * followed token by token, which costs half of what writing it anew does; what is not canonical by
 * that (members may have been read in another order) is written anew.
 */
export function isCanonical(text: string, value: Json): boolean {
  if (!text.includes('\\') && followed(text, value, 0) === text.length) return true;
  try {
    return canonicalize(value) === text;
  } catch {
    return false;
  }
}

/** Where the value ends that the text holds canonically from a place on; -1 where it does not. */
function followed(text: string, value: Json, from: number): number {
  if (typeof value === 'string') return afterText(text, value, from);
  if (typeof value !== 'object' || value === null) {
    const written = String(value);
    return text.startsWith(written, from) ? from + written.length : -1;
  }
  return Array.isArray(value)
    ? afterItems(text, value as readonly Json[], from)
    : afterMembers(text, value as JsonObject, from);
}

/** The text was read as JSON, so that between two quotation marks nothing needs an escape. */
function afterText(text: string, value: string, from: number): number {
  const end = from + 1 + value.length;
  return text.charCodeAt(from) === quote &&
    text.startsWith(value, from + 1) &&
    text.charCodeAt(end) === quote
    ? end + 1
    : -1;
}

function afterItems(text: string, items: readonly Json[], from: number): number {
  if (text.charCodeAt(from) !== bracket) return -1;
  let at = from + 1;
  for (let place = 0; place < items.length; place += 1) {
    if (place > 0 && text.charCodeAt(at++) !== comma) return -1;
    at = followed(text, items[place] ?? null, at);
    if (at < 0) return -1;
  }
  return text.charCodeAt(at) === closingBracket ? at + 1 : -1;
}

function afterMembers(text: string, members: JsonObject, from: number): number {
  if (text.charCodeAt(from) !== brace) return -1;
  let at = from + 1;
  let before: string | undefined;
  for (const name in members) {
    if (before !== undefined && (before >= name || text.charCodeAt(at++) !== comma)) return -1;
    before = name;
    at = afterText(text, name, at);
    if (at < 0 || text.charCodeAt(at++) !== colon) return -1;
    at = followed(text, members[name] ?? null, at);
    if (at < 0) return -1;
  }
  return text.charCodeAt(at) === closingBrace ? at + 1 : -1;
}

const [quote, comma, colon] = [0x22, 0x2c, 0x3a];
const [bracket, closingBracket, brace, closingBrace] = [0x5b, 0x5d, 0x7b, 0x7d];
