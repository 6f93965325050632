import { z } from 'zod';
import { event } from '../../event-type.js';
import { Amount, Certainty, Day, FinancialYear, Id, Nature, Text } from '../../values.js';
import { Form, Instalment, Period, Restatement } from './shapes.js';

const contributionOf = { contribution: Id, source: Id, year: FinancialYear, nature: Nature };

/** An instalment that changes, and when the change of what is due counts. */
const DueLine = z.strictObject({ ...Instalment.shape, counts: Day, period: Period });

/** What is taken back of an instalment that was invoiced or received, at least in part. */
const TakenBack = z.strictObject({
  instalment: Id,
  /** Its amount from now on. */
  left: Amount,
  counts: Day,
  period: Period,
  /** Due and not invoiced, invoiced and not received: no longer owed. */
  uninvoiced: Amount,
  invoiced: Amount,
  /** Received: to be returned. */
  received: Amount,
});

const changed = {
  ...contributionOf,
  form: Form,
  certainty: Certainty,
  was: Amount,
  amount: Amount,
  evidence: Text,
  period: Period,
  /** By how much what is unallocated rises or falls, by certainty. In kind is never unallocated. */
  unallocated: z.array(z.strictObject({ certainty: Certainty, amount: Amount })),
  /** What money that stands elsewhere becomes: nothing is taken from where it was promised. */
  restatedAs: z.enum(['confirmed', 'indicative']),
  restated: z.array(Restatement),
  /** Instalments that nobody had invoiced or paid: taken off, and put in their place. */
  replaced: z.array(DueLine).max(400),
  instalments: z.array(DueLine).max(400),
  takenBack: z.array(TakenBack).max(400),
};

/** The amount is agreed anew; how certain it is stays as it was. */
export const ContributionVaried = event('ContributionVaried', 1, changed);

/** Wholly or in part, the money does not come, or has to go back. */
export const ContributionWithdrawn = event('ContributionWithdrawn', 1, changed);

/** A part is set apart as a contribution of its own, before only the rest is confirmed. */
export const ContributionDivided = event('ContributionDivided', 1, {
  ...contributionOf,
  form: Form,
  recurrent: z.boolean(),
  certainty: z.enum(['indicative', 'expected']),
  replaced: z.array(Instalment).max(400),
  /** What stays under the contribution, and when it falls due. */
  amount: Amount,
  instalments: z.array(Instalment).min(1).max(400),
  part: z.strictObject({
    contribution: Id,
    amount: Amount,
    instalments: z.array(Instalment).min(1).max(400),
  }),
});

export const variationEvents = {
  ContributionVaried,
  ContributionWithdrawn,
  ContributionDivided,
} as const;
export type DueLine = z.infer<typeof DueLine>;
export type TakenBack = z.infer<typeof TakenBack>;
