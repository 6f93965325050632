import type { ringFenceEvents } from '#contracts/events/fund/ring-fences.js';
import { change, type FactsBy } from './change.js';

export interface RingFenceFacts {
  'ring-fence': {
    name: string;
    source: string;
    natures: readonly string[];
    years: readonly string[] | null;
    schemes: readonly string[] | null;
    categories: readonly string[] | null;
    costCategories: readonly string[] | null;
    needs: readonly string[] | null;
    areas: readonly string[] | null;
    cohorts: readonly string[] | null;
    basis: 'accrued' | 'paid' | 'evidenced';
    yearLimited: boolean;
    until: string | null;
    evidence: string;
    /** From this day on it binds nobody. */
    ended?: string;
  };
  'share-limit': {
    name: string;
    source: string;
    kind: 'minimum' | 'maximum' | 'match';
    rate: string;
    rounding: 'nearest-penny' | 'nearest-pound' | 'down-to-penny';
    base: 'allocation' | 'spend';
    over: 'year' | 'programme';
    natures: readonly string[] | null;
    schemes: readonly string[] | null;
    categories: readonly string[] | null;
    costCategories: readonly string[] | null;
    by: string | null;
    until: string | null;
    evidence: string;
  };
  /** Money from elsewhere beside a source's own, as far as it is secured. */
  'source-match': {
    source: string;
    from: string;
    year: string;
    amount: string;
    state: 'being-secured' | 'secured' | 'not-secured';
    evidence: string;
  };
}

export const ringFenceFacts: FactsBy<typeof ringFenceEvents> = {
  RingFenceDefined: (event) => [change(event, 'ring-fence', event.data.ringFence, event.data)],
  RingFenceChanged: (event) => [change(event, 'ring-fence', event.data.ringFence, event.data)],
  RingFenceEnded: (event) => [
    change(event, 'ring-fence', event.data.ringFence, {
      ended: event.effective,
      evidence: event.data.evidence,
    }),
  ],
  ShareLimitSet: (event) => [change(event, 'share-limit', event.data.limit, event.data)],
  MatchFundingRecorded: (event) => [change(event, 'source-match', event.data.match, event.data)],
};
