import { monthsOf } from '#contracts/financial-year.js';
import { parsePence, sumPence } from '#libs/money/pence.js';
import {
  budgetChanges,
  linesOf,
  spentIn,
  spentUpTo,
  type DecidedPart,
} from '#projections/fund-health/figures/budget-lines.js';
import { forecastsBy } from '#projections/fund-health/figures/forecasts.js';
import { profileOf, type MonitoringLine } from '#projections/fund-health/figures/monitoring.js';
import type { FundView } from '#projections/reading/reading.js';
import type { Fact } from '../fund/summary.js';
import { atMoment } from '../links.js';
import { figuresOf, link, number, text, type Figures, type Table } from '../table.js';
import { capital, inWords, money, monthInWords, nameIn, sentenceCase, unbroken } from '../words.js';
import { inWordsOf } from './tables.js';

const partInWords: Readonly<Record<DecidedPart, string>> = {
  original: 'Original',
  allocatedLater: 'Allocated later',
  virements: 'Virements',
  givenUp: 'Given up',
};

/** One line of the monitoring report, down to the events that made its budget, profile and forecasts. */
export function linePage(view: FundView, line: MonitoringLine, month: string): object {
  const { facts } = view;
  const figures = figuresOf(view.fund, view.moment);
  const eventHref = (event: number): string => atMoment(`/events/${event}`, view.moment);
  return {
    title: `${nameIn(facts, 'scheme', line.scheme)}, ${nameIn(facts, 'source', line.source)}`,
    of: `${capital(line.nature)}, ${unbroken(line.year)}, to the end of ${monthInWords(month)}`,
    headline: headlineOf(line, figures),
    budget: budgetTable(view, line, figures, eventHref),
    months: monthsTable(view, line, month, figures),
    ...profiledBy(view, line, eventHref),
    forecasts: forecastsTable(view, line, month, eventHref),
  };
}

const headlineOf = (
  { budget, toDate, forecast, runRate }: MonitoringLine,
  figures: Figures,
): Fact[] => [
  { label: 'Current budget', cell: figures.cell('Current budget', budget.current), note: 'Now' },
  {
    label: 'Spent to date',
    cell: figures.cell('Actual to date', toDate.actual),
    note: `${money(toDate.profile)} in the profile`,
  },
  { label: 'Variance to date', cell: text(money(toDate.variance)), note: inWordsOf(toDate) },
  {
    label: 'Forecast outturn',
    cell: forecast ? link(money(forecast.outturn), '#forecasts') : text('Not known'),
    note: forecast ? inWordsOf(forecast) : 'Nobody has said yet',
  },
  {
    label: 'At the rate so far',
    cell: text(runRate ? money(runRate.outturn) : '\u2013'),
    note: runRate
      ? 'Spent to date over the months so far, times twelve'
      : 'No month of the year has ended',
  },
];

function budgetTable(
  view: FundView,
  line: MonitoringLine,
  figures: Figures,
  eventHref: (event: number) => string,
): Table {
  const { otherChanges, current } = line.budget;
  return {
    caption: 'How its budget came about',
    head: [text('Event'), text('Took effect'), text('Counts as'), number('Amount')],
    rows: [
      ...budgetChanges(linesOf(view), line).map(({ event, effective, part, pence }) => [
        link(String(event), eventHref(event)),
        text(inWords(effective)),
        text(partInWords[part]),
        number(money(pence)),
      ]),
      ...(otherChanges === 0n
        ? []
        : [
            [
              text('\u2013'),
              text('\u2013'),
              text('Otherwise', 'Year-ends, changes of source and decisions of its funder'),
              number(money(otherChanges)),
            ],
          ]),
    ],
    total: [
      ...[text('Current budget'), text(''), text('')],
      figures.cell('Current budget', current),
    ],
    empty: 'No budget was ever given to it: there is only a forecast.',
  };
}

/** What a month was meant to cost beside what it cost; months to come have their profile alone. */
function monthsTable(view: FundView, line: MonitoringLine, last: string, figures: Figures): Table {
  const lines = linesOf(view);
  const { months } = profileOf(view, line, line.budget.current.pence);
  return {
    caption: `Month by month, ${unbroken(line.year)}`,
    head: [text('Month'), ...['Profile', 'Profile so far', 'Spent', 'Spent so far'].map(number)],
    rows: monthsOf(line.year).map((month, place) => [
      text(monthInWords(month)),
      number(money(months[place] ?? 0n)),
      number(money(sumPence(months.slice(0, place + 1)))),
      ...(month <= last
        ? [
            figures.cell(`Spent in ${monthInWords(month)}`, spentIn(lines, line, month)),
            figures.cell(
              `Spent by the end of ${monthInWords(month)}`,
              spentUpTo(lines, line, month),
            ),
          ]
        : [number('\u2013'), number('\u2013')]),
    ]),
    total: [
      text('Total'),
      number(money(sumPence(months))),
      text(''),
      figures.cell('Actual to date', line.toDate.actual),
      text(''),
    ],
    empty: '',
  };
}

const profiledBy = (
  view: FundView,
  line: MonitoringLine,
  eventHref: (event: number) => string,
): object => {
  const { event } = profileOf(view, line, line.budget.current.pence);
  return event === null ? {} : { profiled: { event, href: eventHref(event) } };
};

const forecastsTable = (
  view: FundView,
  line: MonitoringLine,
  month: string,
  eventHref: (event: number) => string,
): Table => ({
  caption: 'What its budget holder said, the latest first',
  head: [
    ...['At the end of', 'Event', 'Said by', 'Why'].map((name) => text(name)),
    number('Outturn'),
  ],
  rows: forecastsBy(linesOf(view), line, month).map(({ number: event, attributes }) => [
    text(monthInWords(attributes.month)),
    link(String(event), eventHref(event)),
    text(sentenceCase(attributes.office.replaceAll('-', ' '))),
    text(attributes.explanation),
    number(money(parsePence(attributes.outturn))),
  ]),
  empty: 'Nobody has forecast it yet.',
});
