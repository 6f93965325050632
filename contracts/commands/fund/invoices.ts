import { z } from 'zod';
import { Id, PositiveAmount, Text } from '../../values.js';

/** What becomes of a claim or an invoice beside being verified and paid. Amounts: the whole if not said. */
export const invoiceCommands = {
  'approve-expenditure': z.strictObject({ expenditure: Id, amount: PositiveAmount.optional() }),
  'reject-expenditure': z.strictObject({ expenditure: Id, cause: Text }),
  'dispute-expenditure': z.strictObject({
    expenditure: Id,
    amount: PositiveAmount.optional(),
    cause: Text,
  }),
  'resolve-dispute': z.strictObject({
    expenditure: Id,
    amount: PositiveAmount.optional(),
    finding: Text,
  }),
  'recover-expenditure': z.strictObject({
    expenditure: Id,
    amount: PositiveAmount.optional(),
    reference: Text,
  }),
} as const;
