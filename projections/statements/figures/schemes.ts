import type { Balances, Dimension } from '#libs/ledger/balances.js';
import * as accounts from '#projections/fund-health/figures/accounts.js';
import { varianceOf, type Variance } from '#projections/fund-health/figures/budget-actual.js';
import { minus, together, type Traced } from '#projections/fund-health/figures/traced.js';
import { timesOf, tracedAt } from './time.js';

/** A scheme's year, by source: what it might spend, and what it spent up to the end of a period. */
export interface SchemeAccount extends Spent {
  readonly scheme: string;
  readonly source: string;
  readonly nature: string;
}
interface Spent {
  readonly budget: Traced;
  readonly spent: Traced;
  readonly left: Traced;
  /** In words, never by sign alone. */
  readonly variance: Variance;
}

export const schemeAccounts = (balances: Balances, year: string, upTo: string): SchemeAccount[] =>
  accountsBy(balances, year, upTo, 'scheme', 'source', 'nature');

/** The same by provider: what stands under none was promised to nobody yet. */
export const providerAccounts = (
  balances: Balances,
  year: string,
  upTo: string,
): (SchemeAccount & { readonly provider: string })[] =>
  accountsBy(balances, year, upTo, 'scheme', 'provider', 'source', 'nature');

/** Authority wherever in the scheme it stands, of the whole year. */
function accountsBy<Name extends Dimension>(
  balances: Balances,
  year: string,
  upTo: string,
  ...names: readonly Name[]
): (Spent & Readonly<Record<Name, string>>)[] {
  const { within, wholeYear } = timesOf(balances, year, upTo);
  return balances
    .where({ account: [...accounts.allocated.accounts, ...accounts.expenditure.accounts], year })
    .groupBy(...names)
    .map(({ key, balances: of }) => {
      const authority = tracedAt(of, key, wholeYear, accounts.allocated);
      const spent = tracedAt(of, key, within, accounts.expenditure);
      const left = together([authority, minus(spent)]);
      return { ...key, budget: authority, spent, left, variance: varianceOf(left) };
    })
    .filter(({ budget, spent }) => budget.pence !== 0n || spent.pence !== 0n);
}
