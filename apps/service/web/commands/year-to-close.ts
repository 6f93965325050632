import type { JsonObject } from '#contracts/envelope.js';
import { lastDayOf, periodsOf } from '#contracts/financial-year.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import * as accounts from '#projections/fund-health/figures/accounts.js';
import { traced } from '#projections/fund-health/figures/traced.js';
import type { Reading } from '#projections/reading/reading.js';
import { inWords, unbroken } from '../words.js';

/** With what the form begins that closes a year, or why there is no year to close. */
export type YearToClose = { readonly with: JsonObject } | { readonly none: string };

/**
 * Years are closed in their order, so that the earliest that stands open is meant once it is over; each
 * award with money of it outstanding has its row, of which nothing is decided.
 */
export async function yearToClose(reading: Reading, fund: string): Promise<YearToClose> {
  const { balances, facts, moment } = await reading.fund(fund, {});
  const year = balances
    .groupBy('year')
    .map(({ key }) => key.year)
    .find((each) => standsOpen(facts, each));
  if (year === undefined) return { none: noneOpen };
  if (moment.day <= lastDayOf(year)) return { none: notOver(year) };
  const commitments = balances
    .where({ year })
    .groupBy('award')
    .filter(({ key, balances: of }) => traced(of, key, accounts.outstanding).pence !== 0n)
    .map(({ key: { award } }) => ({ award }));
  return { with: { year, commitments } };
}

const notOver = (year: string): string =>
  `No year that is over stands open. The next to close is ${unbroken(year)}: it ends on ${inWords(lastDayOf(year))}, and can be closed after that day.`;
const noneOpen =
  'No year stands open. A year does as soon as anything is recorded for it, and can be closed after its last day.';

/** Never closed, or one of its periods was opened again. */
const standsOpen = (facts: FactsAt, year: string): boolean =>
  facts.get('closed-year', year) === undefined ||
  periodsOf(year).some((period) => facts.get('period', period)?.attributes.state === 'open');
