import type { FundView } from '#projections/reading/reading.js';
import { sumPence, type Pence } from '#libs/money/pence.js';
import * as accounts from './accounts.js';
import { balancesAgreed, type BalanceAgreed } from './balances-agreed.js';
import { grouped } from './grouped.js';
import { instalments, overdue, type Overdue } from './instalments.js';
import { largestFirst, traced, type Traced } from './traced.js';

export interface Debtor {
  readonly source: string;
  readonly owes: Traced;
  /** Of it, not yet due on the view's day. */
  readonly notYetDue: Pence;
  /** Beside it: due after the day up to which the books are asked about, and 0 where they are not so asked. */
  readonly dueLater: Pence;
  readonly overdue: Overdue;
  /** With the partner or funder; null where the two have not compared. */
  readonly agreed: BalanceAgreed | null;
}

/** By source, with age. */
export function debtors(view: FundView): Debtor[] {
  const agreed = balancesAgreed(view);
  const states = grouped(instalments(view), ({ source }) => source);
  const books = view.balances.where({ account: accounts.debtors.accounts });
  const sources = new Set([
    ...books.groupBy('source').map(({ key }) => key.source),
    ...states.keys(),
  ]);
  return [...sources]
    .sort((a, b) => (a < b ? -1 : 1))
    .map((source) => {
      const of = states.get(source) ?? [];
      // A debtor is owed from its day on: asked about what was effective by a day, the books leave out what falls due later.
      const { day, effectiveOn } = view.moment;
      const later = sumPence(
        of.filter(({ due }) => due > day).map(({ amount, received }) => amount - received),
      );
      return {
        source,
        owes: traced(books.where({ source }), { source }, accounts.debtors),
        notYetDue: effectiveOn === null ? later : 0n,
        dueLater: effectiveOn === null ? 0n : later,
        overdue: overdue(of),
        agreed: agreed.get(view.facts.get('source', source)?.attributes.organisation ?? '') ?? null,
      };
    })
    .filter(({ owes, dueLater }) => owes.pence !== 0n || dueLater !== 0n);
}

/** Owed to a provider for a source's cost: verified or accrued, and not yet paid. */
export interface Creditor {
  readonly provider: string;
  readonly source: string;
  readonly owed: Traced;
  /** With the provider; null where the two have not compared. */
  readonly agreed: BalanceAgreed | null;
}

/** Largest first. Below zero: the provider owes the fund. */
export function creditors(view: FundView): Creditor[] {
  const agreed = balancesAgreed(view);
  return view.balances
    .where({ account: accounts.creditors.accounts })
    .groupBy('provider', 'source')
    .map(({ key, balances: of }) => ({
      ...key,
      owed: traced(of, key, accounts.creditors),
      agreed: agreed.get(key.provider) ?? null,
    }))
    .filter(({ owed }) => owed.pence !== 0n)
    .sort((a, b) => largestFirst(a.owed, b.owed));
}
