import { parsePence, type Pence } from '#libs/money/pence.js';
import type { ProviderView } from '#projections/reading/reading.js';
import { awardsByFund } from './figures/by-award.js';
import { certainIncome } from './figures/certain-income.js';
import { invoices } from './figures/invoices.js';
import { nextPayments } from './figures/next-payments.js';
import { optionsAhead } from './figures/options-ahead.js';
import { ownYears } from './figures/own-years.js';
import { advancesOpen, balancesOfAwards } from './figures/paid-ahead.js';
import { payments } from './figures/payments.js';
import { allowances, linesOfAwards } from './figures/award-lines.js';
import { yearsAhead } from './figures/years-ahead.js';

/** What an award is, beside its figures. */
export interface AwardTold {
  readonly award: string;
  readonly title: string;
  readonly kind: string;
  readonly state: string;
  readonly start: string | null;
  readonly end: string | null;
  /** With all its funds, also those that the viewer does not see. */
  readonly value: Pence;
  /** False where it has gone over to another provider since. */
  readonly own: boolean;
  readonly funds: readonly string[];
  readonly conditions: readonly {
    readonly condition: string;
    readonly text: string;
    readonly gatesPayment: boolean;
    readonly due: string | null;
    readonly state: string;
  }[];
}

/** By award. One of which only lines are seen, and not its terms, is in the figures alone. */
export function awardsTold(view: ProviderView): AwardTold[] {
  const seen = awardsByFund(view);
  return [...new Map(seen.map((of) => [of.award, of])).values()].flatMap(
    ({ fund, award, terms }) =>
      terms
        ? [
            {
              ...{ award, title: terms.title, kind: terms.kind, state: terms.state },
              ...{ start: terms.start, end: terms.end, value: parsePence(terms.value) },
              own: view.identifiers.includes(terms.provider),
              funds: seen.filter((one) => one.award === award).map((one) => one.fund.fund),
              conditions: fund.facts
                .list('award-condition')
                .filter(({ attributes }) => attributes.award === award)
                .map(({ attributes: { condition, text, gatesPayment, due, state } }) => ({
                  ...{ condition, text, gatesPayment, due, state },
                })),
            },
          ]
        : [],
  );
}

/** Every figure of a provider's allocations, each as its own function defines it (docs/figures.md). */
const figures = {
  awards: awardsTold,
  yearsAhead,
  optionsAhead,
  certainIncome,
  ownYears,
  lines: linesOfAwards,
  allowances,
  balances: balancesOfAwards,
  advances: advancesOpen,
  invoices,
  payments,
  nextPayments,
} as const satisfies Record<string, (view: ProviderView) => unknown>;

export type ProviderAllocations = {
  readonly [Name in keyof typeof figures]: ReturnType<(typeof figures)[Name]>;
};

export const providerAllocations = (view: ProviderView): ProviderAllocations =>
  Object.fromEntries(
    Object.entries(figures).map(([name, figure]) => [name, figure(view)]),
  ) as unknown as ProviderAllocations;
