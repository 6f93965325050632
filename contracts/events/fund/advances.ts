import { z } from 'zod';
import { event } from '../../event-type.js';
import { Amount, FinancialYear, Id, NatureOrUnknown, OrganisationId, Text } from '../../values.js';
import { SpendingPart, Period } from './shapes.js';

const advance = {
  advance: Id,
  provider: OrganisationId,
  award: Id,
  nature: NatureOrUnknown,
  period: Period,
  /** The year whose commitment it is paid ahead of. */
  relatesTo: FinancialYear,
};
/** Cash by whose money it is: an advance draws on no commitment until it is evidenced. */
const parts = z
  .array(z.strictObject({ scheme: Id, source: Id, area: Id, amount: Amount }))
  .max(200);

/** A provider is paid before the work is done: no cost yet, and nothing of the commitment is matched. */
export const AdvancePaid = event('AdvancePaid', 1, {
  ...advance,
  parts,
  amount: Amount,
  remittance: Text,
});

/** The provider shows what an advance was spent on: the cost arises, and the commitment is matched. */
export const AdvanceEvidenced = event('AdvanceEvidenced', 1, {
  ...advance,
  expenditure: Id,
  parts: z.array(SpendingPart).max(200),
  cost: Amount,
  overBudget: Amount,
  reference: Text,
  /** Of the advance, neither evidenced nor returned after this. */
  left: Amount,
});

/** The provider pays back what it did not need. */
export const AdvanceReturned = event('AdvanceReturned', 1, {
  ...advance,
  parts,
  amount: Amount,
  reference: Text,
  left: Amount,
});

export const advanceEvents = { AdvancePaid, AdvanceEvidenced, AdvanceReturned } as const;
