import { sumPence } from '#libs/money/pence.js';
import * as accounts from '#projections/fund-health/figures/accounts.js';
import { creditors, debtors } from '#projections/fund-health/figures/debtors-creditors.js';
import { held } from '#projections/fund-health/figures/held.js';
import { instalments } from '#projections/fund-health/figures/instalments.js';
import { traced } from '#projections/fund-health/figures/traced.js';
import type { FundView } from '#projections/reading/reading.js';
import { bySource } from '../by-name.js';
import { link, number, text, type Cell, type Figures, type Table } from '../table.js';
import { inWords, money, monthInWords, nameIn } from '../words.js';

const most = 50;
const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`;

export function monthsTable(view: FundView, figures: Figures): Table {
  const { months, now } = held(view);
  return {
    caption: 'Cash month by month',
    head: [text('Month'), number('Received less paid'), number('Held at month-end')],
    rows: months.map((month) => [
      text(monthInWords(month.month)),
      figures.cell(`Received less paid, ${monthInWords(month.month)}`, month.moved),
      figures.cell(`Held at the end of ${monthInWords(month.month)}`, month.held),
    ]),
    total: [text('Held now'), text(''), figures.cell('Held by the host', now)],
    empty: 'No cash has moved. Receipts and payments appear here in the month in which they count.',
  };
}

const lateCell = (pence: bigint): Cell => ({
  ...number(money(pence)),
  ...(pence === 0n ? {} : { href: '#overdue' }),
});

/** What sources owe. Of books seen as effective by a day that is what was due by it, and the rest stands beside. */
export function debtorsTable(view: FundView, figures: Figures): Table {
  const owed = bySource(view.facts, debtors(view));
  const { effectiveOn } = view.moment;
  const words =
    effectiveOn === null
      ? {
          caption: 'Still to come from partners and funders',
          columns: ['To come', 'Not yet due', 'Overdue'],
          empty: 'Nobody owes the fund a confirmed contribution.',
        }
      : {
          caption: `Due by ${inWords(effectiveOn)} and not received, from partners and funders`,
          columns: ['Not received', 'Due later', 'Overdue'],
          empty: `Nothing that was due by ${inWords(effectiveOn)} is still to come, and nothing falls due later.`,
        };
  return {
    caption: words.caption,
    head: [text('Source'), ...words.columns.map(number), text('Oldest')],
    rows: owed.map(({ source, owes, notYetDue, dueLater, overdue }) => [
      text(nameIn(view.facts, 'source', source)),
      figures.cell(`Still to come, ${nameIn(view.facts, 'source', source)}`, owes),
      number(money(notYetDue + dueLater)),
      lateCell(overdue.pence),
      text(overdue.count === 0 ? '\u2013' : days(overdue.oldestDays)),
    ]),
    total: [
      text('Total'),
      figures.cell('Still to come', traced(view.balances, {}, accounts.debtors)),
      number(money(sumPence(owed.map(({ notYetDue, dueLater }) => notYetDue + dueLater)))),
      lateCell(sumPence(owed.map(({ overdue }) => overdue.pence))),
      text(''),
    ],
    empty: words.empty,
  };
}

export function overdueTable(view: FundView): Table {
  const late = instalments(view).filter(({ overdue }) => overdue > 0n);
  return {
    caption: `Instalments overdue on ${inWords(view.moment.day)}`,
    head: [
      ...['Source', 'Due on', 'Age', 'Set by event'].map((name) => text(name)),
      number('Overdue'),
    ],
    rows: late.map(({ source, due, daysOverdue, overdue, event }) => [
      text(nameIn(view.facts, 'source', source)),
      text(inWords(due)),
      text(daysOverdue === 0 ? 'Due today' : days(daysOverdue)),
      link(String(event), `/events/${event}`),
      number(money(overdue)),
    ]),
    total: [
      text('Total'),
      ...['', '', ''].map((blank) => text(blank)),
      number(money(late.reduce((sum, { overdue }) => sum + overdue, 0n))),
    ],
    empty: `No instalment is overdue on ${inWords(view.moment.day)}.`,
  };
}

export function creditorsTable(view: FundView, figures: Figures): Table {
  const owed = creditors(view);
  return {
    caption:
      owed.length > most
        ? `Owed to providers: the ${most} largest of ${owed.length}`
        : 'Owed to providers',
    head: [text('Provider'), text('Source'), number('Owed')],
    rows: owed.slice(0, most).map((row) => {
      const provider = nameIn(view.facts, 'organisation', row.provider);
      const source = nameIn(view.facts, 'source', row.source);
      return [
        text(provider),
        text(source),
        figures.cell(`Owed to ${provider}, ${source}`, row.owed),
      ];
    }),
    total: [
      text('Total'),
      text(''),
      figures.cell('Owed to providers', traced(view.balances, {}, accounts.creditors)),
    ],
    empty: 'Everything verified or accrued has been paid.',
  };
}
