import { firstDayOf, yearOf } from '#contracts/financial-year.js';
import type { FundView } from '#projections/reading/reading.js';
import { atRisk } from '../at-risk.js';
import { monthsAfter } from '#contracts/calendar.js';
import { coverage } from '../coverage.js';
import type { HealthRules } from '../health-rules.js';
import { judged, type DimensionHealth, type Reason } from '../level.js';
import { money } from '../sentence.js';

/** Health looks ahead: past years are history, and judged one by one. */
export const fromNowOn = ({ moment }: FundView): ((year: string) => boolean) => {
  const now = yearOf(moment.day);
  return (year) => year >= now;
};

/** Whether what is promised rests on confirmed money, in this year and later ones. */
export function certaintyHealth(
  view: FundView,
  rules: HealthRules,
  judgedYear = fromNowOn(view),
): DimensionHealth {
  if (view.balances.rows.length === 0)
    return judged('certainty', [{ level: 'not known', sentence: 'No money is recorded yet' }], '');
  const { day } = view.moment;
  const redUntil = monthsAfter(day, rules.certaintyRedMonths);
  const short = new Set(atRisk(view).map(({ year }) => year));
  const years = coverage(view).filter(
    ({ year, whole }) => judgedYear(year) && whole.calledOn.pence !== 0n,
  );
  const against = years.flatMap(({ year, whole: { covered, calledOn, available } }): Reason[] => {
    if (covered.state === 'not computable')
      return [{ level: 'not known', sentence: `${year}: sources of spending are not known` }];
    if (!short.has(year)) return [];
    const promised = `${year}: ${money(calledOn.pence)} committed`;
    return [
      {
        level: firstDayOf(year) < redUntil ? 'red' : 'amber',
        sentence:
          available.pence === 0n
            ? `${promised}, nothing confirmed`
            : `${promised}, not all of it covered by confirmed money of its own source`,
      },
    ];
  });
  return judged(
    'certainty',
    against,
    years.length === 0
      ? `Nothing is committed from ${yearOf(day)} on`
      : 'Everything committed rests on confirmed money',
  );
}
