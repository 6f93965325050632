import type { FundView } from '#projections/reading/reading.js';
import * as accounts from './accounts.js';
import { traced, type Traced } from './traced.js';

/** A scheme's budget for a year, by source, against what was promised and what was spent. */
export interface BudgetActual {
  readonly scheme: string;
  readonly source: string;
  readonly nature: string;
  readonly year: string;
  readonly allocated: Traced;
  readonly committed: Traced;
  /** Matched to awards or spent without one, to date. */
  readonly actual: Traced;
  /** Allocated less actual. */
  readonly left: Traced;
  readonly uncommitted: Traced;
}

/** In words, never by sign alone. */
export type Variance = 'adverse' | 'favourable' | 'on budget';

/** Budget less cost. */
export const varianceOf = (left: Pick<Traced, 'pence'>): Variance =>
  left.pence < 0n ? 'adverse' : left.pence > 0n ? 'favourable' : 'on budget';

export const budgetAgainstActual = ({ balances }: FundView): BudgetActual[] =>
  balances
    .where({ account: accounts.allocated.accounts })
    .groupBy('scheme', 'source', 'nature', 'year')
    .map(({ key, balances: of }) => ({
      ...key,
      allocated: traced(of, key, accounts.allocated),
      committed: traced(of, key, accounts.committed),
      actual: traced(of, key, accounts.actual),
      left: traced(of, key, accounts.unspent),
      uncommitted: traced(of, key, accounts.uncommitted),
    }));
