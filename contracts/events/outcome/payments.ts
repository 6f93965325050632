import { z } from 'zod';
import { event } from '../../event-type.js';
import { Amount, Day, Id, OrganisationId, PersonalText, Text } from '../../values.js';

/** What is paid when an outcome has held for so long: 0 weeks is paid at the start. */
export const Stage = z.strictObject({
  stage: Id,
  weeks: z.int().min(0).max(520),
  amount: Amount,
  /** The most that is paid for this stage in one financial year, of all people; null for no limit. */
  yearlyCap: Amount.nullable(),
});

/** Who may be helped: `months-out-of-work`, at least 12. */
export const AccessRule = z.strictObject({
  fact: Id,
  atLeast: z.int().nullable(),
  atMost: z.int().nullable(),
});

export const OutcomeTermsAgreed = event('OutcomeTermsAgreed', 1, {
  terms: Id,
  /** From 1: a later version holds for those who start on its day or after. */
  version: z.int().min(1),
  stages: z.array(Stage).min(1).max(20),
  access: z.array(AccessRule).max(20),
  agreedBy: z.array(OrganisationId).min(1).max(50),
  evidence: Text,
});

/**
 * Somebody starts, on the event's day, under the terms of that day. The person is a reference that
 * means nothing outside the provider's own records, and what was shown of them is not kept: only
 * that it met the rules of that version (rule 16).
 */
export const PersonStarted = event('PersonStarted', 1, {
  person: Id,
  terms: Id,
  version: z.int().min(1),
  met: z.array(Id).max(20),
});

const claim = {
  claim: Id,
  person: Id,
  terms: Id,
  version: z.int().min(1),
  stage: Id,
  weeks: z.int().min(0),
  started: Day,
  /** The day on which the stage was reached. */
  reached: Day,
  /** The day before which another claim for the person is for the same outcome. */
  spellEnds: Day,
  fund: Id,
  award: Id,
  provider: OrganisationId,
  amount: Amount,
};

export const StageClaimed = event('StageClaimed', 1, claim);

/** Claimed although another claim stands for the same outcome of the same person: kept, not payable. */
export const DoubleFundingFound = event('DoubleFundingFound', 2, {
  ...claim,
  /** The claim that stands. */
  doubles: Id,
  /** The outcome of the same measure whose claim it is; null: this one. */
  elsewhere: Id.nullable(),
});

export const DoubleFundingPermitted = event('DoubleFundingPermitted', 1, {
  claim: Id,
  allowedBy: OrganisationId,
  office: Text,
  evidence: PersonalText,
});

export const StageVerified = event('StageVerified', 1, { claim: Id, evidence: PersonalText });

export const StageRejected = event('StageRejected', 1, { claim: Id, cause: PersonalText });

export const outcomePaymentEvents = {
  OutcomeTermsAgreed,
  PersonStarted,
  StageClaimed,
  DoubleFundingFound,
  DoubleFundingPermitted,
  StageVerified,
  StageRejected,
} as const;

export type Stage = z.infer<typeof Stage>;
export type AccessRule = z.infer<typeof AccessRule>;
