import type { JsonObject } from '#contracts/envelope.js';
import { lastPeriodOf } from '#contracts/financial-year.js';
import { sumPence, type Pence } from '#libs/money/pence.js';
import type { FundView } from '#projections/reading/reading.js';
import { headOf, type StatementForm, type StatementOf } from './head.js';
import { sourceName, totalOf, written } from './rows.js';
import { schemeAccounts } from './schemes.js';
import { sourceAccounts } from './source-account.js';

/** What a source had left at the end of a year, and what sharing made of it. */
export interface Settled {
  readonly source: string;
  readonly nature: string;
  /** Brought forward, due for the year and other income. */
  readonly had: Pence;
  readonly spent: Pence;
  readonly returned: Pence;
  /** What was left of it before anything was shared; below zero where more was spent. */
  readonly left: Pence;
  /** Received from other sources by the rules of the agreement; below zero where it was passed on. */
  readonly shared: Pence;
  readonly carriedForward: Pence;
  /** Between partners, not settled in cash yet: below zero the source owes it. */
  readonly toSettle: Pence;
}

/** Every source's year-end: what was left and what is shared come to what is carried forward. */
export const settlement = ({ balances }: FundView, year: string): Settled[] =>
  sourceAccounts(balances, year, lastPeriodOf(year, null)).map((of) => {
    const had = of.broughtForward + of.due + of.otherIncome;
    return {
      ...{ source: of.source, nature: of.nature, had, spent: of.spent, returned: of.returned },
      left: had - of.spent - of.returned,
      shared: of.transfersIn - of.transfersOut,
      carriedForward: of.carriedForward,
      toSettle: of.settlement,
    };
  });

/** What each source had left at the end of a year, and what sharing made of it. */
export function settlementDocument(
  view: FundView,
  of: StatementOf,
  form: StatementForm,
): JsonObject {
  const sources = settlement(view, of.year);
  return {
    ...headOf(view, of, form),
    sources: sources.map((settled) => ({
      name: sourceName(view, settled.source),
      ...written(settled),
    })),
    total: written(
      totalOf(sources, [
        'had',
        'spent',
        'returned',
        'left',
        'shared',
        'carriedForward',
        'toSettle',
      ]),
    ),
  };
}

/** A year as funders of pools ask for it: what each source put in, what each scheme planned and spent. */
export function annualReturnDocument(
  view: FundView,
  of: StatementOf,
  form: StatementForm,
): JsonObject {
  const { facts, balances } = view;
  const { year } = of;
  const upTo = lastPeriodOf(year, null);
  const accounts = sourceAccounts(balances, year, upTo);
  const schemes = schemeAccounts(balances, year, upTo);
  return {
    ...headOf(view, of, form),
    income: accounts.map(({ source, nature, agreed, due, otherIncome, broughtForward }) => ({
      name: sourceName(view, source),
      ...written({ source, nature, broughtForward, agreed, due, otherIncome }),
    })),
    incomeTotal: written(totalOf(accounts, ['broughtForward', 'agreed', 'due', 'otherIncome'])),
    expenditure: schemes.map(({ scheme, source, nature, budget, spent, left, variance }) => {
      const opened = facts.get('scheme', scheme)?.attributes;
      return {
        name: opened?.name ?? scheme,
        category: opened?.category ?? null,
        ...{ scheme, source, sourceName: sourceName(view, source), nature, variance },
        ...written({ planned: budget, spent, left }),
      };
    }),
    expenditureTotal: written({
      planned: sumPence(schemes.map(({ budget }) => budget)),
      ...totalOf(schemes, ['spent', 'left']),
    }),
  };
}
