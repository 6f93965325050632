import { z } from 'zod';
import { Weight } from '../../events/fund/budget.js';
import { Day, FinancialYear, Id, Nature, PositiveAmount, Text } from '../../values.js';
import { Override } from './shapes.js';

const budget = { source: Id, year: FinancialYear, nature: Nature.default('revenue') };
/** The budget that is overspent. Default of the amount: all that is missing there. */
const overspent = { scheme: Id, ...budget, amount: PositiveAmount.optional() };

export const budgetCommands = {
  'allocate-budget': z.strictObject({
    scheme: Id,
    ...budget,
    amount: PositiveAmount,
    /** By sufficient authority, beyond what the source has unallocated; never beyond a ring-fence. */
    override: Override.optional(),
  }),
  'allocate-by-formula': z.strictObject({
    formula: Id,
    ...budget,
    amount: PositiveAmount,
    measure: Text,
    measuredOn: Day,
    /** Each area by the scheme that serves it. */
    weights: z
      .array(z.strictObject({ area: Id, scheme: Id, weight: Weight }))
      .min(1)
      .max(500),
  }),
  'give-up-budget': z.strictObject({ scheme: Id, ...budget, amount: PositiveAmount }),
  'close-scheme': z.strictObject({ scheme: Id, cause: Text }),
  /** Budget of another scheme is moved by a reallocation: then the task is covered from elsewhere. */
  'cover-overspend': z.strictObject({
    task: Id,
    cover: z.discriminatedUnion('from', [
      z.strictObject({ from: z.literal('unallocated'), ...overspent }),
      z.strictObject({ from: z.literal('elsewhere'), reference: Text }),
    ]),
  }),
} as const;
