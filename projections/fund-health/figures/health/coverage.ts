import { yearOf, yearAfter } from '#contracts/financial-year.js';
import type { FundView } from '#projections/reading/reading.js';
import { coverage, type Cover } from '../coverage.js';
import type { HealthRules } from '../health-rules.js';
import { fromNowOn } from './certainty.js';
import { judged, type DimensionHealth, type Reason } from '../level.js';

/** Whether confirmed money covers what is called on, in the whole and in its weakest part. */
export function coverageHealth(
  view: FundView,
  rules: HealthRules,
  judgedYear = fromNowOn(view),
): DimensionHealth {
  const now = yearOf(view.moment.day);
  const years = coverage(view).filter(({ year }) => judgedYear(year));
  const against = years.flatMap(({ year, whole, lowest }): Reason[] => {
    if (whole.covered.state === 'not computable')
      return [{ level: 'not known', sentence: `${year}: coverage is not computable` }];
    if (!lowest || Number(lowest.covered.ratio) >= Number(rules.coverageLeast)) return [];
    return [
      {
        level: year <= yearAfter(now) ? 'red' : 'amber',
        sentence: `${year}: ${nameOf(view, lowest)} is covered ${lowest.covered.ratio} times`,
      },
    ];
  });
  const lowest = years.flatMap((year) => (year.lowest ? [year.lowest.covered.ratio] : []));
  return judged(
    'coverage',
    against,
    lowest.length === 0
      ? `Nothing is committed from ${now} on`
      : `Confirmed money covers every part at least ${lowest.sort((a, b) => Number(a) - Number(b))[0] ?? ''} times`,
  );
}

const nameOf = ({ facts }: FundView, { kind, of }: Cover): string =>
  kind === 'ring-fence' ? (facts.get('ring-fence', of)?.attributes.name ?? of) : of;
