import type { CalendarItem } from '#projections/fund-health/figures/calendar/item.js';
import { cashAhead, type CashAhead } from '#projections/fund-health/figures/cash-ahead.js';
import { cashMonthOf } from '#projections/fund-health/figures/cash-parts.js';
import { monthAheadHref } from '../fund/summary.js';
import { withPoint } from '../links.js';
import { figuresOf, link, number, text, type Cell, type Table } from '../table.js';
import { inWords, money, monthInWords } from '../words.js';
import { partsId } from './month-page.js';
import { itemInWords, type Named } from './words.js';
import type { FundView } from '#projections/reading/reading.js';

type Query = Readonly<Record<string, unknown>>;

/** Every item of the calendar with its day, the overdue first, each leading to what it is of. */
export const calendarTable = (
  view: FundView & Named,
  items: readonly CalendarItem[],
  query: Query,
): Table => ({
  caption: 'What falls due in twelve months',
  head: [...['Day', 'What'].map((name) => text(name)), number('Amount')],
  rows: items.map((item) => [
    text(inWords(item.day), isOverdue(item, view) ? 'Overdue' : undefined),
    whatOf(view, item, query),
    amountOf(view, item, query),
  ]),
  empty: 'Nothing falls due in the next twelve months, as far as it is recorded.',
});

/** What should have been done on an earlier day. */
export const isOverdue = ({ day }: CalendarItem, { moment }: FundView): boolean => day < moment.day;

function whatOf(view: FundView & Named, item: CalendarItem, query: Query): Cell {
  const { what, reference } = item;
  return {
    ...link(itemInWords(view, item), withPoint(hrefOf(view, item), query)),
    ...(what === 'payment' || what === 'accrual' ? { note: reference } : {}),
  };
}

const ofAwards: ReadonlySet<CalendarItem['what']> = new Set([
  ...(['award', 'option', 'break', 'offer', 'condition of an award', 'retention'] as const),
]);

/** Where it is decided, the award that it is of, or the event that set it. */
function hrefOf({ fund }: FundView, { what, of, event }: CalendarItem): string {
  if (ofAwards.has(what)) return `/funds/${fund}/awards/${of}`;
  if (what === 'reallocation') return `/approvals/reallocations/${of}`;
  return what === 'recoding' ? `/approvals/recodings/${fund}/${of}` : `/events/${event}`;
}

/** An amount with the way down: to postings, to its month of the cash ahead, or to what set it. */
function amountOf(view: FundView & Named, item: CalendarItem, query: Query): Cell {
  const { kind, day, amount, from } = item;
  if (amount === null) return number('\u2013');
  if (from.length > 0)
    return figuresOf(view.fund, view.moment).cell(itemInWords(view, item), {
      ...{ pence: amount, from },
    });
  const ahead = (kind === 'instalment' || kind === 'payment') && cashAhead(view).lowest;
  const month = cashMonthOf(day, view.moment.day);
  return {
    ...number(money(amount)),
    href: ahead
      ? `${monthAheadHref(view, month)}#${partsId(kind === 'payment' ? 'invoice' : kind)}`
      : withPoint(hrefOf(view, item), query),
  };
}

/** Each amount leads to its month, where what it is made of is added up. */
export const cashAheadTable = (view: FundView, { months }: CashAhead): Table => ({
  caption: 'Cash month by month ahead',
  head: [
    text('Month'),
    ...[
      'Instalments',
      'Invoices owed',
      'Promised to awards',
      'Held at month-end',
      'From',
      'To',
    ].map(number),
  ],
  rows: months.map(({ month, toCome, owed, promised, held, low, high }) => [
    text(monthInWords(month)),
    ...[toCome, -owed, -promised, held, low, high].map((pence): Cell => ({
      ...number(money(pence)),
      href: monthAheadHref(view, month),
    })),
  ]),
  empty:
    months.length === 0
      ? 'The money of an aligned fund never leaves its owners: no cash is held for it.'
      : 'No cash is held, and none is to come or go in the next twelve months, as far as it is recorded.',
});
