import { sumPence, type Pence } from './pence.js';

/**
 * Splits an amount in proportion to weights, into whole pence that sum to it exactly: largest
 * remainder (Hamilton's method), ties to the earlier part; the parts of a negative amount are the
 * negated parts of its absolute (rule 2).
 *
 * Weights are not negative and not all zero, else a RangeError: there is nothing to go by.
 */
export function apportion(amount: Pence, weights: readonly bigint[]): Pence[] {
  if (amount < 0n) return apportion(-amount, weights).map((part) => -part);
  const total = sumPence(weights);
  if (total <= 0n || weights.some((weight) => weight < 0n))
    throw new RangeError('an amount is split by weights that are not negative and not all zero');

  const parts = weights.map((weight) => (amount * weight) / total);
  let left = amount - sumPence(parts);
  const byRemainder = weights
    .map((weight, place) => ({ place, remainder: (amount * weight) % total }))
    .sort((a, b) =>
      a.remainder === b.remainder ? a.place - b.place : a.remainder > b.remainder ? -1 : 1,
    );
  for (const { place } of byRemainder) {
    if (left === 0n) break;
    parts[place] = (parts[place] ?? 0n) + 1n;
    left -= 1n;
  }
  return parts;
}

/** An amount in so many equal parts: £100.00 in three is 33.34, 33.33, 33.33. */
export function inEqualParts(amount: Pence, parts: number): Pence[] {
  return apportion(amount, new Array<bigint>(parts).fill(1n));
}
