import { sumPence, type Pence } from '#libs/money/pence.js';
import type {
  Against,
  MonitoringLine,
  MonitoringReport,
} from '#projections/fund-health/figures/monitoring.js';
import type { FundView } from '#projections/reading/reading.js';
import { link, number, text, toDo, type Cell, type Figures, type Table } from '../table.js';
import { capital, monthInWords, money, nameIn, unbroken } from '../words.js';

/** `£5,000.00 adverse`, as a budget holder reads it: the sign alone is read both ways. */
export const inWordsOf = ({ is }: Against): string => capital(is);

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

export const budgetTable = (
  view: FundView,
  { lines, year, total }: MonitoringReport,
  figures: Figures,
): Table => ({
  caption: `Budget, ${unbroken(year)}`,
  head: [
    ...heads,
    ...['Original', 'Allocated later', 'Virements', 'Given up', 'Otherwise', 'Current'].map(number),
  ],
  rows: lines.map((line) => {
    return [
      ...lineOf(view, line),
      ...budgetParts.map((part) => number(money(line.budget[part]))),
      figures.cell(`Current budget, ${titleOf(view, line)}`, line.budget.current),
    ];
  }),
  total: [
    ...[text('Total'), text('')],
    ...budgetParts.map((part) => number(money(sumPence(lines.map(({ budget }) => budget[part]))))),
    number(money(total.budget)),
  ],
  empty,
});

export const toDateTable = (
  view: FundView,
  { lines, month, total }: MonitoringReport,
  figures: Figures,
): Table => ({
  caption: `To the end of ${monthInWords(month)}`,
  head: [...heads, ...['Profile', 'Actual', 'Variance'].map(number)],
  rows: lines.map((line) => [
    ...lineOf(view, line),
    { ...number(money(line.toDate.profile)), note: `Spread ${line.toDate.profiled}` },
    figures.cell(`Actual to date, ${titleOf(view, line)}`, line.toDate.actual),
    variance(line.toDate),
  ]),
  total: [
    ...[text('Total'), text(''), number(money(total.toDate.profile))],
    ...[number(money(total.toDate.actual)), variance(total.toDate)],
  ],
  empty,
});

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
    ...(fund === undefined ? [] : [toDo('Say anew')]),
  ],
  rows: lines.map((line) => {
    const { forecast, runRate, scheme, source, nature } = line;
    const asked = new URLSearchParams({ scheme, source, nature, year, month }).toString();
    return [
      ...lineOf(view, line),
      ...(forecast
        ? [
            { ...number(money(forecast.outturn)), note: `At ${monthInWords(forecast.month)}` },
            variance(forecast),
            forecast.change === null ? number('\u2013') : changed(forecast.change),
            link(forecast.explanation, `/events/${forecast.event}`),
          ]
        : [number('Not known'), number('\u2013'), number('\u2013'), text('Nobody has said')]),
      runRate === null
        ? number('\u2013')
        : {
            ...number(money(runRate.outturn)),
            note: `${money(runRate.low)} to ${money(runRate.high)}`,
          },
      ...(fund === undefined
        ? []
        : [link('Submit a forecast', `/do/funds/${fund}/submit-forecast?${asked}`)]),
    ];
  }),
  total: [
    ...[text('Total'), text(''), number(money(total.forecast.outturn)), variance(total.forecast)],
    ...Array.from({ length: fund === undefined ? 3 : 4 }, () => text('')),
  ],
  empty,
});

export const accuracyTable = (view: FundView, { lines }: MonitoringReport): Table => ({
  caption: 'How near earlier years\u2019 forecasts were at this month',
  head: [
    ...[...heads, text('Year'), number('It came to')],
    ...['Forecast was off by', 'The rate was off by'].map(number),
  ],
  rows: lines.flatMap((line) =>
    line.before.map(({ year, actual, forecast, runRate }) => [
      ...[...lineOf(view, line), text(unbroken(year)), number(money(actual.pence))],
      ...[forecast, runRate].map((missed) =>
        missed === null
          ? number('\u2013')
          : { ...number(money(missed.by)), note: capital(missed.was) },
      ),
    ]),
  ),
  empty: 'No earlier year has come to its end.',
});
