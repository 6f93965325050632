import { z } from 'zod';
import { event } from '../../event-type.js';
import {
  Amount,
  Day,
  FinancialYear,
  Id,
  NatureOrUnknown,
  NonNegativeAmount,
  Text,
} from '../../values.js';
import { DecisionKind } from '../delegation.js';
import { Approval } from './move-shapes.js';
import { Counted } from './moves.js';

/**
 * Decisions of a fund, other than moves and recodings, that a scheme of delegation may name; and budget
 * that moves, or changes its nature, by another decision than a move.
 */
export const AuthorisedKind = DecisionKind.extract([
  'virement',
  'revenue-to-capital',
  'allocation',
  'held-money',
  'override',
  'permission',
  'reopening',
  'commitment',
  'contract-variation',
]);
export type AuthorisedKind = z.infer<typeof AuthorisedKind>;

/** What is decided, as an approval is bound to it: another place or amount is another decision. */
export const ToDecide = z.strictObject({
  decision: AuthorisedKind,
  /** The scheme of an allocation or the award of a promise, the permission, the period, or award and change. */
  subject: Text,
  /** The provider of an award, or what a permission permits; else `none`. */
  of: Text,
  /** The whole of it, also where other funds have a part. */
  amount: NonNegativeAmount,
  /** Whether it binds later years. */
  recurrent: z.boolean(),
  /**
   * What of it falls where in this fund; `none` where it is of no one scheme or source. Of budget that
   * moves, below zero where it leaves.
   */
  parts: z
    .array(
      z.strictObject({
        scheme: Id,
        source: Id,
        year: FinancialYear,
        nature: NatureOrUnknown,
        amount: Amount,
      }),
    )
    .min(1)
    .max(1_000),
});
export type ToDecide = z.infer<typeof ToDecide>;

/** An office lets somebody else decide it, once, up to a day. */
export const DecisionApproved = event('DecisionApproved', 2, {
  ...ToDecide.shape,
  until: Day,
  approval: Approval,
});

/** Who let somebody else decide it does so no more; it was not used yet. */
export const DecisionApprovalWithdrawn = event('DecisionApprovalWithdrawn', 1, {
  ...ToDecide.shape,
  approval: Approval,
  cause: Text,
});

/** Who decided it by which version of which delegation, and what now counts towards their limits. */
export const DecisionAuthorised = event('DecisionAuthorised', 2, {
  ...ToDecide.shape,
  /** `alone`: by the one person who asked for it, within the office's own limit. */
  how: z.enum(['approved', 'alone']),
  approvals: z.array(Approval).min(1).max(50),
  counted: z.array(Counted).max(600),
});

export const authorityEvents = {
  DecisionApproved,
  DecisionApprovalWithdrawn,
  DecisionAuthorised,
} as const;
