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

const windows = [3, 6, 12] as const;

/** Soonest first. An award whose end is unknown is not here; its length is counted as unknown. */
export const cliffEdges = (view: FundView): CliffEdge[] =>
  awards(view)
    .flatMap((award) => {
      const { end } = award;
      const { day } = view.moment;
      if (end === null || end < day) return [];
      const within = windows.find((months) => end <= monthsAfter(day, months));
      const provider = view.facts.get('award', award.award)?.attributes.provider ?? 'unknown';
      return within === undefined ? [] : [{ ...award, end, within, provider }];
    })
    .sort((a, b) => (a.end < b.end ? -1 : 1));
