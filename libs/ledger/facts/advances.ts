import type { advanceEvents } from '#contracts/events/fund/advances.js';
import type { EventOf } from '#contracts/events/all.js';
import type { FactChange } from '../fact-types.js';
import { change, overAward, overBudget, type FactsBy, type Numbered } from './change.js';

export interface AdvanceFacts {
  /** Money that a provider has ahead of the work. */
  advance: {
    award: string;
    relatesTo: string;
    paidOn: string;
    amount: string;
    /** Neither evidenced nor returned. */
    left: string;
    remittance: string;
  };
}

function paid(event: Numbered<EventOf<'AdvancePaid'>>): FactChange[] {
  const { advance, provider, award, relatesTo, amount, remittance } = event.data;
  const open = { award, relatesTo, paidOn: event.effective, amount, left: amount, remittance };
  const payment = { kind: 'advance', of: advance, award, amount, reference: remittance } as const;
  return [
    change(event, 'advance', advance, open, provider),
    change(event, 'payment', String(event.number), payment, provider),
  ];
}

function evidenced(event: Numbered<EventOf<'AdvanceEvidenced'>>): FactChange[] {
  const { advance, expenditure, provider, award, cost, reference, left } = event.data;
  const evidence = { provider, award, state: 'evidenced', amount: cost, reference };
  return [
    change(event, 'advance', advance, { left }, provider),
    change(event, 'expenditure', expenditure, evidence, provider),
    ...overAward(event, event.data),
    ...overBudget(event, event.data),
  ];
}

function returned(event: Numbered<EventOf<'AdvanceReturned'>>): FactChange[] {
  const { advance, provider, award, amount, reference, left } = event.data;
  const payment = { kind: 'advance-returned', of: advance, award, amount, reference } as const;
  return [
    change(event, 'advance', advance, { left }, provider),
    change(event, 'payment', String(event.number), payment, provider),
  ];
}

export const advanceFacts: FactsBy<typeof advanceEvents> = {
  AdvancePaid: paid,
  AdvanceEvidenced: evidenced,
  AdvanceReturned: returned,
};
