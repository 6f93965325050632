import type { savingsEvents } from '#contracts/events/fund/savings.js';
import type { outcomeEvents } from '#contracts/events/outcome.js';
import { idOf, type EventOf } from '#contracts/events/all.js';
import { none } from '../posting.js';
import type { FactChange } from '../fact-types.js';
import { change, type FactsBy } from './change.js';

export interface OutcomeFacts {
  outcome: {
    measure: string;
    unit: string;
    better: string;
    cohort: string;
    area: string;
    from: string;
    to: string;
    /** Absent while nobody has agreed one. */
    baseline?: string;
    baselineAgreedBy?: readonly string[];
    measured?: string;
    savingsShare?: {
      readonly fund: string;
      readonly source: string;
      readonly payer: string;
      readonly unitSaving: string;
      readonly rate: string;
      readonly cap: string | null;
    };
    /** What the share comes to as last assessed: expected, never cash. */
    shareAssessed?: string;
    shareConfirmed?: string;
  };
}

const outcome = (
  event: EventOf<keyof typeof outcomeEvents>,
  attributes: Partial<OutcomeFacts['outcome']>,
): FactChange[] => [change(event, 'outcome', idOf(event.stream), attributes)];

const baseline = (event: EventOf<'BaselineAgreed'> | EventOf<'BaselineSuperseded'>): FactChange[] =>
  outcome(event, { baseline: event.data.value, baselineAgreedBy: event.data.agreedBy });

export const outcomeFacts: FactsBy<typeof outcomeEvents & typeof savingsEvents> = {
  OutcomeDefined: (event) => outcome(event, event.data),
  BaselineAgreed: baseline,
  BaselineSuperseded: baseline,
  OutcomeMeasured: (event) => outcome(event, { measured: event.data.value }),
  SavingsShareAgreed: (event) => {
    const { fund, source, payer, unitSaving, rate, cap } = event.data;
    return outcome(event, { savingsShare: { fund, source, payer, unitSaving, rate, cap } });
  },
  SavingsShareAssessed: (event) => outcome(event, { shareAssessed: event.data.share }),
  SavingsShareConfirmed: (event) => outcome(event, { shareConfirmed: event.data.share }),
  SavingsShareReceived: (event) => {
    const { income, from, source, relatesTo, amount, reference } = event.data;
    const received = { kind: 'savings-share', from, source, relatesTo, amount, reference };
    return [change(event, 'income', income, { ...received, scheme: none })];
  },
};
