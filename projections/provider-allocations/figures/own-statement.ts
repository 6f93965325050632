import * as accounts from '#projections/fund-health/figures/accounts.js';
import { traced, type Term, type Traced } from '#projections/fund-health/figures/traced.js';
import type { ProviderView } from '#projections/reading/reading.js';
import { promised } from './years-ahead.js';

/** What a fund had to do with the provider under one award in a financial year of the fund. */
export interface StatementLine {
  readonly fund: string;
  /** `none`: without an award. */
  readonly award: string;
  /** Promised for the year with confirmed money; what is less certain is no part of a statement. */
  readonly promised: Traced;
  /** Owed when the year began. */
  readonly opening: Traced;
  /** Claims and invoices found right, and what was accrued: cost of the year. */
  readonly accepted: Traced;
  /** VAT beside it that the buyer gets back. */
  readonly vat: Traced;
  /** What was advanced, less what was evidenced of it or given back. */
  readonly advances: Traced;
  readonly paid: Traced;
  /** Owed when the year ended, or now: opening + accepted + VAT + advances − paid. */
  readonly closing: Traced;
  /** Of it, kept back. */
  readonly retained: Traced;
  /** Paid in advance and not evidenced by then. */
  readonly advanced: Traced;
}

const paid: Term = { accounts: ['cash:held'], sign: -1 };
const advanceMoved: Term = { accounts: ['cash:paid-in-advance'], sign: 1 };

/** By fund and award, with what is open at either end of the year. */
export const ownStatement = (view: ProviderView, year: string): StatementLine[] =>
  view.funds.flatMap(({ fund, balances }) =>
    balances
      .groupBy('award')
      .map(({ key, balances: of }) => {
        const years = [...new Set(of.rows.map((row) => row.year))].sort();
        const at = (asked: readonly string[], term: Term): Traced => {
          const when = { ...key, provider: view.identifiers, year: asked };
          return traced(of.where({ year: asked }), when, term);
        };
        const before = years.filter((each) => each < year);
        const upTo = years.filter((each) => each <= year);
        return {
          ...{ fund, award: key.award },
          promised: at([year], promised('confirmed')),
          opening: at(before, accounts.creditors),
          accepted: at([year], accounts.expenditure),
          vat: at([year], accounts.vatRecoverable),
          advances: at([year], advanceMoved),
          paid: at([year], paid),
          closing: at(upTo, accounts.creditors),
          retained: at(upTo, accounts.retained),
          advanced: at(upTo, accounts.paidInAdvance),
        };
      })
      .filter(({ fund: _, award: __, ...amounts }) =>
        Object.values(amounts).some(({ pence }) => pence !== 0n),
      ),
  );
