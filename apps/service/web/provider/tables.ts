import { yearOf } from '#contracts/financial-year.js';
import {
  allowances,
  linesOfAwards,
} from '#projections/provider-allocations/figures/award-lines.js';
import { certainIncome } from '#projections/provider-allocations/figures/certain-income.js';
import type { Change } from '#projections/provider-allocations/figures/changes.js';
import {
  invoices,
  invoicesTogether,
  payableOf,
  type Invoice,
} from '#projections/provider-allocations/figures/invoices.js';
import { nextPayments } from '#projections/provider-allocations/figures/next-payments.js';
import { ownYears } from '#projections/provider-allocations/figures/own-years.js';
import { advancesOpen } from '#projections/provider-allocations/figures/paid-ahead.js';
import { payments, received } from '#projections/provider-allocations/figures/payments.js';
import { awardsTold } from '#projections/provider-allocations/allocations.js';
import { sumPence, type Pence } from '#libs/money/pence.js';
import type { ProviderView } from '#projections/reading/reading.js';
import { postingsLink, withPoint } from '../links.js';
import { link, number, text, type Cell, type Table } from '../table.js';
import {
  capital,
  instantInWords,
  inWords,
  money,
  nameIn,
  sentenceCase,
  unbroken,
} from '../words.js';
import { eventHref } from '../whose.js';
import { yearGrid } from '../year-grid.js';
import {
  advancedTogether,
  amountCell,
  awardLink,
  awardName,
  changeInWords,
  daysInWords,
  fundName,
  kindInWords,
  stateInWords,
} from './words.js';

type Point = (href: string) => string;
type Query = Readonly<Record<string, unknown>>;

/** What says of which award a row is, where not all are of the same. */
const ofAward = (award: string | undefined, ...cells: readonly Cell[]): readonly Cell[] =>
  award === undefined ? cells : [];
const heads = (...names: readonly string[]): Cell[] => names.map((name) => text(name));
const day = (of: string | null, unsaid = 'Not known'): Cell =>
  text(of === null ? unsaid : inWords(of));
const of = <Row extends { readonly award: string }>(
  rows: readonly Row[],
  award?: string,
): readonly Row[] => (award === undefined ? rows : rows.filter((row) => row.award === award));
/** The event that says so, where whoever asks may open it. */
const event = (at: number, query: Query): Cell => {
  const href = eventHref(at, query);
  return href === undefined ? text(String(at)) : link(String(at), href);
};

export function awardsTable(view: ProviderView, point: Point): Table {
  const certain = certainIncome(view).endings;
  return {
    caption: 'Awards, and what ends when',
    head: [
      ...heads('Award', 'From', 'Begins', 'Ends', 'Certain until', 'State'),
      number('Worth in all'),
    ],
    rows: awardsTold(view).map(({ award, start, end, state, value, funds, own }) => {
      const until = certain.find((one) => one.award === award)?.certainUntil ?? null;
      return [
        awardLink(view, award, point),
        text(funds.map((fund) => fundName(view, fund)).join(', ')),
        ...[day(start), day(end), day(until, 'Not certain now')],
        text(own ? capital(state) : 'With another provider now'),
        number(money(value)),
      ];
    }),
    empty: 'No award has been made or offered to you yet. It appears here as soon as one is.',
  };
}

export const nextTable = (view: ProviderView, point: Point, award?: string): Table => ({
  caption: 'What is to be paid next, and what it waits for',
  head: [
    ...ofAward(award, text('Award')),
    ...heads('Your reference', 'Waits for', 'To be paid by'),
    number('Amount'),
  ],
  rows: of(nextPayments(view), award).map(({ reference, amount, by, waitsFor, ...next }) => [
    ...ofAward(award, awardLink(view, next.award, point)),
    text(reference ?? '\u2013'),
    text(capital(waitsFor)),
    day(by, '\u2013'),
    number(amount === null ? '\u2013' : money(amount)),
  ]),
  empty: 'Nothing is open: no award runs today, and nothing claimed or invoiced waits.',
});

export function invoicesTable(view: ProviderView, query: Query, award?: string): Table {
  const all = of(invoices(view), award);
  const whole = invoicesTogether(all);
  return {
    caption: 'Claims and invoices, newest first',
    head: [
      ...[text('Your reference'), ...ofAward(award, text('Award'))],
      ...heads('Received', 'State', 'Days'),
      ...['Amount', 'Disputed', 'Approved', 'Kept back', 'Paid', 'Still owed'].map(number),
      text('Event'),
    ],
    rows: all.map((invoice) => [
      text(invoice.reference, invoice.cause ?? undefined),
      ...ofAward(
        award,
        awardLink(view, invoice.award, (href) => withPoint(href, query)),
      ),
      day(invoice.received),
      text(stateInWords(invoice)),
      text(
        daysInWords(invoice),
        payableOf(invoice) > 0n ? `to be paid by ${inWords(invoice.dueBy)}` : undefined,
      ),
      amountCell(invoice),
      number(money(invoice.disputed)),
      approvedCell(invoice),
      ...[invoice.retained, invoice.paid, invoice.owed].map((amount) => number(money(amount))),
      event(invoice.number, query),
    ]),
    total: [
      ...[text('All of these'), ...ofAward(award, text('')), ...heads('', '', '')],
      ...[amountCell(whole), number(money(whole.disputed)), approvedCell(whole)],
      ...[whole.retained, whole.paid, whole.owed].map((amount) => number(money(amount))),
      text(''),
    ],
    empty: 'Nothing has been claimed or invoiced yet.',
  };
}

/** Where no office was asked, nothing was approved, and nothing refused. */
const approvedCell = ({ approved }: Pick<Invoice, 'approved'>): Cell =>
  number(approved === null ? '\u2013' : money(approved));

/** The newest; every one stands in the statement of its year. */
const paymentsShown = 50;

export function paymentsTable(
  view: ProviderView,
  query: Query,
  award?: string,
  year?: string,
): Table {
  const all = of(payments(view), award).filter(
    ({ on }) => year === undefined || yearOf(on) === year,
  );
  const shown = year === undefined ? all.slice(0, paymentsShown) : all;
  return {
    caption: paymentsCaption(all.length, shown.length, year),
    head: [
      ...[text('Day'), ...ofAward(award, text('Award'))],
      ...heads('Remittance', 'For', 'Days after it was received'),
      ...[number('Amount'), text('Event')],
    ],
    rows: shown.map((payment) => [
      day(payment.on),
      ...ofAward(
        award,
        awardLink(view, payment.award, (href) => withPoint(href, query)),
      ),
      text(payment.remittance),
      text(payment.invoice ?? kindInWords(payment)),
      text(
        payment.days === null
          ? '\u2013'
          : `${payment.days}${payment.within30 ? '' : ', more than 30'}`,
      ),
      number(money(received(payment))),
      event(payment.number, query),
    ]),
    // What is shown in part has no total: it would be taken for that of all.
    ...(shown.length < all.length
      ? {}
      : {
          total: [
            ...[text('All of these'), ...ofAward(award, text('')), ...heads('', '', '')],
            ...[number(money(sumPence(all.map(received)))), text('')],
          ],
        }),
    empty: 'Nothing has been paid yet.',
  };
}

function paymentsCaption(all: number, shown: number, year: string | undefined): string {
  if (year !== undefined) return `Payments in ${year}, newest first`;
  return shown < all
    ? `The ${shown} newest of ${all} payments: all of them stand in the statements of their years`
    : 'Payments, newest first';
}

export function linesTable(view: ProviderView, award: string): Table {
  return yearGrid({
    caption: 'Cost lines by year',
    heads: ['Line', 'Fund'],
    amounts: of(linesOfAwards(view), award).map(({ fund, year, category, amount }) => ({
      line: [text(sentenceCase(category)), text(fundName(view, fund))],
      ...{ year, pence: amount.pence },
      href: postingsLink(fund, view.moment, `${sentenceCase(category)}, ${year}`, amount),
    })),
    empty: 'No cost lines are recorded for this award.',
  });
}

export const allowanceTable = (view: ProviderView, award: string): Table => ({
  caption: 'What may be moved between cost lines without asking',
  head: [text('Year'), ...['Allowance', 'Moved', 'Left'].map(number)],
  rows: of(allowances(view), award).map(({ year, allowance, used, left }) => [
    text(unbroken(year)),
    ...[allowance, used, left].map((amount) => number(money(amount))),
  ]),
  empty: 'The terms let nothing be moved without asking.',
});

export const advancesTable = (view: ProviderView, query: Query, award?: string): Table => ({
  caption: 'Advances that are not accounted for yet, the oldest first',
  head: [
    ...ofAward(award, text('Award')),
    ...heads('Paid on', 'Remittance', 'Days'),
    number('Advanced'),
    number('Without evidence'),
  ],
  rows: of(advancesOpen(view), award).map((advance) => [
    ...ofAward(
      award,
      awardLink(view, advance.award, (href) => withPoint(href, query)),
    ),
    ...[day(advance.paidOn), text(advance.remittance), text(String(advance.days))],
    ...[advance.amount, advance.left].map((amount) => number(money(amount))),
  ]),
  total: [
    ...[text('All of these'), ...ofAward(award, text('')), ...heads('', '')],
    ...advancedTogether(of(advancesOpen(view), award)),
  ],
  empty: 'Every advance is accounted for, or none was paid.',
});

/** An amount that is worked out from those of another table of the page. */
const below = (amount: Pence, href: string): Cell => ({
  ...number(money(amount)),
  ...(amount === 0n ? {} : { href }),
});

export function ownYearsTable(view: ProviderView, award?: string): Table {
  const { begins, years } = ownYears(view);
  const mine = (year: (typeof years)[number]) =>
    award === undefined ? [year] : year.awards.filter((one) => one.award === award);
  return {
    caption: 'In your own financial year',
    head: [text('Year'), ...['Confirmed', 'Expected', 'Indicative', 'Paid'].map(number)],
    rows: years.flatMap((year) =>
      mine(year).map(({ confirmed, expected, indicative, paid }) => [
        text(`${inWords(year.from)} to ${inWords(year.to)}`),
        ...[confirmed, expected, indicative].map((amount) => below(amount, '#years')),
        below(paid, '#payments-table'),
      ]),
    ),
    empty:
      begins === null
        ? 'When your own financial year begins has not been recorded. Tell the host of a fund, who can record it; until then nothing is shown by it.'
        : 'Nothing has been promised or paid yet.',
  };
}

/** One award as a link to it; of several none is the one that it is about. */
const awardsOf = (view: ProviderView, { awards }: Change, query: Query): Cell => {
  const [only, ...others] = awards;
  if (only !== undefined && others.length === 0)
    return awardLink(view, only, (href) => withPoint(href, query));
  return text(awards.map((award) => awardName(view, award)).join(', ') || '\u2013');
};

export function changesTable(
  view: ProviderView,
  changes: readonly Change[],
  query: Query,
  caption = 'What changed, newest first',
  award?: string,
): Table {
  return {
    caption,
    head: [
      ...[...heads('Takes effect', 'What'), ...ofAward(award, text('Award'))],
      ...heads('By how much', 'Why', 'Decided by', 'Log number'),
    ],
    rows: changes.map((change) => [
      text(inWords(change.effective), `recorded ${instantInWords(change.recorded)}`),
      text(sentenceCase(change.type)),
      ...ofAward(award, awardsOf(view, change, query)),
      { text: '', lines: changeInWords(change) },
      text(change.reason),
      text(change.authority, nameIn(view.facts, 'organisation', change.organisation)),
      event(change.number, query),
    ]),
    empty: 'Nothing changed for you since then.',
  };
}
