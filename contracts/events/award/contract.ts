import { z } from 'zod';
import { event } from '../../event-type.js';
import {
  Amount,
  CostCategory,
  Day,
  FinancialYear,
  Id,
  OrganisationId,
  PersonalText,
  Text,
} from '../../values.js';
import { variedSoFar } from './reallocated.js';
import { changed, novation, Rate } from './shapes.js';

/** A month of a published index, written `2026-04`. */
const IndexMonth = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'write a month as "2026-04"');
const IndexValue = z.string().regex(/^\d{1,6}(\.\d{1,6})?$/, 'write an index value as "131.5"');
/** The value of an index as its publisher gave it. */
export const Published = z.strictObject({ month: IndexMonth, value: IndexValue });

const ContractOption = z.strictObject({
  option: z.int().min(1).max(10),
  /** The last day on which it can be exercised. */
  exerciseBy: Day.nullable(),
  /** What it is worth at most; null where only the worth of all together is stated. */
  value: Amount.nullable(),
});

/**
 * Of each option that is still open the last day on which it can be exercised: its own, or else the
 * contract's. Null where nobody has stated either.
 */
const lastDays = z
  .array(z.strictObject({ option: z.int().min(1).max(10), last: Day.nullable() }))
  .max(10);

const BreakClause = z.strictObject({
  break: Id,
  /** The earliest day on which it may end the contract. */
  from: Day,
  noticeMonths: z.int().min(0).max(60),
  by: z.enum(['commissioner', 'provider', 'either']),
});

/** What a contract says beside its money. What it does not say is null. */
export const contractTerms = {
  options: z.array(ContractOption).max(10),
  breaks: z.array(BreakClause).max(20),
  indexation: z
    .strictObject({
      index: Text,
      base: IndexMonth,
      /** The most and the least by which prices move at one uplift. */
      cap: Rate.nullable(),
      collar: Rate.nullable(),
      /** Decimal places to which the movement is rounded: 4 gives 3.27 %. */
      places: z.int().min(2).max(8),
    })
    .nullable(),
  /** What may move between cost lines in one award-year without asking anybody. */
  flexibility: z
    .union([z.strictObject({ percent: Rate }), z.strictObject({ amount: Amount })])
    .nullable(),
  /** A share of each invoice that is kept back, in all at most `most`. */
  retention: z
    .strictObject({ percent: Rate, most: Amount.nullable(), until: Day.nullable() })
    .nullable(),
  leadProvider: z.boolean(),
};

export const ContractTermsAgreed = event('ContractTermsAgreed', 2, { ...contractTerms, lastDays });

export const ContractVaried = event('ContractVaried', 2, {
  ...changed,
  description: PersonalText,
  ground: z.enum(['own-decision', 'provided-for', 'external', 'court']),
  end: Day.nullable(),
  ...variedSoFar,
  /** Why it is made although the regime's limits are reached; null where they are not. */
  notwithstanding: Text.nullable(),
  lastDays,
});

export const TransparencyNoticePublished = event('TransparencyNoticePublished', 1, {
  reference: Text,
});

export const OptionExercised = event('OptionExercised', 2, {
  ...changed,
  option: z.int(),
  end: Day,
  /** What the options that are still open are worth. */
  optionsValue: Amount,
  lastDays,
});

export const OptionLapsed = event('OptionLapsed', 1, {
  option: z.int(),
  cause: z.enum(['not-exercised', 'given-up']),
  optionsValue: Amount,
});

export const ContractUplifted = event('ContractUplifted', 1, {
  ...changed,
  from: Day,
  index: Text,
  before: Published,
  now: Published,
  /** How far the index moved, and by how much prices move. */
  movement: Rate,
  applied: Rate,
  held: z.enum(['cap', 'collar', 'neither']),
  optionsValue: Amount,
});

export const BreakNoticeGiven = event('BreakNoticeGiven', 1, {
  ...changed,
  break: Id,
  by: z.enum(['commissioner', 'provider']),
  cause: Text,
  /** The last day of the contract now. */
  end: Day,
  /** Options that can no longer be exercised. */
  lapses: z.array(z.int()).max(10),
});

export const AwardLinesMoved = event('AwardLinesMoved', 1, {
  change: Id,
  fund: Id,
  year: FinancialYear,
  from: CostCategory,
  to: CostCategory,
  amount: Amount,
  allowance: Amount,
  /** Of the year's allowance, this move with the others. */
  used: Amount,
});

/** Money that the lead provider passes on: part of its contract or grant, never beside it. */
export const SubcontractRecorded = event('SubcontractRecorded', 1, {
  subcontract: Id,
  provider: OrganisationId,
  value: Amount,
  start: Day.nullable(),
  end: Day.nullable(),
  description: Text,
});

/** What it comes to from a day on; where it ended, what had been passed on by then, and its last day. */
export const SubcontractChanged = event('SubcontractChanged', 1, {
  subcontract: Id,
  value: Amount,
  end: Day.nullable(),
  cause: Text,
});

export const ContractNovated = event('ContractNovated', 1, novation);

export const ContractEnded = event('ContractEnded', 1, {
  ...changed,
  end: Day,
  cause: PersonalText,
  lapses: z.array(z.int()).max(10),
});

export const contractEvents = {
  ContractTermsAgreed,
  ContractVaried,
  TransparencyNoticePublished,
  OptionExercised,
  OptionLapsed,
  ContractUplifted,
  BreakNoticeGiven,
  AwardLinesMoved,
  SubcontractRecorded,
  SubcontractChanged,
  ContractNovated,
  ContractEnded,
} as const;

export type ContractTerms = Omit<z.infer<typeof ContractTermsAgreed.schema>, 'lastDays'>;
export type LastDays = z.infer<typeof lastDays>;
