import { daysAfter, wholeMonths } from '#contracts/calendar.js';
import { lastDayOf, yearAfter, yearOf } from '#contracts/financial-year.js';
import type { ProviderView } from '#projections/reading/reading.js';
import { awardsByFund } from './by-award.js';
import { breakPoint } from './break-point.js';
import { yearsAhead, type YearAhead } from './years-ahead.js';

/** How far an award's money is certain, and where it ends. */
export interface Certain {
  readonly fund: string;
  readonly award: string;
  /** Null: no end is recorded. */
  readonly end: string | null;
  /** The last day if the commissioner broke off as soon as it may; null where it may not. */
  readonly breakPoint: string | null;
  /**
   * The last day to which confirmed money covers all that is promised, no later than the break
   * point; null where it does not cover the view's year, or the award is over.
   */
  readonly certainUntil: string | null;
}

export interface CertainIncome {
  /** Soonest first; awards without a known end are last. */
  readonly endings: readonly Certain[];
  /** The last day to which some award gives certain income without a gap; null: none does now. */
  readonly until: string | null;
  /** Whole months from the view's day on. */
  readonly months: number;
}

/** What ends when, and for how many months ahead some income is certain. */
export function certainIncome(view: ProviderView): CertainIncome {
  const { day } = view.moment;
  const ahead = yearsAhead(view);
  const running = awardsByFund(view).filter(
    ({ terms }) =>
      terms?.state === 'awarded' &&
      view.identifiers.includes(terms.provider) &&
      (terms.end === null || terms.end >= day),
  );
  const spans = running.map(({ fund, award, terms }) => {
    const { start = null, end = null } = terms ?? {};
    const of = ahead.filter((one) => one.fund === fund.fund && one.award === award);
    const stop = breakPoint(fund.facts, award, day) ?? null;
    const begins = start !== null && start > day ? start : day;
    const covered = coveredUntil(of, yearOf(begins));
    const [certainUntil = null] = [covered, end, stop].filter((each) => each !== null).sort();
    return {
      begins,
      certain: {
        ...{ fund: fund.fund, award, end, breakPoint: stop },
        certainUntil: covered === null ? null : certainUntil,
      },
    };
  });
  // Awards that follow on each other without a gap make one span of income.
  const until = [...spans]
    .sort((a, b) => (a.begins < b.begins ? -1 : 1))
    .reduce<string | null>((last, { begins, certain: { certainUntil } }) => {
      const follows = begins <= (last === null ? day : daysAfter(last, 1));
      if (certainUntil === null || !follows) return last;
      return last === null || certainUntil > last ? certainUntil : last;
    }, null);
  return {
    endings: spans
      .map(({ certain }) => certain)
      .sort((a, b) => ((a.end ?? '9') < (b.end ?? '9') ? -1 : 1)),
    until,
    months: until === null ? 0 : wholeMonths(day, daysAfter(until, 1)),
  };
}

/** The end of the last year in a row, from the first on, of which all that is promised is confirmed. */
function coveredUntil(of: readonly YearAhead[], first: string): string | null {
  let until: string | null = null;
  for (let year = first; ; year = yearAfter(year)) {
    const one = of.find((each) => each.year === year);
    if (!one || one.confirmed.pence <= 0n) return until;
    if (one.expected.pence > 0n || one.indicative.pence > 0n) return until;
    until = lastDayOf(year);
  }
}
