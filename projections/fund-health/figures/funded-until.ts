import { lastDayOf, yearOf, yearAfter } from '#contracts/financial-year.js';
import type { FundView } from '#projections/reading/reading.js';
import { atRisk } from './at-risk.js';
import { daysAfter, wholeMonths } from '#contracts/calendar.js';
import { coverage } from './coverage.js';

export type FundedUntil =
  | {
      readonly state: 'funded';
      readonly until: string;
      /** Whole months from the view's day to the day after. */
      readonly months: number;
      /** What ends it: money, or the day from which a partner may leave. */
      readonly endsWith: 'confirmed money' | 'notice';
    }
  /** The year of the view's day is not covered itself. */
  | { readonly state: 'not funded' }
  /** Sources of what is called on are unknown. */
  | { readonly state: 'not computable' };

/**
 * The last day to which confirmed money covers all commitments: the end of the last year, from the
 * view's own on, in which every source covers what is called on it and something is confirmed at
 * all; but not beyond the day before which no no-fault notice may end the agreement.
 */
export function fundedUntil(view: FundView): FundedUntil {
  const { facts, moment } = view;
  const years = new Map(coverage(view).map((cover) => [cover.year, cover]));
  const short = new Set(atRisk(view).map(({ year }) => year));
  let last: string | undefined;
  for (let year = yearOf(moment.day); ; year = yearAfter(year)) {
    const cover = years.get(year);
    if (cover?.whole.covered.state === 'not computable') return { state: 'not computable' };
    if (!cover || cover.whole.available.pence <= 0n || short.has(year)) break;
    last = lastDayOf(year);
  }
  if (last === undefined) {
    const unknown = [...years.values()].some(
      ({ whole }) => whole.covered.state === 'not computable',
    );
    return { state: unknown ? 'not computable' : 'not funded' };
  }
  const agreement = facts.get('fund', view.fund)?.attributes.agreement;
  const notice = agreement
    ? facts.get('agreement', agreement)?.attributes.noticeNotBefore
    : undefined;
  const byNotice = notice !== undefined && notice !== null && notice < last;
  const until = byNotice ? notice : last;
  return {
    state: 'funded',
    until,
    months: Math.max(0, wholeMonths(moment.day, daysAfter(until, 1))),
    endsWith: byNotice ? 'notice' : 'confirmed money',
  };
}
