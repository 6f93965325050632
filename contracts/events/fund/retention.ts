import { z } from 'zod';
import { event } from '../../event-type.js';
import { Amount, FinancialYear, Id, NatureOrUnknown, OrganisationId, Text } from '../../values.js';
import { Period, SpendingPart } from './shapes.js';

const retention = {
  expenditure: Id,
  provider: OrganisationId,
  award: Id,
  nature: NatureOrUnknown,
  period: Period,
  relatesTo: FinancialYear,
  parts: z.array(SpendingPart).max(200),
  amount: Amount,
  /** Of this expenditure, after this. */
  retained: Amount,
  cause: Text,
};

/** Some of what is owed on an invoice is kept back: it is a cost, and is not payable. */
export const RetentionHeld = event('RetentionHeld', 1, retention);

/** What was kept back can be paid. */
export const RetentionReleased = event('RetentionReleased', 1, retention);

export const retentionEvents = { RetentionHeld, RetentionReleased } as const;
