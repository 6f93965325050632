import { z } from 'zod';
import { event } from '../../event-type.js';
import {
  Amount,
  Day,
  FinancialYear,
  Id,
  NatureOrUnknown,
  OrganisationId,
  Text,
} from '../../values.js';
import { Approval } from './move-shapes.js';
import { Counted } from './moves.js';
import { InvoicedPart, Period, SpendingPart } from './shapes.js';

/** Spending as it stood, or stands: all of it, and what of it has been paid, by source. */
const Coding = z.strictObject({
  award: Id,
  nature: NatureOrUnknown,
  parts: z.array(InvoicedPart).max(200),
  paid: z.array(SpendingPart).max(200),
});

/**
 * Actuals put under another scheme, award or source: what was recorded, or a part of it, is taken back
 * with what was paid of it, and recorded anew under a name of its own (rule 1).
 */
export const SpendingRecoded = event('SpendingRecoded', 4, {
  expenditure: Id,
  corrects: Id,
  /** As it was recorded; under an award it is by the identifier that the award has of the same body. */
  provider: OrganisationId,
  period: z.string().regex(/^\d{4}-\d{2}(-adj)?$/),
  relatesTo: FinancialYear,
  was: Coding,
  is: Coding.extend({ provider: OrganisationId }),
  cost: Amount,
  /** Cost that stays where it was, under the name that is corrected. */
  left: Amount,
  overBudget: Amount,
  /** Put under an award that pays on outcomes: what goes beyond the part that it pays otherwise. */
  besideStages: Amount,
  /** Why capital was written off to revenue, as abortive cost; null where it was not. */
  abortive: Text.nullable(),
});

/** A share of payments as it was coded, or is: whose cost, on what, and whose money. */
const CodedPayments = z.strictObject({
  award: Id,
  provider: OrganisationId,
  nature: NatureOrUnknown,
  relatesTo: FinancialYear,
  ...SpendingPart.shape,
});

/**
 * Published payments put under another scheme, source, nature or award: an amount, for the fund does
 * not keep them one by one. What was taken from where is taken back, and recorded anew (rule 1), in
 * an open period of the accounting year in which it stood.
 */
export const PaymentsRecoded = event('PaymentsRecoded', 2, {
  recoding: Id,
  year: FinancialYear,
  period: Period,
  /** Aligned money was paid by its owner, and by no pool. */
  form: z.enum(['cash', 'aligned']),
  was: z.array(CodedPayments).max(1200),
  is: z.array(CodedPayments).max(6000),
  cost: Amount,
  overBudget: Amount,
  /** Put under an award that pays on outcomes: what goes beyond the part that it pays otherwise. */
  besideStages: Amount,
  /** Identifiers of the payments, as far as they were named. */
  payments: z.array(Text).max(200),
  /** Why capital was written off to revenue, as abortive cost; null where it was not. */
  abortive: Text.nullable(),
});
export type CodedPayments = z.infer<typeof CodedPayments>;

/** Somebody asks for a recoding that others have to decide. */
export const RecodingProposed = event('RecodingProposed', 2, {
  proposal: Id,
  proposer: Id,
  organisation: OrganisationId,
  /** Whose approval it needs. */
  organisations: z.array(OrganisationId).max(50),
  cost: Amount,
  /** The command as it was asked for, with its name. */
  recoding: z.record(z.string(), z.json()),
  /** The last day on which it can be approved; null where none was named. */
  expires: Day.nullable(),
});

/** One office's approval; others are still lacking, or the recoding follows at once. */
export const RecodingApproved = event('RecodingApproved', 1, { proposal: Id, approval: Approval });

/** It is not made: its proposer withdrew it, or somebody who was asked rejected it. */
export const RecodingProposalEnded = event('RecodingProposalEnded', 1, {
  proposal: Id,
  how: z.enum(['withdrawn', 'rejected']),
  by: Id,
  cause: Text,
});

/** Nobody decided it by its last day. */
export const RecodingProposalLapsed = event('RecodingProposalLapsed', 1, {
  proposal: Id,
  expired: Day,
});

/** Who decided a recoding by which delegation, and what now counts towards their limits (rule 20). */
export const RecodingAuthorised = event('RecodingAuthorised', 1, {
  of: z.enum(['spending', 'payments']),
  /** The expenditure under which it is now, or the recoding of published payments. */
  recoding: Id,
  proposal: Id.nullable(),
  cost: Amount,
  /** `alone`: by one person, who asked for it, within the office's own limit. */
  how: z.enum(['approved', 'alone']),
  approvals: z.array(Approval).min(1).max(50),
  counted: z.array(Counted).max(600),
});

export const recodingEvents = {
  SpendingRecoded,
  PaymentsRecoded,
  RecodingProposed,
  RecodingApproved,
  RecodingProposalEnded,
  RecodingProposalLapsed,
  RecodingAuthorised,
} as const;
