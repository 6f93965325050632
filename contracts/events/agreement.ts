import { z } from 'zod';
import { event, type DraftOf } from '../event-type.js';
import { Amount, Day, FinancialYear, Id, Nature, OrganisationId, Text } from '../values.js';
import { ExitLine } from './agreement/exit.js';
import { termsShape } from './agreement/terms.js';

/** The terms as one deed states them; they take effect on the event's day. */
const deed = {
  /** Counted from 1; the same terms are never stated twice under one number. */
  version: z.int().min(1),
  /** The day of the deed; null where it is not known (rule 14). */
  signedOn: Day.nullable(),
  ...termsShape,
};

export const AgreementSigned = event('AgreementSigned', 4, deed);

/** May take effect before it is recorded: decisions made until then keep their judgement (rule 12). */
export const AgreementVaried = event('AgreementVaried', 3, { ...deed, changes: Text });

export const NoticeGiven = event('NoticeGiven', 1, {
  partner: OrganisationId,
  kind: z.enum(['no-fault', 'breach']),
  /** The last day of the partner's part. */
  ends: Day,
  grounds: Text,
});

/** What the pool owes the partner less what it owes the pool; below zero where the partner owes more. */
const settlement = { lines: z.array(ExitLine).max(200), net: Amount };

export const PartnerLeft = event('PartnerLeft', 1, {
  partner: OrganisationId,
  by: z.enum(['notice', 'consent', 'termination']),
  ...settlement,
  evidence: Text,
});

export const ExitSettlementDisputed = event('ExitSettlementDisputed', 1, {
  partner: OrganisationId,
  by: OrganisationId,
  /** How much of it is disputed. */
  amount: Amount,
  grounds: Text,
});

export const ExitSettlementAgreed = event('ExitSettlementAgreed', 1, {
  partner: OrganisationId,
  ...settlement,
  /** The agreed net less the one first proposed. */
  difference: Amount,
  evidence: Text,
});

export const AgreementTerminated = event('AgreementTerminated', 1, { cause: Text, evidence: Text });

export const ReviewHeld = event('ReviewHeld', 1, {
  /** The review date of the agreement that it answers; null where it was held beside them. */
  due: Day.nullable(),
  outcome: Text,
});

/** Money of a fund that its lead authority hands on to another body to spend. */
export const PassDownRecorded = event('PassDownRecorded', 1, {
  passDown: Id,
  fund: Id,
  to: OrganisationId,
  /** The fund of this ledger in which the body holds it: counted there, and no second time here. */
  toFund: Id.nullable(),
  /** The award of the fund under which it is handed on, where there is one. */
  award: Id.nullable(),
  year: FinancialYear,
  nature: Nature,
  amount: Amount,
  power: Text,
  evidence: Text,
});

/** What it comes to in all: put right, or nothing any more. */
export const PassDownChanged = event('PassDownChanged', 1, {
  passDown: Id,
  fund: Id,
  amount: Amount,
  cause: Text,
});

export const agreementEvents = {
  AgreementSigned,
  AgreementVaried,
  NoticeGiven,
  PartnerLeft,
  ExitSettlementDisputed,
  ExitSettlementAgreed,
  AgreementTerminated,
  ReviewHeld,
  PassDownRecorded,
  PassDownChanged,
} as const;
export type AgreementEvent = DraftOf<typeof agreementEvents>;
