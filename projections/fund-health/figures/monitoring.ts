import { daysAfter, monthsAfter } from '#contracts/calendar.js';
import { monthOf, yearOf } from '#contracts/financial-year.js';
import { apportion, inEqualParts } from '#libs/money/apportion.js';
import { parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import type { FundView } from '#projections/reading/reading.js';
import { varianceOf, type Variance } from './budget-actual.js';
import {
  budgetSoFar,
  keyOf,
  linesOf,
  monthsUpTo,
  spentByMonth,
  spentUpTo,
  type BudgetLine,
  type BudgetSoFar,
  type Lines,
} from './budget-lines.js';
import { accuracyBefore, forecastAt, type Accuracy, type Forecast } from './forecasts.js';
import { runRate, type RunRate } from './run-rate.js';
import { inFewerParts, together, type Traced } from './traced.js';

/** A cost against a budget: budget less cost, and in words which way it goes. */
export interface Against {
  readonly variance: Pence;
  readonly is: Variance;
}

export interface MonitoringLine extends BudgetLine {
  readonly budget: BudgetSoFar;
  readonly toDate: Against & {
    readonly profile: Pence;
    readonly profiled: 'by the budget holder' | 'evenly';
    readonly actual: Traced;
  };
  /** Null where nobody has said: unknown, and not the run rate (rule 14). */
  readonly forecast: (Forecast & Against) | null;
  readonly runRate: RunRate | null;
  readonly before: readonly Accuracy[];
}

/** How a year stands at the end of a month, by scheme and source. */
export interface MonitoringReport {
  readonly year: string;
  /** The last month that is counted. */
  readonly month: string;
  readonly lines: readonly MonitoringLine[];
  readonly total: {
    readonly budget: Pence;
    readonly toDate: Against & { readonly profile: Pence; readonly actual: Pence };
    /** Of the lines that have a forecast. */
    readonly forecast: Against & { readonly outturn: Pence };
    /** The budget of the lines that have none. */
    readonly notForecast: Pence;
  };
}

/** The sums among the totals that are of postings, with the way down to these. */
export function totalsTraced({ lines }: Pick<MonitoringReport, 'lines'>): {
  readonly budget: Traced;
  readonly actual: Traced;
  readonly notForecast: Traced;
} {
  const sum = (of: readonly MonitoringLine[], which: (line: MonitoringLine) => Traced): Traced =>
    inFewerParts(together(of.map(which)));
  const current = ({ budget }: MonitoringLine): Traced => budget.current;
  return {
    budget: sum(lines, current),
    actual: sum(lines, ({ toDate }) => toDate.actual),
    notForecast: sum(
      lines.filter(({ forecast }) => forecast === null),
      current,
    ),
  };
}

export interface AtMonth {
  readonly year: string;
  readonly month: string;
}

/** The last month that has ended on a day, in the year of that month. */
export function lastMonthEnded(day: string): AtMonth {
  const month = monthOf(monthsAfter(`${monthOf(daysAfter(day, 1))}-01`, -1));
  return { year: yearOf(month), month };
}

/** By scheme, source and nature in code-point order; what has only a forecast is there too. */
export function monitoring(view: FundView, at: AtMonth): MonitoringReport {
  const known = linesOf(view);
  const lines = [...known.all]
    .filter(([, line]) => line.year === at.year)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, line]) => monitored(view, known, line, at.month));
  const sum = (of: (line: MonitoringLine) => Pence, from = lines): Pence => sumPence(from.map(of));
  const said = lines.filter(({ forecast }) => forecast !== null);
  const profile = sum(({ toDate }) => toDate.profile);
  const actual = sum(({ toDate }) => toDate.actual.pence);
  const budget = sum((line) => line.budget.current.pence);
  const budgetOfSaid = sum((line) => line.budget.current.pence, said);
  const outturn = sum(({ forecast }) => forecast?.outturn ?? 0n, said);
  return {
    ...at,
    lines,
    total: {
      budget,
      toDate: { profile, actual, ...against(profile, actual) },
      forecast: { outturn, ...against(budgetOfSaid, outturn) },
      notForecast: budget - budgetOfSaid,
    },
  };
}

function monitored(view: FundView, lines: Lines, line: BudgetLine, month: string): MonitoringLine {
  const budget = budgetSoFar(lines, line);
  const current = budget.current.pence;
  const profile = profileToDate(view, line, current, month);
  const actual = spentUpTo(lines, line, month);
  const forecast = forecastAt(lines, line, month);
  return {
    ...line,
    budget,
    toDate: { ...profile, actual, ...against(profile.profile, actual.pence) },
    forecast: forecast && { ...forecast, ...against(current, forecast.outturn) },
    runRate: runRate(spentByMonth(lines, line, month)) ?? null,
    before: accuracyBefore(lines, line, month, view.moment.day),
  };
}

const against = (budget: Pence, cost: Pence): Against => ({
  variance: budget - cost,
  is: varianceOf({ pence: budget - cost }),
});

/** What of a budget was meant to be spent in each month of its year, April first. */
export interface Profile {
  readonly months: readonly Pence[];
  readonly profiled: 'by the budget holder' | 'evenly';
  /** The event by which the budget holder profiled it; null where it is spread evenly. */
  readonly event: number | null;
}

/** The current budget, spread as it was profiled: one that moved since keeps its shape. */
export function profileOf({ facts }: FundView, line: BudgetLine, budget: Pence): Profile {
  const profile = facts.get('profile', keyOf(line));
  const weights = (profile?.attributes.months ?? []).map(({ amount }) => parsePence(amount));
  const shaped = profile !== undefined && weights.some((weight) => weight > 0n);
  return shaped
    ? {
        months: apportion(budget, weights),
        profiled: 'by the budget holder',
        event: profile.number,
      }
    : { months: inEqualParts(budget, 12), profiled: 'evenly', event: null };
}

function profileToDate(view: FundView, line: BudgetLine, budget: Pence, month: string) {
  const { months, profiled } = profileOf(view, line, budget);
  return {
    profile: sumPence(months.slice(0, monthsUpTo(line.year, month).length)),
    profiled,
  };
}

/** One line of the report, for the end of a month; undefined where there is no such line. */
export function monitoredLine(
  view: FundView,
  line: BudgetLine,
  month: string,
): MonitoringLine | undefined {
  const lines = linesOf(view);
  const known = lines.all.get(keyOf(line));
  return known && monitored(view, lines, known, month);
}
