import { z } from 'zod';
import { Id, PositiveAmount, Text } from '../../values.js';

/** What the terms of a contract keep back is kept back with each invoice; these are for the rest. */
export const retentionCommands = {
  'hold-retention': z.strictObject({ expenditure: Id, amount: PositiveAmount, cause: Text }),
  'release-retention': z.strictObject({
    expenditure: Id,
    amount: PositiveAmount.optional(),
    cause: Text,
  }),
} as const;
