import { z } from 'zod';
import { Period } from '../../events/fund/shapes.js';
import { FinancialYear, Id, Nature, OrganisationId, PositiveAmount, Text } from '../../values.js';

export const otherIncomeCommands = {
  'recover-vat': z.strictObject({
    recovery: Id,
    source: Id,
    nature: Nature.default('revenue'),
    /** The body that bought and recovers; the host if not said. */
    body: OrganisationId.optional(),
    /** VAT that arose up to the end of this month; of the day's month if not said. */
    upTo: Period.optional(),
    amount: PositiveAmount,
    reference: Text,
  }),
  'budget-other-income': z.strictObject({
    source: Id,
    year: FinancialYear,
    nature: Nature.default('revenue'),
    amount: PositiveAmount,
  }),
} as const;
