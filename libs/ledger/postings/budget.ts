import { idOf, type EventOf } from '#contracts/events/all.js';
import type { budgetEvents } from '#contracts/events/fund/budget.js';
import { parsePence } from '#libs/money/pence.js';
import { budget, move, none, type Dimensions, type Posting, type PostingsBy } from '../posting.js';

export function budgetAllocated(event: EventOf<'BudgetAllocated'>): Posting[] {
  const { data, effective } = event;
  const on: Omit<Dimensions, 'account'> = {
    fund: idOf(event.stream),
    period: data.period,
    relatesTo: data.year,
    nature: data.nature,
    source: data.source,
    scheme: none,
    award: none,
    provider: none,
    area: none,
  };
  return data.parts.flatMap(({ certainty, amount }) =>
    move(
      parsePence(amount),
      effective,
      on,
      { account: budget('unallocated', certainty) },
      { account: budget('scheme', certainty), scheme: data.scheme, area: data.area },
    ),
  );
}

export const budgetPostings: PostingsBy<typeof budgetEvents> = { BudgetAllocated: budgetAllocated };
