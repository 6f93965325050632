import type { CalendarItem } from '#projections/fund-health/figures/calendar.js';
import type { CashAhead } from '#projections/fund-health/figures/cash-ahead.js';
import { monthAheadHref } from '../fund/summary.js';
import { withPoint } from '../links.js';
import { link, number, text, type Cell, type Table } from '../table.js';
import { inWords, money, monthInWords, nameIn } from '../words.js';
import type { FundView } from '#projections/reading/reading.js';

type Query = Readonly<Record<string, unknown>>;

export const kindsInWords: Readonly<Record<CalendarItem['kind'], string>> = {
  instalment: 'Instalments to come',
  payment: 'Payments to make',
  decision: 'Decisions to take',
  ending: 'Endings',
};

/** Every item of the calendar with its day, the overdue first, each leading to what it is of. */
export const calendarTable = (
  view: FundView,
  items: readonly CalendarItem[],
  query: Query,
): Table => ({
  caption: 'What falls due in twelve months',
  head: [...['Day', 'What'].map((name) => text(name)), number('Amount')],
  rows: items.map((item) => [
    text(inWords(item.day), isOverdue(item, view) ? 'Overdue' : undefined),
    whatOf(view, item, query),
    number(item.amount === null ? '\u2013' : money(item.amount)),
  ]),
  empty: 'Nothing falls due in the next twelve months, as far as it is recorded.',
});

/** What should have been done on an earlier day. */
export const isOverdue = ({ day }: CalendarItem, { moment }: FundView): boolean => day < moment.day;

function whatOf({ facts }: FundView, item: CalendarItem, query: Query): Cell {
  const { what, of, reference, event } = item;
  const award = (): string => nameIn(facts, 'award', of);
  const source = (): string => nameIn(facts, 'source', of);
  const words: Readonly<Record<CalendarItem['what'], () => string>> = {
    instalment: () => `Instalment from ${source()}`,
    payment: () => `Payment to ${nameIn(facts, 'organisation', of)}`,
    option: () => `Last day to exercise option ${reference} of ${award()}`,
    reallocation: () => `Last day to approve reallocation ${of}`,
    recoding: () => `Last day to approve recoding ${of}`,
    offer: () => `Offer of ${award()} lapses`,
    'condition of an award': () => `Condition ${reference} of ${award()}`,
    'condition of a contribution': () => `Condition of ${source()}: ${reference}`,
    review: () => `Review of ${agreementIn(facts, of)}`,
    award: () => `${award()} ends`,
    agreement: () => `${agreementIn(facts, of)} ends`,
  };
  const href = what === 'reallocation' ? `/approvals/reallocations/${of}` : `/events/${event}`;
  return {
    ...link(words[what](), withPoint(href, query)),
    ...(what === 'payment' ? { note: reference } : {}),
  };
}

const agreementIn = (facts: FundView['facts'], id: string): string =>
  facts.get('agreement', id)?.attributes.title ?? id;

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
  empty: 'The money of an aligned fund never leaves its owners: no cash is held for it.',
});
