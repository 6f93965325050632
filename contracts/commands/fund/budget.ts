import { z } from 'zod';
import { FinancialYear, Id, Nature, PositiveAmount } from '../../values.js';

export const budgetCommands = {
  'allocate-budget': z.strictObject({
    scheme: Id,
    source: Id,
    year: FinancialYear,
    nature: Nature.default('revenue'),
    amount: PositiveAmount,
  }),
} as const;
