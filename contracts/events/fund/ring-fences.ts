import { z } from 'zod';
import { event } from '../../event-type.js';
import {
  Amount,
  CostCategory,
  Day,
  FinancialYear,
  Id,
  Nature,
  OrganisationId,
  Text,
} from '../../values.js';

/** Which spend counts: as soon as it is owed, once it is paid, or once it is paid and evidenced. */
export const SpendBasis = z.enum(['accrued', 'paid', 'evidenced']);

/** A share of a base, such as "0.04". */
export const Rate = z.string().regex(/^\d{1,3}(\.\d{1,8})?$/, 'write a rate as "0.04"');
export const Rounding = z.enum(['nearest-penny', 'nearest-pound', 'down-to-penny']);

/** What money of a source is for. Null: it is free in this respect. */
const fenceTerms = {
  name: Text,
  natures: z.array(Nature).min(1),
  years: z.array(FinancialYear).nullable(),
  schemes: z.array(Id).nullable(),
  /** Of schemes, as the fund names them. */
  categories: z.array(Id).nullable(),
  /** Of the costs of awards. */
  costCategories: z.array(CostCategory).min(1).nullable(),
  needs: z.array(Text).nullable(),
  areas: z.array(Id).nullable(),
  cohorts: z.array(Text).nullable(),
  basis: SpendBasis,
  yearLimited: z.boolean(),
  until: Day.nullable(),
  evidence: Text,
};

export const RingFenceDefined = event('RingFenceDefined', 3, {
  ringFence: Id,
  source: Id,
  ...fenceTerms,
});

/** Other terms from a day on; what was decided before stays judged by the terms of its own day. */
export const RingFenceChanged = event('RingFenceChanged', 2, {
  ringFence: Id,
  source: Id,
  ...fenceTerms,
});

export const RingFenceEnded = event('RingFenceEnded', 1, {
  ringFence: Id,
  source: Id,
  evidence: Text,
});

/** A share of a source's money that some uses must have at least, or may have at most. */
export const ShareLimitSet = event('ShareLimitSet', 2, {
  limit: Id,
  name: Text,
  source: Id,
  /** `match`: of other money, which must be secured beside the source's. */
  kind: z.enum(['minimum', 'maximum', 'match']),
  rate: Rate,
  rounding: Rounding,
  /** Of what the source gives, or of what is spent of it. */
  base: z.enum(['allocation', 'spend']),
  over: z.enum(['year', 'programme']),
  natures: z.array(Nature).nullable(),
  schemes: z.array(Id).nullable(),
  categories: z.array(Id).nullable(),
  /** Of the costs of awards, pro rata: then nothing counts that no award is promised. */
  costCategories: z.array(CostCategory).min(1).nullable(),
  /** The day by which a minimum must be met. */
  by: Day.nullable(),
  until: Day.nullable(),
  evidence: Text,
});

/** Money from elsewhere that must stand beside a source's: it is not the fund's own. */
export const MatchFundingRecorded = event('MatchFundingRecorded', 1, {
  match: Id,
  source: Id,
  from: OrganisationId,
  year: FinancialYear,
  amount: Amount,
  state: z.enum(['being-secured', 'secured', 'not-secured']),
  evidence: Text,
});

export const ringFenceEvents = {
  RingFenceDefined,
  RingFenceChanged,
  RingFenceEnded,
  ShareLimitSet,
  MatchFundingRecorded,
} as const;
