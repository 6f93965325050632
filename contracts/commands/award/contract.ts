import { z } from 'zod';
import { ContractAwarded } from '../../events/award.js';
import {
  AwardLinesMoved,
  BreakNoticeGiven,
  contractTerms,
  Published,
  TransparencyNoticePublished,
} from '../../events/award/contract.js';
import { Need } from '../../events/award/personal-budget.js';
import { Amount, Day, Id, PositiveAmount, Text } from '../../values.js';
import type { CommandsOf } from '../commands-of.js';
import {
  adds,
  asked,
  inCommon,
  novated,
  obliged,
  passingOn,
  outcomePayments,
  override,
  releases,
} from './shapes.js';

const option = contractTerms.options.element;
const indexation = contractTerms.indexation.unwrap();
/** Needs with what they cost, or what somebody decided instead of their sum. */
const builtUp = {
  needs: z
    .array(Need.extend({ amount: PositiveAmount }))
    .min(1)
    .max(100),
  override: z.strictObject({ amount: PositiveAmount, reason: Text }).nullable().default(null),
};
const retention = contractTerms.retention.unwrap();

/** What a contract says beside its money. */
const terms = {
  options: z
    .array(
      option.extend({
        exerciseBy: option.shape.exerciseBy.default(null),
        value: option.shape.value.default(null),
      }),
    )
    .max(10),
  breaks: contractTerms.breaks,
  indexation: indexation
    .extend({
      cap: indexation.shape.cap.default(null),
      collar: indexation.shape.collar.default(null),
      places: indexation.shape.places.default(4),
    })
    .nullable(),
  flexibility: contractTerms.flexibility,
  retention: retention
    .extend({
      percent: retention.shape.percent.refine((rate) => Number(rate) <= 1, {
        error: 'no more than the whole of an invoice can be kept back: 5 % is "0.05"',
      }),
      most: retention.shape.most.default(null),
      until: retention.shape.until.default(null),
    })
    .nullable(),
  leadProvider: contractTerms.leadProvider,
};

/** What is not said when it is awarded is not agreed. */
const firstTerms = {
  options: terms.options.default([]),
  breaks: terms.breaks.default([]),
  indexation: terms.indexation.default(null),
  flexibility: terms.flexibility.default(null),
  retention: terms.retention.default(null),
  leadProvider: terms.leadProvider.default(false),
};

export const contractCommands = {
  'award-contract': z.strictObject({
    ...asked,
    payment: ContractAwarded.schema.shape.payment.default('monthly-in-arrears'),
    optionMonths: ContractAwarded.schema.shape.optionMonths.default([]),
    optionsValue: Amount.default('0.00'),
    regime: ContractAwarded.schema.shape.regime.default('unknown'),
    terms: z.strictObject(firstTerms).optional(),
  }),
  /** Money that follows a person. Its title is its kind, for a title of its own might tell who it is. */
  'award-personal-budget': z.strictObject({
    ...inCommon,
    payment: ContractAwarded.schema.shape.payment.default('on-claim'),
    person: Id,
    ...builtUp,
  }),
  /** What the needs now come to over the whole term, and what that adds or takes away from the day on. */
  'reassess-personal-budget': z.strictObject({
    change: Id,
    ...builtUp,
    adds,
    releases,
    /** A care package is owed in law, and recorded over budget or not. */
    ...obliged,
    cause: Text,
  }),
  /** What the contract says from now on beside its money; what is not named stays as it was agreed. */
  'agree-contract-terms': z.strictObject(terms).partial(),
  'agree-outcome-payments': outcomePayments,
  'vary-contract': z.strictObject({
    change: Id,
    description: Text,
    ground: z.enum(['own-decision', 'provided-for', 'external', 'court']).default('own-decision'),
    /** A contract of another character is a new one. */
    keepsCharacter: z.boolean().default(true),
    adds,
    releases,
    end: Day.optional(),
    ...obliged,
    override,
    /** On what ground it is made although the regime's limits are reached. */
    notwithstanding: Text.optional(),
  }),
  'publish-transparency-notice': TransparencyNoticePublished.schema,
  'exercise-option': z.strictObject({
    change: Id,
    option: z.int().min(1).max(10),
    adds: adds.refine((lines) => lines.length > 0, { error: 'say what the option costs' }),
  }),
  'lapse-option': z.strictObject({
    option: z.int().min(1).max(10),
    cause: z.enum(['not-exercised', 'given-up']).default('not-exercised'),
  }),
  'uplift-contract': z.strictObject({
    change: Id,
    /** The first day of the new prices. */
    from: Day,
    /** Prices move in proportion to it. */
    before: Published.refine(({ value }) => Number(value) > 0, {
      error: 'prices move in proportion to a value above 0',
      path: ['value'],
    }),
    now: Published,
  }),
  'give-break-notice': z.strictObject({
    change: Id,
    break: Id,
    by: BreakNoticeGiven.schema.shape.by,
    cause: Text,
    end: Day,
  }),
  'move-between-lines': z.strictObject({
    change: Id,
    fund: Id,
    year: AwardLinesMoved.schema.shape.year,
    from: AwardLinesMoved.schema.shape.from,
    to: AwardLinesMoved.schema.shape.to,
    amount: PositiveAmount,
  }),
  ...passingOn,
  'novate-contract': novated,
  'end-contract': z.strictObject({ change: Id, end: Day, cause: Text }),
} as const;

export type ContractCommand = CommandsOf<typeof contractCommands>;
export type ContractCommandOf<Name extends keyof typeof contractCommands> = Extract<
  ContractCommand,
  { command: Name }
>;
