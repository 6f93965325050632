import { lastDayOf, yearOf, yearAfter } from '#contracts/financial-year.js';
import type { FundView } from '#projections/reading/reading.js';
import { atRisk } from './at-risk.js';
import { daysAfter, monthsAfter, wholeMonths } from '#contracts/calendar.js';
import { coverage } from './coverage.js';

export type FundedUntil =
  | {
      readonly state: 'funded';
      readonly until: string;
      /** Whole months from the view's day to the day after. */
      readonly months: number;
      /** What ends it: money, a notice that was or could be given, or the agreement itself. */
      readonly endsWith: 'confirmed money' | 'notice' | 'agreement';
    }
  /** The year of the view's day is not covered itself. */
  | { readonly state: 'not funded' }
  /** Sources of what is called on are unknown. */
  | { readonly state: 'not computable' };

/**
 * The last day to which confirmed money covers all commitments: the end of the last year, from the
 * view's own on, in which every source covers what is called on it and something is confirmed at
 * all; but not beyond the earliest day on which the agreement ends or a no-fault notice may end it.
 */
export function fundedUntil(view: FundView): FundedUntil {
  const { moment } = view;
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
  const end = { day: last, endsWith: 'confirmed money' } as const;
  const [first = end] = [end, ...endsOfAgreement(view)].sort((a, b) =>
    a.day === b.day ? 0 : a.day < b.day ? -1 : 1,
  );
  return {
    state: 'funded',
    until: first.day,
    months: Math.max(0, wholeMonths(moment.day, daysAfter(first.day, 1))),
    endsWith: first.endsWith,
  };
}

interface End {
  readonly day: string;
  readonly endsWith: 'notice' | 'agreement';
}

/**
 * The days on which the agreement ends, or may be ended without fault: a notice that was given; the
 * first for which one could be given now; the agreement's own last day, or its termination.
 */
function endsOfAgreement({ fund, facts, moment }: FundView): End[] {
  const id = facts.get('fund', fund)?.attributes.agreement;
  const terms = id ? facts.get('agreement', id)?.attributes : undefined;
  if (!terms) return [];
  const { noticeNotBefore, noticeMonths, until, terminated } = terms;
  const soonest = noticeMonths === null ? null : monthsAfter(moment.day, noticeMonths);
  const earliest = [noticeNotBefore, soonest].filter((day) => day !== null && day >= moment.day);
  // What went on beyond the last day of a partner who left is not ended by it any more.
  const given = facts
    .list('notice')
    .filter(({ attributes }) => attributes.agreement === id && attributes.ends >= moment.day);
  return [
    ...given.map(({ attributes }) => ({ day: attributes.ends, endsWith: 'notice' as const })),
    ...earliest
      .sort()
      .slice(-1)
      .flatMap((day) => (day === null ? [] : [{ day, endsWith: 'notice' as const }])),
    ...[until, terminated].flatMap((day) =>
      day === null ? [] : [{ day, endsWith: 'agreement' as const }],
    ),
  ];
}
