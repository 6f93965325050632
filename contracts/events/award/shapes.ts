import { z } from 'zod';
import {
  Amount,
  CostCategory,
  FinancialYear,
  Id,
  NatureOrUnknown,
  OrganisationId,
  Text,
} from '../../values.js';

/** What an award has of one fund's scheme in one year. */
export const AwardYear = z.strictObject({
  fund: Id,
  scheme: Id,
  year: FinancialYear,
  nature: NatureOrUnknown,
  amount: Amount,
});

const BySource = z.array(z.strictObject({ source: Id, amount: Amount })).min(1);

/** What one fund's scheme pays in one year. Sources: fixed by the award, or split as the scheme is. */
export const FundingLine = AwardYear.extend({
  sources: z.union([z.literal('as-scheme'), BySource]),
});

/** What a change adds. `as-award`: from each source as the award's own year already is. */
export const AddedFunding = AwardYear.extend({
  sources: z.union([z.enum(['as-scheme', 'as-award']), BySource]),
});

/** A share of each year's money by cost category, in parts of the whole: 80, 8, 5, 3, 4. */
export const CostShare = z.strictObject({
  category: CostCategory,
  share: z.int().min(1).max(1_000_000),
});

/** What a change does to an award's money, and what the award then comes to. */
export const changed = {
  /** What tells the change from the award's others. */
  change: Id,
  adds: z.array(AddedFunding).max(200),
  releases: z.array(AwardYear).max(400),
  /** Year by year, after the change. */
  funding: z.array(AwardYear).max(400),
  value: Amount,
};

/** An award passes from one provider to another. */
export const novation = {
  change: Id,
  from: OrganisationId,
  to: OrganisationId,
  cause: z.enum(['succession', 'agreed']),
  evidence: Text,
};

/** A rate such as `"0.05"`; below zero where prices fall. */
export const Rate = z.string().regex(/^-?\d{1,3}(\.\d{1,8})?$/, 'write a rate as "0.05"');

export type AwardYear = z.infer<typeof AwardYear>;
export type FundingLine = z.infer<typeof FundingLine>;
export type AddedFunding = z.infer<typeof AddedFunding>;
export type CostShare = z.infer<typeof CostShare>;
