import { daysBetween } from '#contracts/calendar.js';
import type { FundView } from '#projections/reading/reading.js';
import { balancesAgreed, type BalanceAgreed } from './balances-agreed.js';
import { largestFirst, traced, type Term, type Traced } from './traced.js';

/** What one side owes the other beside contributions due and invoices to pay. */
export interface OtherBalance {
  readonly kind: 'paid in advance' | 'recoverable VAT' | 'settlement' | 'retained' | 'returnable';
  readonly source: string;
  readonly award: string;
  readonly provider: string;
  /** Never below zero: `owed` says which way it goes. */
  readonly amount: Traced;
  readonly owed: 'to the fund' | 'by the fund';
  /** Since the oldest advance that is open; null where the days are not known. */
  readonly oldestDays: number | null;
  /** With the other body; null where the two have not compared. */
  readonly agreed: BalanceAgreed | null;
}

const kinds: readonly (readonly [OtherBalance['kind'], Term['accounts']])[] = [
  ['paid in advance', ['cash:paid-in-advance']],
  ['recoverable VAT', ['cash:vat-recoverable']],
  ['settlement', ['cash:settlement']],
  ['retained', ['cash:creditor:retained']],
  ['returnable', ['cash:returnable']],
];

/** By kind; within each the largest first. Of VAT and of sources' money no provider is named. */
export function otherBalances(view: FundView): OtherBalance[] {
  const agreed = balancesAgreed(view);
  return kinds.flatMap(([kind, account]) => {
    const withProvider = kind === 'paid in advance' || kind === 'retained';
    const of = view.balances.where({ account });
    const groups = withProvider
      ? of.groupBy('source', 'award', 'provider')
      : of.groupBy('source').map(({ key, balances }) => ({
          key: { ...key, award: 'none', provider: 'none' },
          balances,
        }));
    return groups
      .map(({ key, balances }): OtherBalance => {
        const { source, award, provider } = key;
        const asked = withProvider ? key : { source };
        const debit = traced(balances, asked, { accounts: account, sign: 1 });
        const body = withProvider
          ? provider
          : (view.facts.get('source', source)?.attributes.organisation ?? source);
        return {
          kind,
          source,
          award,
          provider,
          amount:
            debit.pence < 0n ? traced(balances, asked, { accounts: account, sign: -1 }) : debit,
          owed: debit.pence < 0n ? 'by the fund' : 'to the fund',
          oldestDays: kind === 'paid in advance' ? oldestAdvance(view, award, provider) : null,
          // VAT is owed by the tax authority, with which nobody compares balances by source.
          agreed: kind === 'recoverable VAT' ? null : (agreed.get(body) ?? null),
        };
      })
      .filter(({ amount }) => amount.pence !== 0n)
      .sort((a, b) => largestFirst(a.amount, b.amount));
  });
}

/** How long the oldest advance of an award has waited for its evidence. */
function oldestAdvance(
  { facts, moment }: FundView,
  award: string,
  provider: string,
): number | null {
  const open = facts
    .list('advance')
    .filter((fact) => fact.provider === provider && fact.attributes.award === award)
    .filter(({ attributes }) => attributes.left !== '0.00')
    .map(({ attributes }) => daysBetween(attributes.paidOn, moment.day));
  return open.length === 0 ? null : Math.max(0, ...open);
}
