import type { FundView } from '#projections/reading/reading.js';
import type { Account } from '#libs/ledger/posting.js';
import { apportion } from '#libs/money/apportion.js';
import type { Pence } from '#libs/money/pence.js';
import * as accounts from './accounts.js';
import { traced, type Traced } from './traced.js';

/** What one cost category has of an award's year. */
export interface CostLine {
  readonly award: string;
  readonly year: string;
  readonly category: string;
  readonly amount: Traced;
  /** In proportion to what each source has committed to the award for the year; they sum to the amount. */
  readonly bySource: readonly { readonly source: string; readonly amount: Pence }[];
}

/** Cost lines of awards. Nobody records which source pays for which category: that is worked out. */
export interface CostLines {
  readonly basis: 'pro rata';
  readonly lines: readonly CostLine[];
}

const prefix = 'memo:line:';

/** Of every award that states its lines: by award, year and category, in code-point order. */
export function costLines({ balances }: FundView): CostLines {
  const memo = balances.rows.flatMap(({ account }) =>
    account.startsWith(prefix) ? [account] : [],
  );
  const promised = balances.where({ account: accounts.committed.accounts });
  const lines = balances
    .where({ account: [...new Set(memo)] })
    .groupBy('award', 'year', 'account')
    .map(({ key: { award, year, account }, balances: of }) => {
      const term = { accounts: [account as Account], sign: 1 } as const;
      const amount = traced(of, { award, year }, term);
      const category = account.slice(prefix.length);
      return { award, year, category, amount };
    })
    .filter(({ amount }) => amount.pence !== 0n);
  return {
    basis: 'pro rata',
    lines: lines.map((line) => {
      const sources = promised
        .where({ award: line.award, year: line.year })
        .groupBy('source')
        .map(({ key, balances: of }) => ({ ...key, pence: of.sum() }))
        .filter(({ pence }) => pence > 0n);
      const parts =
        sources.length === 0
          ? []
          : apportion(
              line.amount.pence,
              sources.map(({ pence }) => pence),
            );
      const bySource = sources.map(({ source }, place) => ({ source, amount: parts[place] ?? 0n }));
      return { ...line, bySource };
    }),
  };
}
