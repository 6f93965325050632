import { z } from 'zod';
import { event } from '../../event-type.js';
import { Amount, Day, Id, OrganisationId, Text } from '../../values.js';
import { changed, CostShare, FundingLine, novation } from './shapes.js';

const Condition = z.strictObject({
  condition: Id,
  text: Text,
  /** No claim is paid before it is met. */
  gatesPayment: z.boolean(),
  due: Day.nullable(),
  /** As it stands when the terms are agreed. */
  state: z.enum(['open', 'met', 'not met']),
});

const MatchFunding = z.strictObject({
  match: Id,
  funder: Text,
  amount: Amount,
  state: z.enum(['secured', 'being-secured']),
});

/** What a grant says beside its money. */
export const grantTerms = {
  conditions: z.array(Condition).max(50),
  claims: z.enum(['in-arrears', 'in-advance']),
  match: z.array(MatchFunding).max(50),
  /** Whether its provider may pass a part of it on. */
  leadProvider: z.boolean(),
};

/** Money is kept for it until the last day of the offer. */
export const GrantOffered = event('GrantOffered', 2, {
  title: Text,
  provider: OrganisationId,
  start: Day.nullable(),
  end: Day.nullable(),
  value: Amount,
  funding: z.array(FundingLine).min(1).max(200),
  costShares: z.array(CostShare).max(6),
  ...grantTerms,
  until: Day,
});

export const GrantAccepted = event('GrantAccepted', 1, { by: Text });

export const GrantDeclined = event('GrantDeclined', 1, { cause: Text });

/** Nobody answered in time: what was kept for it is free again. */
export const GrantOfferLapsed = event('GrantOfferLapsed', 1, { until: Day });

export const GrantTermsAgreed = event('GrantTermsAgreed', 2, grantTerms);

export const GrantConditionMet = event('GrantConditionMet', 1, { condition: Id, evidence: Text });

export const GrantConditionNotMet = event('GrantConditionNotMet', 1, {
  condition: Id,
  cause: Text,
});

/** All of it, or a part: what is secured by now, and what is still being secured. */
export const MatchFundingSecured = event('MatchFundingSecured', 2, {
  match: Id,
  amount: Amount,
  secured: Amount,
  left: Amount,
  evidence: Text,
});

/** Subsidy Control Act 2022: what the award is under it, and on which ground it was found so. */
export const SubsidyControlRecorded = event('SubsidyControlRecorded', 1, {
  finding: z.enum([
    'not-a-subsidy',
    'minimal-financial-assistance',
    'public-economic-interest-assistance',
    'streamlined-route',
    'principles-assessed',
  ]),
  ground: Text,
  reference: Text,
});

export const GrantVaried = event('GrantVaried', 1, {
  ...changed,
  description: Text,
  end: Day.nullable(),
});

/** The provider owes some of what it was paid. */
export const ClawbackDemanded = event('ClawbackDemanded', 1, {
  change: Id,
  fund: Id,
  expenditure: Id,
  amount: Amount,
  cause: z.enum(['unspent', 'ineligible-cost', 'condition-not-met', 'overpaid', 'misuse']),
  explanation: Text,
});

/** The grant passes to another body, with what remains of it. */
export const GrantNovated = event('GrantNovated', 1, novation);

export const GrantClosed = event('GrantClosed', 1, { ...changed, cause: Text });

export const grantEvents = {
  GrantOffered,
  GrantAccepted,
  GrantDeclined,
  GrantOfferLapsed,
  GrantTermsAgreed,
  GrantConditionMet,
  GrantConditionNotMet,
  MatchFundingSecured,
  SubsidyControlRecorded,
  GrantVaried,
  GrantNovated,
  ClawbackDemanded,
  GrantClosed,
} as const;

export type GrantTerms = z.infer<typeof GrantTermsAgreed.schema>;
