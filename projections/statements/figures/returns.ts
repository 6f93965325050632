import { lastPeriodOf } from '#contracts/financial-year.js';
import { minus, together, type Traced } from '#projections/fund-health/figures/traced.js';
import type { FundView } from '#projections/reading/reading.js';
import type { Drawn } from './drawn.js';
import { headOf, type StatementForm, type StatementOf } from './head.js';
import { sourceName, totalOf } from './rows.js';
import { schemeAccounts } from './schemes.js';
import { sourceAccounts } from './source-account.js';

/** What a source had left at the end of a year, and what sharing made of it. */
export interface Settled {
  readonly source: string;
  readonly nature: string;
  /** Brought forward, due for the year and other income. */
  readonly had: Traced;
  readonly spent: Traced;
  readonly returned: Traced;
  /** What was left of it before anything was shared; below zero where more was spent. */
  readonly left: Traced;
  /** Received from other sources by the rules of the agreement; below zero where it was passed on. */
  readonly shared: Traced;
  readonly carriedForward: Traced;
  /** Between partners, not settled in cash yet: below zero the source owes it. */
  readonly toSettle: Traced;
}

/** Every source's year-end: what was left and what is shared come to what is carried forward. */
export const settlement = ({ balances }: FundView, year: string): Settled[] =>
  sourceAccounts(balances, year, lastPeriodOf(year, null)).map((of) => {
    const had = together([of.broughtForward, of.due, of.otherIncome]);
    return {
      ...{ source: of.source, nature: of.nature, had, spent: of.spent, returned: of.returned },
      left: together([had, minus(of.spent), minus(of.returned)]),
      shared: together([of.transfersIn, minus(of.transfersOut)]),
      carriedForward: of.carriedForward,
      toSettle: of.settlement,
    };
  });

/** What each source had left at the end of a year, and what sharing made of it. */
export function settlementDocument(view: FundView, of: StatementOf, form: StatementForm): Drawn {
  const sources = settlement(view, of.year);
  return {
    ...headOf(view, of, form),
    sources: sources.map((settled) => ({
      name: sourceName(view, settled.source),
      ...settled,
    })),
    total: totalOf(sources, [
      ...(['had', 'spent', 'returned', 'left', 'shared', 'carriedForward', 'toSettle'] as const),
    ]),
  };
}

/** A year as funders of pools ask for it: what each source put in, what each scheme planned and spent. */
export function annualReturnDocument(view: FundView, of: StatementOf, form: StatementForm): Drawn {
  const { facts, balances } = view;
  const { year } = of;
  const upTo = lastPeriodOf(year, null);
  const accounts = sourceAccounts(balances, year, upTo);
  const schemes = schemeAccounts(balances, year, upTo);
  return {
    ...headOf(view, of, form),
    income: accounts.map(({ source, nature, agreed, due, otherIncome, broughtForward }) => ({
      name: sourceName(view, source),
      ...{ source, nature, broughtForward, agreed, due, otherIncome },
    })),
    incomeTotal: totalOf(accounts, ['broughtForward', 'agreed', 'due', 'otherIncome']),
    expenditure: schemes.map(({ scheme, source, nature, budget, spent, left, variance }) => {
      const opened = facts.get('scheme', scheme)?.attributes;
      return {
        name: opened?.name ?? scheme,
        category: opened?.category ?? null,
        ...{ scheme, source, sourceName: sourceName(view, source), nature, variance },
        ...{ planned: budget, spent, left },
      };
    }),
    expenditureTotal: totalOf(
      schemes.map(({ budget, spent, left }) => ({ planned: budget, spent, left })),
      ['planned', 'spent', 'left'],
    ),
  };
}
