import { z } from 'zod';
import { event, type DraftOf } from '../event-type.js';
import { Amount, Day, Id, OrganisationId, Text } from '../values.js';
import { contractEvents } from './award/contract.js';
import { grantEvents } from './award/grant.js';
import { outcomePaymentsEvents } from './award/outcome-payments.js';
import { personalBudgetEvents } from './award/personal-budget.js';
import { reallocatedEvents } from './award/reallocated.js';
import { Regime } from './award/regimes.js';
import { CostShare, FundingLine } from './award/shapes.js';

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

export const ContractAwarded = event('ContractAwarded', 2, {
  ...terms,
  optionMonths: z.array(z.int().min(1).max(120)).max(10),
  optionsValue: Amount,
  regime: Regime,
});

export const GrantAwarded = event('GrantAwarded', 1, {
  ...terms,
  conditions: z.array(Text).max(50),
  /** As published; null where not stated. */
  disbursed: Amount.nullable(),
});

/** The reservation ran out, or a fund refused, before the award was made: nothing was awarded. */
export const AwardLapsed = event('AwardLapsed', 1, { cause: z.enum(['expired', 'refused']) });

/** A change of an award was not made: a fund refused its part, or its reservation ran out. */
export const AwardChangeLapsed = event('AwardChangeLapsed', 1, {
  change: Id,
  cause: z.enum(['expired', 'refused']),
});

export const awardEvents = {
  ContractAwarded,
  GrantAwarded,
  AwardLapsed,
  AwardChangeLapsed,
  ...contractEvents,
  ...personalBudgetEvents,
  ...outcomePaymentsEvents,
  ...reallocatedEvents,
  ...grantEvents,
} as const;

export type AwardEvent = DraftOf<typeof awardEvents>;
