import * as accounts from '#projections/fund-health/figures/accounts.js';
import { position } from '#projections/fund-health/figures/position.js';
import { traced } from '#projections/fund-health/figures/traced.js';
import {
  allowances,
  linesOfAwards,
} from '#projections/provider-allocations/figures/award-lines.js';
import { advancesOpen } from '#projections/provider-allocations/figures/paid-ahead.js';
import { invoices, invoicesTogether } from '#projections/provider-allocations/figures/invoices.js';
import { payments, received } from '#projections/provider-allocations/figures/payments.js';
import { sumPence } from '#libs/money/pence.js';
import type { AwardSeen } from '../../../api/award-asked.js';
import { atMoment } from '../../links.js';
import { advancedTogether, amountCell, daysInWords, stateInWords } from '../../provider/words.js';
import { figuresOf, link, number, text, type Cell, type Table } from '../../table.js';
import { capital, inWords, money, nameIn, sentenceCase, unbroken } from '../../words.js';
import { yearGrid, type InYear } from '../../year-grid.js';

const heads = (...names: readonly string[]): Cell[] => names.map((name) => text(name));

/** What is promised by whose money, how certain that is, and from which scheme, over the years. */
export function sharesGrid({ award, view }: AwardSeen): Table {
  const { balances, facts, moment } = view;
  const amounts = accounts.certainties.flatMap((certainty) => {
    const promised = accounts.committedBy(certainty);
    return balances
      .where({ award, account: promised.accounts })
      .groupBy('scheme', 'source', 'nature', 'year')
      .map(({ key, balances: of }): InYear => ({
        ...traced(of, { award, ...key }, promised),
        line: [
          text(capital(certainty)),
          text(nameIn(facts, 'source', key.source), capital(key.nature)),
          text(nameIn(facts, 'scheme', key.scheme)),
        ],
        year: key.year,
      }))
      .filter(({ pence }) => pence !== 0n);
  });
  return yearGrid({
    caption: 'Promised by year, certainty, source and scheme',
    heads: ['Certainty', 'Source', 'Scheme'],
    amounts,
    figures: figuresOf(view.fund, moment),
    empty: 'Nothing is promised to it from this fund now.',
  });
}

/** What became of the promise, year by year. */
export function yearsTable({ award, view }: AwardSeen): Table {
  const own = view.balances.where({ award });
  const figures = figuresOf(view.fund, view.moment);
  const row = (name: string, of: ReturnType<typeof position>): Cell[] => [
    text(name),
    figures.cell(`Committed, ${name}`, of.committed),
    figures.cell(`Spent, ${name}`, of.actual),
    figures.cell(`Outstanding, ${name}`, of.outstanding),
  ];
  return {
    caption: 'Committed, spent and outstanding',
    head: [text('Year'), ...['Committed', 'Spent', 'Outstanding'].map(number)],
    rows: own
      .where({ account: accounts.calledOn.accounts })
      .groupBy('year')
      .map(({ key, balances: of }) => row(unbroken(key.year), position(of, { award, ...key }))),
    total: row('All years', position(own, { award })),
    empty: 'Nothing is promised to it from this fund now.',
  };
}

export const linesGrid = ({ award, view, provided }: AwardSeen): Table =>
  yearGrid({
    caption: 'Cost lines by year',
    heads: ['Line'],
    amounts: linesOfAwards(provided)
      .filter((line) => line.award === award)
      .map(({ year, category, amount }) => ({
        ...{ line: [text(sentenceCase(category))], year, ...amount },
      })),
    figures: figuresOf(view.fund, view.moment),
    empty: 'No cost lines are recorded for this award.',
  });

export const allowanceTable = ({ award, provided }: AwardSeen): Table => ({
  caption: 'What may be moved between cost lines without asking',
  head: [text('Year'), ...['Allowance', 'Moved', 'Left'].map(number)],
  rows: allowances(provided)
    .filter((of) => of.award === award)
    .map(({ year, allowance, used, left }) => [
      text(unbroken(year)),
      ...[allowance, used, left].map((pence): Cell => ({
        ...number(money(pence)),
        href: '#changes-table',
      })),
    ]),
  empty: 'The terms let nothing be moved without asking.',
});

export function invoicesTable({ award, view, provided }: AwardSeen): Table {
  const all = invoices(provided).filter((invoice) => invoice.award === award);
  const whole = invoicesTogether(all);
  return {
    caption: 'Claims and invoices, newest first',
    head: [
      ...heads('Reference', 'Received', 'State', 'Days'),
      ...['Amount', 'Disputed', 'Kept back', 'Paid', 'Still owed'].map(number),
    ],
    rows: all.map((invoice) => {
      // Each of its amounts is what the last event about it left.
      const href = atMoment(`/events/${invoice.number}`, view.moment);
      return [
        text(invoice.reference, invoice.cause ?? undefined),
        text(inWords(invoice.received)),
        text(stateInWords(invoice)),
        text(daysInWords(invoice)),
        { ...amountCell(invoice), href },
        ...[invoice.disputed, invoice.retained, invoice.paid, invoice.owed].map((pence): Cell => ({
          ...number(money(pence)),
          ...(pence === 0n ? {} : { href }),
        })),
      ];
    }),
    total: [
      ...heads('All of these', '', '', ''),
      amountCell(whole),
      ...[whole.disputed, whole.retained, whole.paid, whole.owed].map((pence) =>
        number(money(pence)),
      ),
    ],
    empty: 'Nothing has been claimed or invoiced yet.',
  };
}

const paidInWords = {
  paid: 'Paid',
  recovered: 'Paid back',
  advance: 'Advance',
  'advance-returned': 'Advance returned',
  payment: 'Paid without claim or invoice',
  'credit-note': 'Credit note',
  refund: 'Refunded',
} as const;

export function paymentsTable({ award, view, provided }: AwardSeen): Table {
  const all = payments(provided).filter((payment) => payment.award === award);
  return {
    caption: 'Payments, newest first',
    head: [...heads('Day', 'Remittance', 'For', 'Days after it was received'), number('Amount')],
    rows: all.map((payment) => [
      text(inWords(payment.on)),
      text(payment.remittance),
      text(payment.invoice ?? paidInWords[payment.kind]),
      text(payment.days === null ? '\u2013' : String(payment.days)),
      {
        ...number(money(received(payment))),
        href: atMoment(`/events/${payment.number}`, view.moment),
      },
    ]),
    total: [...heads('All of these', '', '', ''), number(money(sumPence(all.map(received))))],
    empty: 'Nothing has been paid yet.',
  };
}

export function advancesTable({ award, view, provided }: AwardSeen): Table {
  const all = advancesOpen(provided).filter((advance) => advance.award === award);
  return {
    caption: 'Advances that are not accounted for yet, the oldest first',
    head: [
      ...heads('Paid on', 'Remittance', 'Days'),
      ...['Advanced', 'Without evidence'].map(number),
    ],
    rows: all.map(({ advance, paidOn, remittance, days, amount, left }) => {
      const event = view.facts.get('advance', advance)?.number;
      return [
        ...[text(inWords(paidOn)), text(remittance), text(String(days))],
        ...[amount, left].map((pence): Cell => ({
          ...number(money(pence)),
          ...(event === undefined ? {} : { href: atMoment(`/events/${event}`, view.moment) }),
        })),
      ];
    }),
    total: [...heads('All of these', '', ''), ...advancedTogether(all)],
    empty: 'Every advance is accounted for, or none was paid.',
  };
}

/** Who changed what is promised or agreed, on whose authority, why, and from when. */
export const changesTable = ({ view, changes }: AwardSeen): Table => ({
  caption: 'What was decided, newest first',
  head: [...heads('Takes effect', 'What', 'Promised', 'Set aside', 'Why', 'Decided by')].map(
    (cell, place) => (place === 2 || place === 3 ? { ...cell, numeric: true } : cell),
  ),
  rows: changes.map((change) => {
    const href = atMoment(`/events/${change.number}`, view.moment);
    const { confirmed, expected, indicative } = change.promised;
    const by = (pence: bigint): Cell =>
      pence === 0n ? number('\u2013') : { ...number(money(pence)), href };
    return [
      text(inWords(change.effective)),
      link(sentenceCase(change.type), href),
      by(confirmed + expected + indicative),
      by(change.reserved),
      text(change.reason),
      text(change.authority, nameIn(view.facts, 'organisation', change.organisation)),
    ];
  }),
  empty: 'Nothing was decided about it.',
});
