import * as accounts from '#projections/fund-health/figures/accounts.js';
import type { Term } from '#projections/fund-health/figures/traced.js';

/** What may be asked of a place: what was spent there, or what was promised to awards. Never one sum. */
export const measures = {
  spending: accounts.expenditure,
  commitments: accounts.committed,
} as const satisfies Record<string, Term>;

export type Measure = keyof typeof measures;
export const measureNames = Object.keys(measures) as readonly Measure[];
