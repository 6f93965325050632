import { z } from 'zod';
import { Month } from '../../events/fund/shapes.js';
import {
  Amount,
  Day,
  FinancialYear,
  Id,
  Nature,
  NonNegativeAmount,
  OrganisationId,
  Text,
} from '../../values.js';

const line = { scheme: Id, source: Id, year: FinancialYear, nature: Nature.default('revenue') };

export const monitoringCommands = {
  'profile-budget': z.strictObject({
    ...line,
    /** Twelve amounts, April first, that sum to the budget; even parts if not said. */
    months: z.array(NonNegativeAmount).length(12).optional(),
  }),
  'submit-forecast': z.strictObject({
    ...line,
    /** The month at whose end the year was looked at. */
    month: Month,
    outturn: Amount,
    explanation: Text,
  }),
  'agree-balances': z.strictObject({
    with: OrganisationId,
    at: Day,
    logNumber: z.int().min(1),
    /**
     * What the body owes by each side's books, on balance; below zero where the fund owes it. Ours is
     * read from the books as known at that number; where it is said, it must be the same.
     */
    ours: Amount.optional(),
    theirs: Amount,
    /** What a difference comes from, where it is known. */
    explanation: Text.optional(),
  }),
} as const;
