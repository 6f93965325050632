import type { budgetEvents } from '#contracts/events/fund/budget.js';
import type { EventOf } from '#contracts/events/all.js';
import type { FactChange } from '../fact-types.js';
import { change, type FactsBy, type Numbered } from './change.js';

export interface BudgetFacts {
  /** How a scheme's budget came to be what it is; identified by its event's number and a line. */
  'budget-change': {
    kind: 'allocated' | 'given-up' | 'moved-in' | 'moved-out';
    scheme: string;
    source: string;
    nature: string;
    year: string;
    amount: string;
  };
}

function budgetAllocated(event: Numbered<EventOf<'BudgetAllocated'>>): FactChange[] {
  const { scheme, source, nature, year, amount } = event.data;
  const allocated = { kind: 'allocated', scheme, source, nature, year, amount } as const;
  return [change(event, 'budget-change', String(event.number), allocated)];
}

export const budgetFacts: FactsBy<typeof budgetEvents> = { BudgetAllocated: budgetAllocated };
