import { Decimal } from 'decimal.js';
import { sumPence, type Pence } from './pence.js';

const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });

/** How an agreement rounds a share of an amount. Half is rounded away from zero. */
export type Rounding = 'nearest-penny' | 'nearest-pound' | 'down-to-penny';

/** A rate such as `"0.04"` of an amount, rounded as the agreement says. */
export function rateOf(amount: Pence, rate: string, rounding: Rounding): Pence {
  const exact = new Exact(amount.toString()).times(rate);
  switch (rounding) {
    case 'nearest-penny':
      return BigInt(exact.toFixed(0));
    case 'nearest-pound':
      return BigInt(exact.dividedBy(100).toFixed(0)) * 100n;
    case 'down-to-penny':
      return BigInt(exact.toFixed(0, Decimal.ROUND_DOWN));
  }
}

/** a ÷ b as decimal text with so many places, half away from zero: 8319 of 10000 is `"0.83"`. b is not zero. */
export function ratio(a: Pence, b: Pence, places: number): string {
  return new Exact(a.toString()).dividedBy(b.toString()).toFixed(places);
}

/**
 * How many times a covers b, as decimal text with two places. What does not cover it does not round up
 * to 1: 999 of 1000 is `"0.99"`. b is not zero.
 */
export function coveredTimes(a: Pence, b: Pence): string {
  const exact = new Exact(a.toString()).dividedBy(b.toString());
  return exact.toFixed(2, exact.lessThan(1) ? Decimal.ROUND_FLOOR : Decimal.ROUND_HALF_UP);
}

/**
 * How far an index moved from a value above zero, rounded to so many places, half away from zero: 125 to
 * 129.09 is `"0.0327"`.
 */
export function movementOf(before: string, now: string, places: number): string {
  const base = new Exact(before);
  return new Exact(now).minus(base).dividedBy(base).toDecimalPlaces(places).toFixed();
}

/** A rate held between the least and the most that are agreed; null: no such limit. */
export function heldBetween(
  rate: string,
  least: string | null,
  most: string | null,
): { readonly rate: string; readonly held: 'cap' | 'collar' | 'neither' } {
  const exact = new Exact(rate);
  if (most !== null && exact.greaterThan(most)) return { rate: most, held: 'cap' };
  if (least !== null && exact.lessThan(least)) return { rate: least, held: 'collar' };
  return { rate, held: 'neither' };
}

/** a as a percentage of b, which is not zero: `"83.19"`. */
export function percentage(a: Pence, b: Pence, places = 2): string {
  return new Exact(a.toString()).times(100).dividedBy(b.toString()).toFixed(places);
}

/**
 * Herfindahl–Hirschman index of shares: the sum of the squared percentage shares, 0 to 10,000. The amounts
 * are not all zero.
 * Source: US Department of Justice and FTC, Horizontal Merger Guidelines, § 5.3 (2010).
 */
export function herfindahlHirschman(amounts: readonly Pence[], places: number): string {
  const total = sumPence(amounts);
  const squares = sumPence(amounts.map((amount) => amount * amount));
  return new Exact(squares.toString())
    .times(10_000)
    .dividedBy((total * total).toString())
    .toFixed(places);
}

/** a − b of measured values, exactly: `less("412", "389.5")` is `"22.5"`. */
export const less = (a: string, b: string): string => new Exact(a).minus(b).toFixed();
