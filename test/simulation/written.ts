import type { Fund } from '#libs/funding/fund/fund.js';
import type { Holding } from '#libs/funding/fund/holdings.js';

const holdings = ['unallocated', 'scheme', 'reserved', 'committed', 'matched', 'spent'];

/** A fund's state as text: the same text, the same state (rule 11). */
export function written(fund: Fund, years: readonly string[]): string {
  const held = holdings.flatMap((holding) =>
    years.flatMap((year) => fund.holdings.list({ holding: holding as Holding['holding'], year })),
  );
  return JSON.stringify([fund, held], (_, value: unknown) => {
    if (typeof value === 'bigint') return `${value}p`;
    if (value instanceof Map) return [...value].sort(byKey);
    if (value instanceof Set) return [...(value as Set<string>)].sort();
    return value;
  });
}

const byKey = ([a]: [unknown, unknown], [b]: [unknown, unknown]): number =>
  String(a) < String(b) ? -1 : 1;
