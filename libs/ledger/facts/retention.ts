import type { EventOf } from '#contracts/events/all.js';
import type { retentionEvents } from '#contracts/events/fund/retention.js';
import type { FactChange } from '../fact-types.js';
import { change, type FactsBy } from './change.js';

export interface RetentionFacts {
  /** What is kept back of an expenditure, by its identifier. */
  retention: { award: string; provider: string; retained: string; cause: string };
}

const retention = (
  event: EventOf<'RetentionHeld'> | EventOf<'RetentionReleased'>,
): FactChange[] => {
  const { expenditure, award, provider, retained, cause } = event.data;
  return [change(event, 'retention', expenditure, { award, provider, retained, cause }, provider)];
};

export const retentionFacts: FactsBy<typeof retentionEvents> = {
  RetentionHeld: retention,
  RetentionReleased: retention,
};
