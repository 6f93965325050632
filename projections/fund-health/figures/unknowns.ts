import type { FundView } from '#projections/reading/reading.js';
import { percentage } from '#libs/money/rate.js';
import { expenditure } from './accounts.js';
import { unnamedProviders } from './concentration.js';
import { once } from './once.js';
import { traced, type Traced } from './traced.js';

export interface Unknown {
  readonly dimension: 'source' | 'scheme' | 'provider' | 'nature';
  readonly amount: Traced;
  /** Per cent of all spending; undefined where nothing is spent. */
  readonly share: string | undefined;
}

/** What of the spending is not known: shown as such, with its share (rule 14). */
export function unknowns({ balances }: FundView): Unknown[] {
  const spending = balances.where({ account: expenditure.accounts });
  const total = spending.sum();
  return (['source', 'scheme', 'provider', 'nature'] as const).map((dimension) => {
    const asked = { [dimension]: dimension === 'provider' ? unnamedProviders : 'unknown' };
    const amount = traced(spending.where(asked), asked, expenditure);
    return {
      dimension,
      amount,
      share: total === 0n ? undefined : percentage(amount.pence, total),
    };
  });
}

/** Spending by accounting year, first year first. */
export const spendingByYear = once(({ balances }: FundView): { year: string; spent: Traced }[] =>
  balances
    .where({ account: expenditure.accounts })
    .groupBy('year')
    .map(({ key, balances: of }) => ({ ...key, spent: traced(of, key, expenditure) })),
);
