import { lastDayOf, monthOf, monthsOf } from '#contracts/financial-year.js';
import type { Fact } from '#libs/ledger/facts-at.js';
import { parsePence, type Pence } from '#libs/money/pence.js';
import { percentage } from '#libs/money/rate.js';
import {
  keyOf,
  monthsUpTo,
  spentByMonth,
  spentUpTo,
  type BudgetLine,
  type Lines,
} from './budget-lines.js';
import { runRate } from './run-rate.js';
import type { Traced } from './traced.js';

/** What the budget holder last said, at the end of a month or of an earlier one. */
export interface Forecast {
  readonly month: string;
  readonly outturn: Pence;
  /** Since the forecast before, at the end of an earlier month; null where there is none. */
  readonly change: Pence | null;
  readonly explanation: string;
  readonly office: string;
  readonly event: number;
}

/** Null where nobody has said. */
export function forecastAt(lines: Lines, line: BudgetLine, month: string): Forecast | null {
  const [latest, ...earlier] = forecastsBy(lines, line, month);
  if (!latest) return null;
  const { attributes, number } = latest;
  const outturn = parsePence(attributes.outturn);
  const previous = earlier.find((of) => of.attributes.month < attributes.month);
  return {
    month: attributes.month,
    outturn,
    change: previous ? outturn - parsePence(previous.attributes.outturn) : null,
    explanation: attributes.explanation,
    office: attributes.office,
    event: number,
  };
}

/** All that was said of a line by a month, the latest first. */
export const forecastsBy = (
  lines: Lines,
  line: BudgetLine,
  month: string,
): readonly Fact<'forecast'>[] =>
  lastFirst(
    (lines.forecasts.get(keyOf(line)) ?? []).filter(({ attributes }) => attributes.month <= month),
  );

/** The latest month first; of one month, what was submitted last supersedes. */
const lastFirst = (forecasts: readonly Fact<'forecast'>[]): Fact<'forecast'>[] =>
  [...forecasts].sort((a, b) => {
    const [of, other] = [a.attributes.month, b.attributes.month];
    return of === other ? b.number - a.number : of < other ? 1 : -1;
  });

/** How far what was said at the same month of an earlier year was from what that year came to. */
export interface Accuracy {
  readonly year: string;
  /** The same month of that year. */
  readonly month: string;
  readonly actual: Traced;
  readonly forecast: Missed | null;
  readonly runRate: Missed | null;
}
export interface Missed {
  readonly outturn: Pence;
  /** Said less what it came to. */
  readonly by: Pence;
  /** Of what it came to; null where that is nothing. */
  readonly percent: string | null;
  readonly was: 'too high' | 'too low' | 'exact';
}

/** Years of the line that were over by a day, the last first, by what they came to as known now. */
export function accuracyBefore(
  lines: Lines,
  line: BudgetLine,
  month: string,
  day: string,
): Accuracy[] {
  const { scheme, source, nature, year: present } = line;
  const place = monthsUpTo(present, month).length - 1;
  return [...lines.all.values()]
    .filter((of) => of.scheme === scheme && of.source === source && of.nature === nature)
    .filter(({ year }) => year < present && lastDayOf(year) < day)
    .sort((a, b) => (a.year < b.year ? 1 : -1))
    .map((then) => {
      const sameMonth = monthsOf(then.year)[place] ?? '';
      const actual = spentUpTo(lines, then, monthOf(lastDayOf(then.year)));
      const said = forecastAt(lines, then, sameMonth)?.outturn;
      const rate = runRate(spentByMonth(lines, then, sameMonth))?.outturn;
      return {
        ...{ year: then.year, month: sameMonth },
        actual,
        forecast: said === undefined ? null : missed(said, actual.pence),
        runRate: rate === undefined ? null : missed(rate, actual.pence),
      };
    });
}

function missed(outturn: Pence, actual: Pence): Missed {
  const by = outturn - actual;
  return {
    outturn,
    by,
    percent: actual === 0n ? null : percentage(by, actual),
    was: by > 0n ? 'too high' : by < 0n ? 'too low' : 'exact',
  };
}
