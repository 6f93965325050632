import { sumPence, type Pence } from '#libs/money/pence.js';

/** What the year would come to if it went on as it began. */
export interface RunRate {
  readonly outturn: Pence;
  /** If every month to come were like the cheapest, or the dearest, so far. */
  readonly low: Pence;
  readonly high: Pence;
}

/** From the actual cost of the months so far, April first; undefined before the first has ended. */
export function runRate(months: readonly Pence[]): RunRate | undefined {
  const [first, ...others] = months;
  if (first === undefined) return undefined;
  const toDate = sumPence(months);
  const toCome = BigInt(12 - months.length);
  const least = others.reduce((low, month) => (month < low ? month : low), first);
  const most = others.reduce((high, month) => (month > high ? month : high), first);
  return {
    outturn: toDate + nearest(toDate * toCome, BigInt(months.length)),
    low: toDate + toCome * least,
    high: toDate + toCome * most,
  };
}

/** a ÷ b in whole pence, half away from zero; b is more than zero. */
function nearest(a: bigint, b: bigint): bigint {
  return a < 0n ? -nearest(-a, b) : (2n * a + b) / (2n * b);
}
