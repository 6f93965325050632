import type { FundView } from '#projections/reading/reading.js';
import { parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { grouped } from './grouped.js';
import { traced, type Term, type Traced } from './traced.js';

/** What a source has in a year beside contributions: client contributions, interest, savings shares. */
export interface OtherIncome {
  readonly source: string;
  readonly year: string;
  readonly received: Traced;
  /** Of it, what a decision made authority to spend; the rest counts in the year's variance alone. */
  readonly budgeted: Traced;
  readonly kinds: readonly { readonly kind: string; readonly pence: Pence }[];
}

const received: Term = { accounts: ['cash:income:other'], sign: -1 };
const budgeted: Term = { accounts: ['budget:other-income:confirmed'], sign: -1 };

/** By accounting year and source; kinds in code-point order. */
export function otherIncome({ balances, facts }: FundView): OtherIncome[] {
  const incomes = grouped(
    facts.list('income'),
    ({ attributes }) => `${attributes.year}\n${attributes.source}`,
  );
  return balances
    .where({ account: [...received.accounts, ...budgeted.accounts] })
    .groupBy('year', 'source')
    .map(({ key, balances: of }) => {
      const byKind = grouped(
        incomes.get(`${key.year}\n${key.source}`) ?? [],
        ({ attributes }) => attributes.kind,
      );
      return {
        ...key,
        received: traced(of, key, received),
        budgeted: traced(of, key, budgeted),
        kinds: [...byKind]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([kind, some]) => ({
            kind,
            pence: sumPence(some.map(({ attributes }) => parsePence(attributes.amount))),
          })),
      };
    });
}
