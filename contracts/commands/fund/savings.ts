import { z } from 'zod';
import { FinancialYear, Id, PositiveAmount, Text } from '../../values.js';

export const savingsCommands = {
  'receive-savings-share': z.strictObject({
    income: Id,
    outcome: Id,
    /** The year whose income it is; of the day if not said. */
    relatesTo: FinancialYear.optional(),
    amount: PositiveAmount,
    reference: Text,
  }),
} as const;
