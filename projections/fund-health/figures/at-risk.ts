import type { FundView } from '#projections/reading/reading.js';
import * as accounts from './accounts.js';
import { once } from './once.js';
import { largestFirst, traced, type Term, type Traced } from './traced.js';

/** Called on without confirmed money of the same source, nature and year (rule 19). */
export interface AtRisk {
  readonly source: string;
  readonly nature: string;
  readonly year: string;
  readonly amount: Traced;
}

/** Called on − available: contributions stand as credits, so adding their debits takes them away. */
const lessAvailable: Term = { ...accounts.available, sign: 1 };

/**
 * Largest first. One source covers another only by rule, so nothing is set off between them. Money
 * of an unknown source cannot be judged and is left to coverage, which says how much there is.
 */
export const atRisk = once(({ balances }: FundView): AtRisk[] =>
  balances
    .groupBy('source', 'nature', 'year')
    .map(({ key, balances: of }) => ({
      ...key,
      amount: traced(of, key, accounts.calledOn, lessAvailable),
    }))
    .filter(({ source, amount }) => source !== 'unknown' && amount.pence > 0n)
    .sort((a, b) => largestFirst(a.amount, b.amount)),
);
