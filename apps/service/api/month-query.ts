import { Month } from '#contracts/events/fund/shapes.js';
import { periodIn, yearOf } from '#contracts/financial-year.js';
import { FinancialYear } from '#contracts/values.js';
import { monthMade, type MonthMade } from '#projections/fund-health/figures/cash-ahead.js';
import { lastMonthEnded, type AtMonth } from '#projections/fund-health/figures/monitoring.js';
import type { FundView } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';

/** The year and month that a query asks for; without them, the last month that had ended by a day. */
export function monthIn(query: Readonly<Record<string, unknown>>, day: string): AtMonth {
  const last = lastMonthEnded(day).month;
  const month = Month.optional().safeParse(query['month']);
  const year = FinancialYear.optional().safeParse(query['year']);
  if (!month.success || !year.success)
    throw refuse('invalid-request', {
      detail: 'year is a financial year such as "2026-27", month a month of it such as "2026-09"',
    });
  const asked = {
    year: year.data ?? yearOf(month.data ?? last),
    month: month.data ?? (year.data === undefined ? last : periodIn(year.data, last)),
  };
  if (yearOf(asked.month) !== asked.year)
    throw refuse('invalid-request', { detail: `${asked.month} is no month of ${asked.year}` });
  return asked;
}

/** One of the months ahead with what it is made of; refuses any other. */
export function monthAheadOf(view: FundView, month: string): MonthMade {
  const made = monthMade(view, month);
  if (!made) throw refuse('not-found', { what: 'month', id: month, where: 'those ahead' });
  return made;
}
