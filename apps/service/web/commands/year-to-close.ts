import type { JsonObject } from '#contracts/envelope.js';
import { lastDayOf, periodsOf } from '#contracts/financial-year.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import * as accounts from '#projections/fund-health/figures/accounts.js';
import { traced } from '#projections/fund-health/figures/traced.js';
import type { Reading } from '#projections/reading/reading.js';

/**
 * With what the form begins that closes a year: years are closed in their order, so that the earliest
 * that is over and stands open is meant, and each award with money of it outstanding has its row, of
 * which nothing is decided. Undefined where no such year is over.
 */
export async function yearToClose(reading: Reading, fund: string): Promise<JsonObject | undefined> {
  const { balances, facts, moment } = await reading.fund(fund, {});
  const year = balances
    .groupBy('year')
    .map(({ key }) => key.year)
    .find((each) => lastDayOf(each) < moment.day && standsOpen(facts, each));
  if (year === undefined) return undefined;
  const commitments = balances
    .where({ year })
    .groupBy('award')
    .filter(({ key, balances: of }) => traced(of, key, accounts.outstanding).pence !== 0n)
    .map(({ key: { award } }) => ({ award }));
  return { year, commitments };
}

/** Never closed, or one of its periods was opened again. */
const standsOpen = (facts: FactsAt, year: string): boolean =>
  facts.get('closed-year', year) === undefined ||
  periodsOf(year).some((period) => facts.get('period', period)?.attributes.state === 'open');
