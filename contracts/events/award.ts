import { z } from 'zod';
import { event, type DraftOf } from '../event-type.js';
import {
  Amount,
  CostCategory,
  Day,
  FinancialYear,
  Id,
  NatureOrUnknown,
  OrganisationId,
  Text,
} from '../values.js';

/** What one fund's scheme pays in one year. Sources: fixed by the award, or split as the scheme is. */
export const FundingLine = z.strictObject({
  fund: Id,
  scheme: Id,
  year: FinancialYear,
  nature: NatureOrUnknown,
  amount: Amount,
  sources: z.union([
    z.literal('as-scheme'),
    z.array(z.strictObject({ source: Id, amount: Amount })).min(1),
  ]),
});

/** A share of each year's money by cost category, in parts of the whole: 80, 8, 5, 3, 4. */
export const CostShare = z.strictObject({
  category: CostCategory,
  share: z.int().min(1).max(1_000_000),
});

/** Terms that a contract and a grant have in common. */
const terms = {
  title: Text,
  provider: OrganisationId,
  /** Null: not published, so unknown (rule 14). */
  start: Day.nullable(),
  end: Day.nullable(),
  /** As published, in months, kept beside the dates; null where not stated. */
  statedMonths: z.int().min(0).nullable(),
  value: Amount,
  funding: z.array(FundingLine).min(1).max(200),
  costShares: z.array(CostShare).max(6),
  payment: z.enum(['monthly-in-arrears', 'on-claim', 'as-published']),
};

export const ContractAwarded = event('ContractAwarded', 1, {
  ...terms,
  optionMonths: z.array(z.int().min(1).max(120)).max(10),
  optionsValue: Amount,
  regime: Text,
});

export const GrantAwarded = event('GrantAwarded', 1, {
  ...terms,
  conditions: z.array(Text).max(50),
  /** As published; null where not stated. */
  disbursed: Amount.nullable(),
});

/** The reservation ran out, or a fund refused, before the award was made: nothing was awarded. */
export const AwardLapsed = event('AwardLapsed', 1, { cause: z.enum(['expired', 'refused']) });

export const awardEvents = { ContractAwarded, GrantAwarded, AwardLapsed } as const;

export type AwardEvent = DraftOf<typeof awardEvents>;
export type FundingLine = z.infer<typeof FundingLine>;
export type CostShare = z.infer<typeof CostShare>;
