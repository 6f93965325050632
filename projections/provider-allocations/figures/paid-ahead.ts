import { daysBetween } from '#contracts/calendar.js';
import { parsePence, type Pence } from '#libs/money/pence.js';
import * as accounts from '#projections/fund-health/figures/accounts.js';
import { traced, type Traced } from '#projections/fund-health/figures/traced.js';
import type { ProviderView } from '#projections/reading/reading.js';
import { awardsByFund } from './by-award.js';

/** Money that the provider has ahead of the work, and has neither accounted for nor returned. */
export interface AdvanceOpen {
  readonly fund: string;
  readonly advance: string;
  readonly award: string;
  readonly year: string;
  readonly paidOn: string;
  readonly amount: Pence;
  readonly left: Pence;
  readonly days: number;
  readonly remittance: string;
}

/** The oldest first. */
export const advancesOpen = (view: ProviderView): AdvanceOpen[] =>
  view.funds
    .flatMap(({ fund, facts }) =>
      facts
        .list('advance')
        .map(({ id: advance, attributes: { relatesTo: year, amount, left, ...of } }) => ({
          ...{ fund, advance, year, ...of },
          amount: parsePence(amount),
          left: parsePence(left),
          days: Math.max(0, daysBetween(of.paidOn, view.moment.day)),
        })),
    )
    .filter(({ left }) => left !== 0n)
    .sort((a, b) => (a.paidOn < b.paidOn ? -1 : 1));

/** What an award's host keeps of the provider's money, or has given ahead of it. */
export interface Balance {
  readonly fund: string;
  readonly award: string;
  /** Kept back of its invoices: owed, and not yet payable. */
  readonly retained: Traced;
  /** Paid in advance and not yet evidenced. */
  readonly advanced: Traced;
  /** Found right or accrued, and not paid; with what is kept back. */
  readonly owed: Traced;
}

export const balancesOfAwards = (view: ProviderView): Balance[] =>
  awardsByFund(view).map(({ fund, award, balances }) => {
    const key = { award, provider: view.identifiers };
    return {
      ...{ fund: fund.fund, award },
      retained: traced(balances, key, accounts.retained),
      advanced: traced(balances, key, accounts.paidInAdvance),
      owed: traced(balances, key, accounts.creditors),
    };
  });
