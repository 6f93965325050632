import type { FundView } from '#projections/reading/reading.js';
import { awards, type AwardHeld } from './award-length.js';
import { monthsAfter } from '#contracts/calendar.js';

/** An award that ends soon, with nothing decided about what follows. */
export interface CliffEdge extends AwardHeld {
  readonly provider: string;
  readonly end: string;
  /** Ends within so many months of the view's day. */
  readonly within: 3 | 6 | 12;
}

/** In months from the view's day. */
const windows = [3, 6, 12] as const;

/** The first of the windows in which an award ends; undefined where it is over, ends later or nobody knows. */
export const endsWithin = (end: string | null, day: string): CliffEdge['within'] | undefined =>
  end === null || end < day ? undefined : windows.find((months) => end <= monthsAfter(day, months));

/** Soonest first. An award whose end is unknown is not here; its length is counted as unknown. */
export const cliffEdges = (view: FundView): CliffEdge[] =>
  awards(view)
    .flatMap((award) => {
      const { end } = award;
      const { day } = view.moment;
      const within = endsWithin(end, day);
      if (end === null || within === undefined) return [];
      const provider = view.facts.get('award', award.award)?.attributes.provider ?? 'unknown';
      return [{ ...award, end, within, provider }];
    })
    .sort((a, b) => (a.end < b.end ? -1 : 1));
