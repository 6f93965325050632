import { sumPence, type Pence } from '#libs/money/pence.js';
import type { BudgetLine } from '#projections/fund-health/figures/budget-lines.js';
import {
  totalsTraced,
  type Against,
  type MonitoringLine,
  type MonitoringReport,
} from '#projections/fund-health/figures/monitoring.js';
import type { FundView } from '#projections/reading/reading.js';
import { atMoment } from '../links.js';
import { link, number, text, toDo, type Cell, type Figures, type Table } from '../table.js';
import { capital, monthInWords, money, nameIn, unbroken } from '../words.js';

/** `£5,000.00 adverse`, as a budget holder reads it: the sign alone is read both ways. */
export const inWordsOf = ({ is }: Against): string => capital(is);

/** A line by itself, down to the events that made its budget, its profile and its forecasts. */
const lineHref = (
  { fund, moment }: FundView,
  { scheme, source, nature, year }: BudgetLine,
  month: string,
): string =>
  atMoment(
    `/funds/${fund}/monitoring/line?${new URLSearchParams({ scheme, source, nature, year, month }).toString()}`,
    moment,
  );

/** An amount that leads somewhere, unless it is nought. */
const leading = (pence: Pence, href: string): Cell => ({
  ...number(money(pence)),
  ...(pence === 0n ? {} : { href }),
});

const lineOf = ({ facts }: FundView, { scheme, source, nature }: MonitoringLine): Cell[] => [
  text(nameIn(facts, 'scheme', scheme), capital(nature)),
  text(nameIn(facts, 'source', source)),
];
const heads = [text('Scheme'), text('Source')];
const variance = (of: Against): Cell => ({ ...number(money(of.variance)), note: inWordsOf(of) });
const titleOf = ({ facts }: FundView, { scheme, source, nature, year }: MonitoringLine): string =>
  `${nameIn(facts, 'scheme', scheme)}, ${nameIn(facts, 'source', source)}, ${nature}, ${year}`;
/** The sign of a change alone is read both ways. */
const changed = (pence: Pence): Cell => ({
  ...number(money(pence)),
  ...(pence === 0n ? {} : { note: pence > 0n ? 'Higher' : 'Lower' }),
});
const empty = 'No scheme has a budget in this year. Allocate some, and it appears here.';

/** What the current budget is made of. */
const budgetParts = ['original', 'allocatedLater', 'virements', 'givenUp', 'otherChanges'] as const;

export function budgetTable(view: FundView, report: MonitoringReport, figures: Figures): Table {
  const { lines, month, year } = report;
  return {
    caption: `Budget, ${unbroken(year)}`,
    head: [
      ...heads,
      ...['Original', 'Allocated later', 'Virements', 'Given up', 'Otherwise', 'Current'].map(
        number,
      ),
    ],
    rows: lines.map((line) => {
      const href = `${lineHref(view, line, month)}#budget`;
      return [
        ...lineOf(view, line),
        ...budgetParts.map((part) => leading(line.budget[part], href)),
        figures.cell(`Current budget, ${titleOf(view, line)}`, line.budget.current),
      ];
    }),
    total: [
      ...[text('Total'), text('')],
      ...budgetParts.map((part) =>
        number(money(sumPence(lines.map(({ budget }) => budget[part])))),
      ),
      figures.cell(`Current budget, ${year}`, totalsTraced(report).budget),
    ],
    empty,
  };
}

export function toDateTable(view: FundView, report: MonitoringReport, figures: Figures): Table {
  const { lines, month, total } = report;
  return {
    caption: `To the end of ${monthInWords(month)}`,
    head: [...heads, ...['Profile', 'Actual', 'Variance'].map(number)],
    rows: lines.map((line) => [
      ...lineOf(view, line),
      {
        ...leading(line.toDate.profile, `${lineHref(view, line, month)}#months`),
        note: `Spread ${line.toDate.profiled}`,
      },
      figures.cell(`Actual to date, ${titleOf(view, line)}`, line.toDate.actual),
      variance(line.toDate),
    ]),
    total: [
      ...[text('Total'), text(''), number(money(total.toDate.profile))],
      figures.cell(`Spent to the end of ${monthInWords(month)}`, totalsTraced(report).actual),
      variance(total.toDate),
    ],
    empty,
  };
}

/** `fund`: where whoever looks may say something themselves. */
export const forecastTable = (
  view: FundView,
  { lines, month, year, total }: MonitoringReport,
  fund: string | undefined,
): Table => ({
  caption: 'Forecast of the year, by its budget holder',
  head: [
    ...heads,
    ...['Outturn', 'Variance', 'Outturn since the month before'].map(number),
    ...[text('Why'), number('At the rate so far')],
    ...(fund === undefined ? [] : [toDo('Change')]),
  ],
  rows: lines.map((line) => {
    const { forecast, runRate, scheme, source, nature } = line;
    const asked = new URLSearchParams({ scheme, source, nature, year, month }).toString();
    const href = lineHref(view, line, month);
    return [
      ...lineOf(view, line),
      ...(forecast
        ? [
            {
              ...leading(forecast.outturn, atMoment(`/events/${forecast.event}`, view.moment)),
              note: `At ${monthInWords(forecast.month)}`,
            },
            variance(forecast),
            forecast.change === null
              ? number('\u2013')
              : { ...changed(forecast.change), href: `${href}#forecasts` },
            text(forecast.explanation),
          ]
        : [number('Not known'), number('\u2013'), number('\u2013'), text('Nobody has said')]),
      runRate === null
        ? number('\u2013')
        : {
            ...leading(runRate.outturn, `${href}#months`),
            note: `${money(runRate.low)} to ${money(runRate.high)}`,
          },
      ...(fund === undefined
        ? []
        : [link('Submit a forecast', `/do/funds/${fund}/submit-forecast?${asked}`)]),
    ];
  }),
  total: [
    ...[text('Total'), text('')],
    // Where nobody has said it is not nought.
    ...(lines.some(({ forecast }) => forecast !== null)
      ? [number(money(total.forecast.outturn)), variance(total.forecast)]
      : [number('Not known'), number('\u2013')]),
    ...Array.from({ length: fund === undefined ? 3 : 4 }, () => text('')),
  ],
  empty,
});

export const accuracyTable = (
  view: FundView,
  { lines }: MonitoringReport,
  figures: Figures,
): Table => ({
  caption: 'How near earlier years\u2019 forecasts were at this month',
  head: [
    ...[...heads, text('Year'), number('It came to')],
    ...['Forecast was off by', 'The rate was off by'].map(number),
  ],
  rows: lines.flatMap((line) =>
    line.before.map(({ year, month, actual, forecast, runRate }) => {
      const then = { ...line, year };
      const href = lineHref(view, then, month);
      return [
        ...[...lineOf(view, line), text(unbroken(year))],
        figures.cell(`Spent in ${year}, ${titleOf(view, then)}`, actual),
        ...(
          [
            [forecast, '#forecasts'],
            [runRate, '#months'],
          ] as const
        ).map(([missed, place]) =>
          missed === null
            ? number('\u2013')
            : { ...leading(missed.by, href + place), note: capital(missed.was) },
        ),
      ];
    }),
  ),
  empty: 'No earlier year has come to its end.',
});
