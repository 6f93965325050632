import { z } from 'zod';
import { ContractAwarded } from '../../events/award.js';
import { SubcontractChanged, SubcontractRecorded } from '../../events/award/contract.js';
import { OutcomePaymentsAgreed } from '../../events/award/outcome-payments.js';
import {
  AddedFunding,
  AwardYear,
  CostShare,
  FundingLine,
  novation,
} from '../../events/award/shapes.js';
import { Day, Id, NonNegativeAmount, OrganisationId, PositiveAmount, Text } from '../../values.js';
import { Override, Sources } from '../fund/shapes.js';

/** An obligation that exists in law whatever the budget says: recorded at once, on what it rests on. */
export const obliged = {
  obligation: z.enum(['none', 'law']).default('none'),
  legalBasis: Text.optional(),
};

/** What contracts and grants are asked for with; their value is the sum of their funding. */
export const inCommon = {
  provider: OrganisationId,
  start: ContractAwarded.schema.shape.start.default(null),
  end: ContractAwarded.schema.shape.end.default(null),
  statedMonths: ContractAwarded.schema.shape.statedMonths.default(null),
  funding: z
    .array(FundingLine.extend({ amount: PositiveAmount, sources: Sources }))
    .min(1)
    .max(200),
  costShares: z.array(CostShare).max(6).default([]),
  ...obliged,
};
/** By sufficient authority, beyond what its schemes have or the agreement's limits (rule 19). */
export const override = Override.optional();
export const asked = { title: Text, ...inCommon, override };

/** Money that a change adds; whose it is, like the award's own year if nothing is said. */
export const adds = z
  .array(
    AddedFunding.extend({
      amount: PositiveAmount,
      sources: AddedFunding.shape.sources.default('as-award'),
    }),
  )
  .max(200)
  .default([]);

/** Money that a change takes away from what is outstanding. */
export const releases = z
  .array(AwardYear.extend({ amount: PositiveAmount }))
  .max(200)
  .default([]);

const { payments, evidence } = OutcomePaymentsAgreed.schema.shape;

/** What of the award pays on outcomes; in a fund all of it, if no amount is named. */
export const outcomePayments = z.strictObject({
  payments: z
    .array(payments.element.extend({ amount: PositiveAmount.nullable().default(null) }))
    .max(50),
  evidence,
});

/** Another body takes the award over: as its provider's successor, or because it was agreed. */
export const novated = z.strictObject({
  change: Id,
  to: OrganisationId,
  cause: novation.cause.default('agreed'),
  evidence: Text,
});

/** What a lead provider passes on of its award. */
export const passingOn = {
  'record-subcontract': SubcontractRecorded.schema.extend({
    value: PositiveAmount,
    start: Day.nullable().default(null),
    end: Day.nullable().default(null),
  }),
  /** Other terms, or its end: then its value is what was passed on by its last day. */
  'vary-subcontract': SubcontractChanged.schema.extend({
    value: NonNegativeAmount,
    end: Day.nullable().default(null),
  }),
} as const;
