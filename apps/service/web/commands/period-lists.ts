import { periodAfter } from '#contracts/financial-year.js';
import { periodOfPosting } from '../words.js';
import { all, together, type Listing } from './listing.js';

const periodsThat = (isOffered: (state: string) => boolean): Listing =>
  all(
    'period',
    ({ state }, _, id) => together(periodOfPosting(id), state),
    ({ state }) => isOffered(state),
  );

export const closedPeriods = periodsThat((state) => state !== 'open');

/** What somebody has closed softly or opened again, and the period that follows all of which something was said. */
export const openPeriods: Listing = (facts, ...rest) => {
  const last = facts.list('period').at(-1)?.id;
  const next = last === undefined ? [] : [periodAfter(last)];
  return [
    ...periodsThat((state) => state !== 'hard-closed')(facts, ...rest),
    ...next.map((value) => ({ value, text: periodOfPosting(value) })),
  ];
};
