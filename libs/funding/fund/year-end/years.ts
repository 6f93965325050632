import type { Pence } from '#libs/money/pence.js';

/** A year that was closed, and what its closings have come to so far. */
export interface ClosedYear {
  state: 'closed' | 'reopened';
  closings: number;
  /** By pot: what passed between sources, and what became returnable, by closing alone. */
  readonly transferred: Map<string, Pence>;
  readonly returnable: Map<string, Pence>;
  /** By pot: commitments that went on into the next year with their money. */
  readonly committed: Map<string, Pence>;
}

/** By year and pot: authority that left the year for another year of the same pot, less what came. */
export type MovedBetweenYears = Map<string, Pence>;

/** What left a year or earlier ones for later ones: its cash goes on by itself, its authority went. */
export function movedOn(
  fund: { readonly movedBetweenYears: MovedBetweenYears },
  year: string,
  of: Parameters<typeof potKey>[0],
): Pence {
  let sum = 0n;
  for (const [key, pence] of fund.movedBetweenYears) {
    const [from = '', ...pot] = key.split('|');
    if (from <= year && pot.join('|') === potKey(of)) sum += pence;
  }
  return sum;
}

/** Notes that authority left a year; below zero, that it came to it. */
export function noteMoved(
  fund: { readonly movedBetweenYears: MovedBetweenYears },
  year: string,
  of: Parameters<typeof potKey>[0],
  pence: Pence,
): void {
  const key = `${year}|${potKey(of)}`;
  fund.movedBetweenYears.set(key, (fund.movedBetweenYears.get(key) ?? 0n) + pence);
}

/** Money of one source, capital or revenue. */
export const potKey = (of: { readonly source: string; readonly nature: string }): string =>
  `${of.source}|${of.nature}`;
