import { monthsAfter } from '#contracts/calendar.js';
import { monthOf } from '#contracts/financial-year.js';
import type { FundView } from '#projections/reading/reading.js';
import { decisions } from './calendar/decisions.js';
import { endings } from './calendar/endings.js';
import { plain, type CalendarItem } from './calendar/item.js';
import { publications } from './calendar/publications.js';
import { instalments } from './instalments.js';
import { paymentsDue } from './payments-due.js';
import type { Proposal } from './proposals.js';

/** The months that a calendar shows: the one of a day, and the eleven that follow. */
export const monthsAhead = (day: string): string[] =>
  Array.from({ length: 12 }, (_, place) => monthOf(monthsAfter(`${monthOf(day)}-01`, place)));

/**
 * What falls due up to the end of the twelfth month, the first first; and of all but endings what
 * should have been done before and is open still. `waiting` are the open proposals, of any fund.
 */
export function calendar(view: FundView, waiting: readonly Proposal[]): CalendarItem[] {
  const last = monthsAhead(view.moment.day).at(-1) ?? '';
  return [...money(view), ...decisions(view, waiting), ...endings(view), ...publications(view)]
    .filter(
      ({ day, kind }) => monthOf(day) <= last && (kind !== 'ending' || day >= view.moment.day),
    )
    .sort((a, b) => (a.day === b.day ? a.event - b.event : a.day < b.day ? -1 : 1));
}

const money = (view: FundView): CalendarItem[] => [
  ...instalments(view)
    .filter(({ amount, received }) => received < amount)
    .map(({ id, source, due, amount, received, event }) => ({
      ...{ ...plain, kind: 'instalment' as const, what: 'instalment' as const, day: due },
      ...{ key: `instalment/${id}`, of: source, amount: amount - received, event },
    })),
  ...paymentsDue(view).map(({ expenditure, provider, reference, due, amount, event }) => ({
    ...{ ...plain, kind: 'payment' as const, what: 'payment' as const, day: due },
    ...{ key: `payment/${expenditure}`, of: provider, reference, amount, event },
  })),
];
