import { z } from 'zod';
import { event } from '../../event-type.js';
import { Amount, FinancialYear, Id, NatureOrUnknown, OrganisationId, Text } from '../../values.js';
import { SpendingPart, Period } from './shapes.js';

const invoice = { expenditure: Id, provider: OrganisationId, award: Id };

/** An office lets an invoice be paid, whole or in part. It posts nothing: the cost counts already. */
export const ExpenditureApproved = event('ExpenditureApproved', 1, {
  ...invoice,
  amount: Amount,
  /** In all, with what was paid before anybody approved anything. */
  approved: Amount,
});

/** A claim that is not accepted. An accrual that it should have cleared stays. */
export const ExpenditureRejected = event('ExpenditureRejected', 1, {
  ...invoice,
  amount: Amount,
  cause: Text,
});

/** Some of a claim or an invoice is contested: it posts nothing, and is not paid meanwhile. */
export const ExpenditureDisputed = event('ExpenditureDisputed', 1, {
  ...invoice,
  amount: Amount,
  /** In all, after this. */
  disputed: Amount,
  cause: Text,
});

/** A dispute ends, whole or in part: payable after all, or gone with what was taken back. */
export const DisputeResolved = event('DisputeResolved', 1, {
  ...invoice,
  amount: Amount,
  /** Still contested, after this. */
  disputed: Amount,
  outcome: z.enum(['payable', 'credited', 'reversed', 'rejected']),
  finding: Text,
});

/** The provider pays back what it was paid and is no longer owed. */
export const ExpenditureRecovered = event('ExpenditureRecovered', 1, {
  ...invoice,
  nature: NatureOrUnknown,
  period: Period,
  relatesTo: FinancialYear,
  parts: z.array(SpendingPart).max(200),
  amount: Amount,
  reference: Text,
});

export const invoiceEvents = {
  ExpenditureApproved,
  ExpenditureRejected,
  ExpenditureDisputed,
  DisputeResolved,
  ExpenditureRecovered,
} as const;
