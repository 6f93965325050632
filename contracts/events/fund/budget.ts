import { z } from 'zod';
import { event } from '../../event-type.js';
import { Amount, Certainty, FinancialYear, Id, Nature } from '../../values.js';
import { Period } from './shapes.js';

export const BudgetAllocated = event('BudgetAllocated', 2, {
  scheme: Id,
  source: Id,
  year: FinancialYear,
  nature: Nature,
  period: Period,
  area: Id,
  amount: Amount,
  parts: z.array(z.strictObject({ certainty: Certainty, amount: Amount })).min(1),
});

export const budgetEvents = { BudgetAllocated } as const;
