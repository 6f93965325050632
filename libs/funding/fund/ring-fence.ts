import { firstDayOf } from '#contracts/financial-year.js';
import { unknown, type Nature } from '#contracts/values.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { coveredBy, type AreaSets } from '../area/membership.js';
import { versionOn } from '../versions.js';
import type { Fund, RingFence, Scheme } from './fund.js';

interface Use {
  readonly source: string;
  readonly scheme: Scheme;
  readonly year: string;
  readonly nature: Nature;
  /** The day on which the use is decided. */
  readonly on: string;
}

/**
 * A fund whose ring-fences on areas let through what lies within those on a day: a ward of the district
 * that a funder names is in it. Areas are sets with dated membership, and streams of their own.
 */
export function knowingAreas(fund: Fund, areas: AreaSets | undefined, day: string): Fund {
  if (areas === undefined || areas.size === 0) return fund;
  const ringFences = [...fund.ringFences].map(
    ([name, versions]) => [name, versions.map((fence) => withAreas(fence, areas, day))] as const,
  );
  return { ...fund, ringFences: new Map(ringFences) };
}

const withAreas = (fence: RingFence, areas: AreaSets, day: string): RingFence =>
  fence.areas === null ? fence : { ...fence, within: coveredBy(areas, fence.areas, day).within };

/** The ring-fences of a fund by the terms that they have on a day. */
export function ringFencesOn(fund: Fund, on: string): RingFence[] {
  return [...fund.ringFences.values()].flatMap((versions) => {
    const fence = versionOn(versions, on);
    return fence && !fence.ended && (fence.until === null || on <= fence.until) ? [fence] : [];
  });
}

/**
 * The same as they bind the money of a year: where the year begins only after the day, also those that
 * will be in force when it does.
 */
export const fencesOfYear = (fund: Fund, year: string, on: string): RingFence[] =>
  daysOfYear(year, on).flatMap((day) => ringFencesOn(fund, day));

/** The days by which what is decided on a day about the money of a year is judged. */
export const daysOfYear = (year: string, on: string): string[] =>
  year !== unknown && firstDayOf(year) > on ? [on, firstDayOf(year)] : [on];

/**
 * The first ring-fence of the source, in force on the day, that the use would cross (rule 18).
 * A fence stands for the natures it names only: a programme may fence its revenue and not its capital.
 */
export function ringFenceBreach(fund: Fund, use: Use): Refusal | undefined {
  for (const fence of fencesOfYear(fund, use.year, use.on)) {
    if (fence.source !== use.source || !fence.natures.includes(use.nature)) continue;
    if (!allows(fence, use))
      return refusal('ring-fence-forbids', {
        ringFence: fence.name,
        ruleDate: fence.since,
        source: use.source,
        allowed: allowedBy(fence),
        asked: `${use.scheme.scheme} (${use.scheme.category}) in ${use.year}`,
        scheme: use.scheme.scheme,
        year: use.year,
        nature: use.nature,
      });
  }
  return undefined;
}

/** What a fence asks of the use of money. */
type Asking = Pick<
  RingFence,
  'years' | 'schemes' | 'categories' | 'areas' | 'within' | 'needs' | 'cohorts'
>;

/** What a scheme does not say is not what a fence asks for. */
export const allows = (
  fence: Asking,
  {
    scheme,
    year,
  }: {
    readonly year: string;
    readonly scheme: Pick<Scheme, 'scheme' | 'category' | 'area' | 'need' | 'cohort'>;
  },
): boolean =>
  (fence.years?.includes(year) ?? true) &&
  (fence.schemes?.includes(scheme.scheme) ?? true) &&
  (fence.categories?.includes(scheme.category) ?? true) &&
  (fence.areas === null ||
    fence.areas.includes(scheme.area) ||
    (fence.within?.has(scheme.area) ?? false)) &&
  (fence.needs?.includes(scheme.need ?? '') ?? true) &&
  (fence.cohorts?.includes(scheme.cohort ?? '') ?? true);

const allowedBy = (fence: RingFence): string =>
  [
    ...(fence.schemes ? [`the schemes ${fence.schemes.join(', ')}`] : []),
    ...(fence.categories ? [`schemes of ${fence.categories.join(', ')}`] : []),
    ...(fence.needs ? [`the need ${fence.needs.join(', ')}`] : []),
    ...(fence.cohorts ? [`the cohort ${fence.cohorts.join(', ')}`] : []),
    ...(fence.areas ? [fence.areas.join(', ')] : []),
    ...(fence.years ? [fence.years.join(', ')] : []),
  ].join(' in ');
