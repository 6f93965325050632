import type { MonthMade } from '#projections/fund-health/figures/cash-ahead.js';
import type { CashFlow, CashPart } from '#projections/fund-health/figures/cash-parts.js';
import { sumPence } from '#libs/money/pence.js';
import type { FundView } from '#projections/reading/reading.js';
import { awardCell } from '../fund/award/links.js';
import { monthAheadHref } from '../fund/summary.js';
import { byName } from '../by-name.js';
import { pointQuery } from '../links.js';
import { eventLinks, figuresOf, link, number, text, type Cell, type Table } from '../table.js';
import { inWords, money, monthInWords, nameIn } from '../words.js';

/** A table of the amounts of one flow, and what is said of each before its amount. */
interface Section {
  readonly flow: CashFlow;
  readonly caption: string;
  readonly head: readonly Cell[];
  readonly empty: string;
  readonly about: (part: CashPart) => readonly Cell[];
  /** By this name they stand; without one, as they fall due. */
  readonly called?: (part: CashPart) => string;
}

/** Where the amounts of a flow stand on the page. */
export const partsId = (flow: CashFlow): string => flow.replaceAll(' ', '-');

/** What a month ahead begins with, what comes and goes in it, and each amount of that. */
export function monthPage(view: FundView, made: MonthMade): object {
  const month = monthInWords(made.month.month);
  return {
    title: `Cash in ${month}`,
    sum: sumTable(view, made),
    sections: sectionsOf(view).map((section) => ({
      id: partsId(section.flow),
      table: partsTable(section, made),
    })),
  };
}

function sumTable(view: FundView, { before, month, parts }: MonthMade): Table {
  const of = (flow: CashFlow): bigint =>
    sumPence(parts.filter((part) => part.flow === flow).map(({ pence }) => pence));
  const row = (
    name: string,
    flow: CashFlow,
    sign: 1n | -1n,
    columns: readonly boolean[],
  ): Cell[] => [
    link(name, `#${partsId(flow)}`),
    ...columns.map((counts) => number(counts ? money(sign * of(flow)) : '\u2013')),
  ];
  const all = [true, true, true];
  const figures = figuresOf(view.fund, view.moment);
  return {
    caption: `What would be held at the end of ${monthInWords(month.month)}`,
    head: [
      text(''),
      ...['Forecast', 'If all budgets are spent too', 'If uncertain money comes too'].map(number),
    ],
    rows: [
      'pence' in before
        ? [
            text('Held now'),
            ...Array.from({ length: 3 }, () => figures.cell('Held by the host', before)),
          ]
        : [
            text(`Held at the end of ${monthInWords(before.month)}`),
            ...[before.held, before.low, before.high].map((pence): Cell => ({
              ...number(money(pence)),
              href: monthAheadHref(view, before.month),
            })),
          ],
      row('Instalments', 'instalment', 1n, all),
      row('Invoices with a day', 'invoice', -1n, all),
      row('Owed without a day', 'without a day', -1n, all),
      row('Promised to awards', 'promised', -1n, all),
      row('Not committed by schemes', 'uncommitted', -1n, [false, true, false]),
      row('Expected and indicative instalments', 'uncertain', 1n, [false, false, true]),
    ],
    total: [
      text(`Held at the end of ${monthInWords(month.month)}`),
      ...[month.held, month.low, month.high].map((pence) => number(money(pence))),
    ],
  };
}

function sectionsOf(view: FundView): Section[] {
  const { facts, moment } = view;
  const figures = figuresOf(view.fund, moment);
  const source = ({ of }: CashPart): Cell => text(nameIn(facts, 'source', of));
  const provider = ({ of, reference }: CashPart): Cell =>
    text(nameIn(facts, 'organisation', of), reference === '' ? undefined : reference);
  const day = (part: CashPart): Cell =>
    text(
      inWords(part.day ?? ''),
      part.day !== null && part.day < moment.day ? 'Overdue' : undefined,
    );
  const events = ({ events: numbers }: CashPart): Cell =>
    eventLinks(numbers, (each) => `/events/${each}?${pointQuery(moment)}`);
  const whole = (name: string, { whole: of, year }: CashPart): Cell =>
    of === null ? text('') : figures.cell(year === null ? name : `${name}, ${year}`, of);
  const spread = ({ parts }: CashPart): Cell => number(String(parts));
  return [
    {
      ...{ flow: 'instalment', caption: 'Instalments of confirmed contributions' },
      ...{
        head: headOf('Source', 'Due on', 'Events'),
        empty: 'No instalment is to come in the month.',
      },
      about: (part) => [source(part), day(part), events(part)],
    },
    {
      ...{ flow: 'invoice', caption: 'Invoices, on the last of their thirty days' },
      ...{
        head: headOf('Provider', 'Due on', 'Events'),
        empty: 'No invoice has to be paid in the month.',
      },
      about: (part) => [provider(part), day(part), events(part)],
    },
    {
      ...{ flow: 'without a day', caption: 'Owed to providers without a day for paying it' },
      head: [text('Provider'), ...['Owed in all', 'Of that on invoices with a day'].map(number)],
      empty: 'Nothing that is accrued or credited is taken to be paid in the month.',
      about: (part) => [
        provider(part),
        whole(`Owed to ${nameIn(facts, 'organisation', part.of)}`, part),
        dayedOf(part),
      ],
    },
    {
      ...{ flow: 'promised', caption: 'Promised to awards, spread evenly' },
      head: [
        ...headOf('Award', 'Year'),
        ...['Outstanding of the year', 'Months left of it'].map(number),
      ],
      empty: 'No award has anything outstanding for the month.',
      called: ({ of }) => nameIn(facts, 'award', of),
      about: (part) => [
        awardCell(view, part.of),
        text(part.year ?? ''),
        whole(`Outstanding, ${nameIn(facts, 'award', part.of)}`, part),
        spread(part),
      ],
    },
    {
      ...{ flow: 'uncommitted', caption: 'Not committed by schemes, spread evenly' },
      head: [
        ...headOf('Scheme', 'Year'),
        ...['Uncommitted of the year', 'Months left of it'].map(number),
      ],
      empty: 'No scheme has anything left to commit for the month.',
      called: ({ of }) => nameIn(facts, 'scheme', of),
      about: (part) => [
        text(nameIn(facts, 'scheme', part.of)),
        text(part.year ?? ''),
        whole(`Uncommitted, ${nameIn(facts, 'scheme', part.of)}`, part),
        spread(part),
      ],
    },
    {
      ...{ flow: 'uncertain', caption: 'Instalments of expected and indicative contributions' },
      ...{
        head: headOf('Source', 'Due on', 'Events'),
        empty: 'No uncertain instalment falls into the month.',
      },
      about: (part) => [source(part), day(part), events(part)],
    },
  ];
}

/** What of it stands on invoices that have a day. */
const dayedOf = ({ whole, pence }: CashPart): Cell => number(money((whole?.pence ?? 0n) - pence));

const headOf = (...names: readonly string[]): Cell[] => names.map((name) => text(name));

const partsTable = (
  { flow, caption, head, empty, about, called }: Section,
  { parts }: MonthMade,
): Table => {
  const due = parts.filter((part) => part.flow === flow);
  const own = called === undefined ? due : byName(due, (part) => [called(part)]);
  return {
    caption,
    head: [...head, number('Amount')],
    rows: own.map((part) => [...about(part), number(money(part.pence))]),
    total: [
      text('Total'),
      ...head.slice(1).map(() => text('')),
      number(money(sumPence(own.map(({ pence }) => pence)))),
    ],
    empty,
  };
};
