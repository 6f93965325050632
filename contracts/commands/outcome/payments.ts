import { z } from 'zod';
import {
  AccessRule,
  DoubleFundingPermitted,
  OutcomeTermsAgreed,
  Stage,
  StageRejected,
  StageVerified,
} from '../../events/outcome/payments.js';
import { Id, OrganisationId, PositiveAmount } from '../../values.js';

const { terms, agreedBy, evidence } = OutcomeTermsAgreed.schema.shape;

export const outcomePaymentCommands = {
  /** New terms, or a new version of terms from the day on which the command takes effect. */
  'agree-outcome-terms': z.strictObject({
    terms,
    stages: z
      .array(
        Stage.extend({
          amount: PositiveAmount,
          yearlyCap: PositiveAmount.nullable().default(null),
        }),
      )
      .min(1)
      .max(20),
    access: z
      .array(
        AccessRule.extend({
          atLeast: AccessRule.shape.atLeast.default(null),
          atMost: AccessRule.shape.atMost.default(null),
        }),
      )
      .max(20)
      .default([]),
    agreedBy,
    evidence,
  }),
  /** The command takes effect on the day on which the person started. */
  'start-person': z.strictObject({
    person: Id,
    terms: Id,
    /** What is shown of the person by the rules' names; judged, and not kept. */
    shown: z.record(Id, z.int()).default({}),
  }),
  'claim-stage': z.strictObject({
    claim: Id,
    person: Id,
    terms: Id,
    stage: Id,
    fund: Id,
    award: Id,
    provider: OrganisationId,
  }),
  'permit-double-funding': DoubleFundingPermitted.schema,
  'verify-stage': StageVerified.schema,
  'reject-stage': StageRejected.schema,
} as const;
