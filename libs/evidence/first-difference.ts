import type { Json } from '#contracts/envelope.js';

/** Where two documents first differ, and what each says there; undefined where they are the same. */
export interface Difference {
  /** Members and places from the outside in: `sources.0.spent`. */
  readonly at: string;
  readonly one: Json | undefined;
  readonly other: Json | undefined;
}

export function firstDifference(
  one: Json | undefined,
  other: Json | undefined,
  at = '',
): Difference | undefined {
  if (one === other) return undefined;
  if (!isBranch(one) || !isBranch(other) || Array.isArray(one) !== Array.isArray(other))
    return { at: at === '' ? 'the document' : at, one, other };
  for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const found = firstDifference(one[name], other[name], at === '' ? name : `${at}.${name}`);
    if (found) return found;
  }
  return undefined;
}

const isBranch = (value: Json | undefined): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null;
