import { z } from 'zod';
import { event } from '../../event-type.js';
import { Amount, FinancialYear, Id, NatureOrUnknown, OrganisationId, Text } from '../../values.js';
import { InvoicedPart, SpendingPart } from './shapes.js';

/** Spending as it stood, or stands: all of it, and what of it has been paid, by source. */
const Coding = z.strictObject({
  award: Id,
  nature: NatureOrUnknown,
  parts: z.array(InvoicedPart).max(200),
  paid: z.array(SpendingPart).max(200),
});

/**
 * Actuals put under another scheme, award or source: what was recorded is taken back whole, with what
 * was paid of it, and recorded anew under a name of its own (rule 1).
 */
export const SpendingRecoded = event('SpendingRecoded', 1, {
  expenditure: Id,
  corrects: Id,
  provider: OrganisationId,
  period: z.string().regex(/^\d{4}-\d{2}(-adj)?$/),
  relatesTo: FinancialYear,
  was: Coding,
  is: Coding,
  cost: Amount,
  overBudget: Amount,
  /** Why capital was written off to revenue, as abortive cost; null where it was not. */
  abortive: Text.nullable(),
});

export const recodingEvents = { SpendingRecoded } as const;
