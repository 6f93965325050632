import { z } from 'zod';
import {
  FinancialYear,
  Id,
  Nature,
  NatureOrUnknown,
  OrganisationId,
  Text,
  PositiveAmount,
} from '../../values.js';
import {
  ContributionConditionMet,
  ContributionConditionNotMet,
  ContributionConfirmed,
} from '../../events/fund/contributions.js';
import { Schedule, published } from './shapes.js';

const condition = ContributionConfirmed.schema.shape.conditions.element;

export const contributionCommands = {
  'pledge-contribution': z.strictObject({
    contribution: Id,
    source: Id,
    year: FinancialYear,
    nature: Nature.default('revenue'),
    /** Default: the power that the source gives under. */
    power: Text.optional(),
    form: z.enum(['cash', 'in-kind']).default('cash'),
    recurrent: z.boolean().default(false),
    certainty: z.enum(['indicative', 'expected']).default('indicative'),
    amount: PositiveAmount,
    /** Of a partner's later year: agreed, subject to its annual budget. */
    subjectToBudget: z.boolean().optional(),
    /** Default: due whole on the first day of the year. */
    schedule: Schedule.optional(),
  }),
  'confirm-contribution': z.strictObject({
    contribution: Id,
    /** Default: the whole of it. The rest stays as it is, as a contribution of its own. */
    amount: PositiveAmount.optional(),
    rest: Id.optional(),
    evidence: Text,
    /** Whether the evidence is the resolution by which the annual budget that it is subject to is set. */
    budgetResolution: z.boolean().optional(),
    /** On what the money depends, each with the day by which it is to be met, where there is one. */
    conditions: z
      .array(condition.extend({ due: condition.shape.due.default(null) }))
      .max(50)
      .default([]),
  }),
  'meet-contribution-condition': ContributionConditionMet.schema,
  'fail-contribution-condition': ContributionConditionNotMet.schema,
  'vary-contribution': z.strictObject({
    contribution: Id,
    /** What it amounts to from now on. */
    amount: PositiveAmount,
    evidence: Text,
    /** For what nobody has invoiced or paid. Default: on the days as before, in proportion. */
    schedule: Schedule.optional(),
  }),
  'withdraw-contribution': z.strictObject({
    contribution: Id,
    /** Default: the whole of it. */
    amount: PositiveAmount.optional(),
    evidence: Text,
  }),
  'schedule-contribution': z.strictObject({ contribution: Id, schedule: Schedule }),
  'invoice-instalment': z.strictObject({
    contribution: Id,
    instalment: Id,
    amount: PositiveAmount.optional(),
    reference: Text,
  }),
  'receive-instalment': z.strictObject({
    contribution: Id,
    instalment: Id,
    amount: PositiveAmount.optional(),
    method: z.enum(['bank', 'journal']).default('bank'),
    reference: Text,
  }),
  'provide-in-kind': z.strictObject({
    contribution: Id,
    amount: PositiveAmount,
    description: Text,
  }),
  'record-other-income': z.strictObject({
    income: Id,
    kind: z.enum(['client-contribution', 'interest', 'other']),
    from: OrganisationId.default('unknown'),
    source: Id.default('unknown'),
    scheme: Id.default('unknown'),
    nature: NatureOrUnknown.default('revenue'),
    relatesTo: FinancialYear.optional(),
    amount: PositiveAmount,
    reference: Text,
    published,
  }),
} as const;
