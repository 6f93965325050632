import type { periodEvents } from '#contracts/events/fund/periods.js';
import { change, type FactsBy } from './change.js';

export interface PeriodFacts {
  /** Identified by the period; one that nobody has closed has no fact, and is open. */
  period: { state: string; offices: readonly string[] };
}

export const periodFacts: FactsBy<typeof periodEvents> = {
  PeriodSoftClosed: (event) => [
    change(event, 'period', event.data.period, {
      state: 'soft-closed',
      offices: event.data.offices,
    }),
  ],
  PeriodHardClosed: (event) => [
    change(event, 'period', event.data.period, { state: 'hard-closed', offices: [] }),
  ],
  PeriodReopened: (event) => [
    change(event, 'period', event.data.period, { state: 'open', offices: [] }),
  ],
};
