import { z } from 'zod';
import { event } from '../../event-type.js';
import { Amount, Id, Text } from '../../values.js';

/**
 * Which part of an award pays on the stages of an outcome, and on nothing else: in place of what was
 * recorded of that before. A contract or a grant may pay the rest as it pays otherwise.
 */
export const OutcomePaymentsAgreed = event('OutcomePaymentsAgreed', 1, {
  payments: z
    .array(
      z.strictObject({
        fund: Id,
        outcome: Id,
        /** Of what the award has in the fund; null: all of it. */
        amount: Amount.nullable(),
      }),
    )
    .max(50),
  evidence: Text,
});

export const outcomePaymentsEvents = { OutcomePaymentsAgreed } as const;

export type OutcomePayment = z.infer<typeof OutcomePaymentsAgreed.schema>['payments'][number];
