import { lastPeriodOf } from '#contracts/financial-year.js';
import type { Account } from '#libs/ledger/posting.js';
import type { Balances } from '#libs/ledger/balances.js';
import type { FundView, PostedLine } from '#projections/reading/reading.js';
import type { Drawn } from './drawn.js';
import { headOf, type StatementForm, type StatementOf } from './head.js';
import { schemeAccounts } from './schemes.js';
import { assertIdentity, sourceAccounts, totalOf } from './source-account.js';

/** Accounts of which a fact may count in one year and relate to another. */
export const datedAccounts: readonly Account[] = [
  'cash:income:contribution',
  'cash:income:other',
  'cash:expenditure',
];

/**
 * Which years, other than a statement's own, stand in dated accounts under a name: what a line that
 * crosses its year's end counts in, or relates to.
 */
export const otherYears = (
  balances: Balances,
  name: 'year' | 'relatesTo',
  year: string,
): readonly string[] =>
  balances
    .where({ account: datedAccounts })
    .groupBy(name)
    .map(({ key }) => key[name])
    .filter((other) => other !== year);

/**
 * The memorandum account of a year, or the partners' report of a quarter. Income and cost are above zero.
 * @param acrossYears postings of `datedAccounts` that count in this year or relate to it, not both
 */
export function accountDocument(
  view: FundView,
  of: StatementOf,
  acrossYears: readonly PostedLine[],
  form: StatementForm,
): Drawn {
  const { balances, facts } = view;
  const { year, quarter } = of;
  const upTo = lastPeriodOf(year, quarter);
  const sources = sourceAccounts(balances, year, upTo);
  const total = totalOf(sources);
  assertIdentity(total);
  return {
    ...headOf(view, of, form),
    sources: sources.map((account) => {
      const opened = facts.get('source', account.source)?.attributes;
      return {
        name: opened?.name ?? account.source,
        role: opened?.role ?? 'unknown',
        ...account,
      };
    }),
    total: { ...total },
    schemes: schemeAccounts(balances, year, upTo).map((account) => {
      const opened = facts.get('scheme', account.scheme)?.attributes;
      return {
        name: opened?.name ?? account.scheme,
        ...(form.format === 1 ? {} : { accountingBasis: stated(opened?.accountingBasis) }),
        ...account,
      };
    }),
    lateItems: acrossYears.filter(({ on }) => on.relatesTo === year).map(item),
    ofOtherYears: acrossYears
      .filter(({ on }) => on.relatesTo !== year && on.period <= upTo)
      .map(item),
  };
}

/** On which basis a scheme is accounted for; null where that was not stated. */
const stated = (basis = 'unknown'): string | null => (basis === 'unknown' ? null : basis);

/** Cost and income above zero, as in the accounts. */
const item = ({ number, effective, on, pence }: PostedLine): Drawn => ({
  event: number,
  day: effective,
  countsIn: on.period,
  relatesTo: on.relatesTo,
  what: on.account === 'cash:expenditure' ? 'spent' : 'income',
  source: on.source,
  nature: on.nature,
  scheme: on.scheme,
  award: on.award,
  amount: { pence: on.account === 'cash:expenditure' ? pence : -pence, event: number },
});
