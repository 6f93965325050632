import { daysAfter, monthsAfter } from '#contracts/calendar.js';
import { monthOf } from '#contracts/financial-year.js';
import type { FundView } from '#projections/reading/reading.js';
import { plain, type CalendarItem } from './item.js';

/**
 * How many months a publication covers, by the standard that the fund publishes by: the Local
 * Government Transparency Code 2015 has spending over £500 published each quarter, no later than a
 * month after it; NHS bodies publish spending over £25,000 each month, in the month after. Rules of
 * one's own name no day.
 */
const monthsCovered = { 'transparency-code': 3, 'nhs-25k': 1, own: null } as const;

/** The first period that is not published to its end, and the last day for it. */
export const publications = ({ fund, facts }: FundView): CalendarItem[] =>
  facts.list('publication-policy').flatMap(({ number, effective, attributes: { standard } }) => {
    const months = monthsCovered[standard];
    if (months === null) return [];
    const published = facts.list('publication').map(({ attributes: { until } }) => until);
    const from = published.reduce(
      (last, until) => (daysAfter(until, 1) > last ? daysAfter(until, 1) : last),
      effective,
    );
    const next = firstAfter(from, months);
    return [
      {
        ...{ ...plain, kind: 'publication', what: 'publication', of: fund, event: number },
        // The period's last day names it; the last of the month after is its last day.
        ...{ key: `publication/${next}`, reference: daysAfter(next, -1) },
        day: daysAfter(monthsAfter(next, 1), -1),
      },
    ];
  });

/** The first day after the calendar quarter, or the month, that a day is in. */
function firstAfter(day: string, months: number): string {
  const first = `${monthOf(day)}-01`;
  const past = (Number(first.slice(5, 7)) - 1) % months;
  return monthsAfter(first, months - past);
}
