import { z } from 'zod';
import { RiskShare } from '../events/agreement/risk-share.js';
import { AgreementTerms, byFund } from '../events/agreement/terms.js';
import { YearEndRule } from '../events/agreement/year-end.js';
import { ExitLine } from '../events/agreement/exit.js';
import {
  Day,
  FinancialYear,
  Id,
  Nature,
  NonNegativeAmount,
  OrganisationId,
  PositiveAmount,
  Text,
} from '../values.js';
import type { CommandsOf } from './commands-of.js';

const { shape: terms } = AgreementTerms;

/** By contribution, both ways, unless something else was agreed. */
const proRata = { kind: 'pro-rata' } as const;
const riskShare = RiskShare.extend({
  over: RiskShare.shape.over.default(proRata),
  under: RiskShare.shape.under.default(proRata),
  schemes: RiskShare.shape.schemes.default([]),
  base: RiskShare.shape.base.default('agreed-contributions'),
  parties: RiskShare.shape.parties.default([]),
  aligned: RiskShare.shape.aligned.default(false),
});
const yearEnd = YearEndRule.extend({
  underspend: YearEndRule.shape.underspend.default('carried'),
  retained: YearEndRule.shape.retained.default([]),
  excess: YearEndRule.shape.excess.default([]),
});
const settlement = {
  riskShare: riskShare.prefault({}),
  orderOfCover: terms.orderOfCover.default([]),
  yearEnd: yearEnd.prefault({}),
};
const settlementByFund = byFund(z.strictObject({ fund: Id, ...settlement }));

const exitLine = ExitLine.extend({
  nature: Nature.default('revenue'),
  counterpart: ExitLine.shape.counterpart.default(null),
});

export const agreementCommands = {
  'sign-agreement': AgreementTerms.extend({
    signedOn: Day.optional(),
    poolManager: terms.poolManager.default(null),
    otherParties: terms.otherParties.default([]),
    aims: terms.aims.default([]),
    until: terms.until.default(null),
    reviews: terms.reviews.default([]),
    contributionsVary: terms.contributionsVary.default(null),
    noticeNotBefore: terms.noticeNotBefore.default(null),
    noticeMonths: terms.noticeMonths.default(null),
    ...settlement,
    settlementByFund: settlementByFund.default([]),
    signOffs: terms.signOffs.default([]),
    limitsByFund: terms.limitsByFund.default([]),
    subjectToBudgetIsCertain: terms.subjectToBudgetIsCertain.default(false),
    eachPartnerDecides: terms.eachPartnerDecides.default([]),
    wayOfWorking: terms.wayOfWorking.default('local-led-pooling'),
    leadAuthority: terms.leadAuthority.default(null),
  }),
  /** Names what changes; the rest stays as it stands on the day on which the deed takes effect. */
  'vary-agreement': AgreementTerms.partial().extend({
    signedOn: Day.optional(),
    changes: Text,
    riskShare: riskShare.optional(),
    yearEnd: yearEnd.optional(),
    settlementByFund: settlementByFund.optional(),
  }),
  'give-notice': z.strictObject({
    partner: OrganisationId,
    kind: z.enum(['no-fault', 'breach']).default('no-fault'),
    ends: Day,
    grounds: Text,
  }),
  'record-exit': z.strictObject({
    partner: OrganisationId,
    by: z.enum(['notice', 'consent', 'termination']).default('notice'),
    lines: z.array(exitLine).max(200).default([]),
    evidence: Text,
  }),
  'dispute-exit-settlement': z.strictObject({
    partner: OrganisationId,
    by: OrganisationId,
    amount: PositiveAmount,
    grounds: Text,
  }),
  /** Without lines, as proposed. */
  'agree-exit-settlement': z.strictObject({
    partner: OrganisationId,
    lines: z.array(exitLine).max(200).optional(),
    evidence: Text,
  }),
  'terminate-agreement': z.strictObject({ cause: Text, evidence: Text }),
  'hold-review': z.strictObject({ due: Day.optional(), outcome: Text }),
  'record-pass-down': z.strictObject({
    passDown: Id,
    fund: Id,
    to: OrganisationId,
    toFund: Id.optional(),
    award: Id.optional(),
    year: FinancialYear,
    nature: Nature.default('revenue'),
    amount: PositiveAmount,
    power: Text,
    evidence: Text,
  }),
  /** What it comes to in all from now on; nothing, where it is taken back whole. */
  'vary-pass-down': z.strictObject({ passDown: Id, amount: NonNegativeAmount, cause: Text }),
} as const;

export type AgreementCommand = CommandsOf<typeof agreementCommands>;
