import { z } from 'zod';
import { Id, Nature, Text } from '../../values.js';

export const stageCommands = {
  /** The claim says who is paid, on which award and how much: nothing else may be said of it. */
  'verify-stage-payment': z.strictObject({
    outcome: Id,
    claim: Id,
    nature: Nature.default('revenue'),
    /** The accrual of an earlier month that this payment clears. */
    accrual: Id.optional(),
  }),
} as const;

/** A step of rejecting a claim on an outcome. */
export const stageSteps = {
  'bar-stage-payment': z.strictObject({ outcome: Id, claim: Id, cause: Text }),
} as const;
