import { z } from 'zod';
import { Amount, Day, Id, NonNegativeAmount, OrganisationId, Text } from '../../values.js';
import { DecisionKind } from '../delegation.js';
import { RiskShare } from './risk-share.js';
import { CoverOf, YearEndRule } from './year-end.js';

/** A rate such as `0.032`: 3.2 %. */
const Rate = z.string().regex(/^-?\d{1,3}(\.\d{1,8})?$/, 'write a rate as "0.032"');

/** What may be committed ahead of confirmed money, per fund and year. */
const limits = { indicative: Amount, expected: Amount };

/**
 * Who holds the money and who leads.
 * `local-led-pooling`: partners' own money, merged under a host. `local-led-transferred`: central money
 * is transferred to the place and pooled there. `central-led-aligned`: a central programme keeps its
 * money and spends it beside the place's, so that no fund of the agreement is pooled. `co-commissioned`:
 * partners decide together, on what the agreement says under `eachPartnerDecides`.
 */
export const WayOfWorking = z.enum([
  'local-led-pooling',
  'local-led-transferred',
  'central-led-aligned',
  'co-commissioned',
]);

/** What an office of a fund's host decides, and what partners may decide together instead. */
const JointDecision = DecisionKind.exclude(['forgetting']);

/** Decisions that each partner takes, where one comes to more than an amount; `null`: whatever it comes to. */
const EachPartnerDecides = z
  .array(
    z.strictObject({
      decisions: z.array(JointDecision).min(1),
      above: NonNegativeAmount.nullable(),
    }),
  )
  .refine(
    (all) => {
      const named = all.flatMap(({ decisions }) => decisions);
      return new Set(named).size === named.length;
    },
    { error: 'name each decision once' },
  );

/** How the end of a year is settled between the sources of a fund. */
const settlement = {
  riskShare: RiskShare,
  orderOfCover: z
    .array(CoverOf)
    .max(4)
    .refine((order) => new Set(order).size === order.length, { error: 'name each cover once' }),
  yearEnd: YearEndRule,
};

/** Terms of single funds, each of which is named once. */
export const byFund = <Of extends z.ZodType<{ readonly fund: string }>>(
  terms: Of,
): z.ZodArray<Of> =>
  z
    .array(terms)
    .max(50)
    .refine((all) => new Set(all.map(({ fund }) => fund)).size === all.length, {
      error: 'name each fund once',
    });

/** Everything that the parties agreed. A variation states all of it anew. */
export const termsShape = {
  title: Text,
  /** The law that it rests on: s75, s65Z5… */
  power: Text,
  host: OrganisationId,
  /** The office that manages the pool for the host. */
  poolManager: Text.nullable(),
  /** Sign, decide and share risk. */
  partners: z.array(OrganisationId).min(1).max(50),
  /** Sign, but neither decide nor share risk: funders, providers in an alliance. */
  otherParties: z.array(OrganisationId).max(50),
  aims: z.array(Text).max(50),
  until: Day.nullable(),
  reviews: z.array(Day).max(50),
  /** How contributions may change from year to year, in words and, where it is a formula, in rates. */
  contributionsVary: z
    .strictObject({ rule: Text, uplift: Rate.nullable(), efficiency: Rate.nullable() })
    .nullable(),
  /** No no-fault notice may end the agreement before this day. */
  noticeNotBefore: Day.nullable(),
  /** How long a notice must be. */
  noticeMonths: z.int().min(0).max(120).nullable(),
  /** For every fund of the agreement that is not named in `settlementByFund`. */
  ...settlement,
  /** Parties are sources, and each fund has its own. */
  settlementByFund: byFund(z.strictObject({ fund: Id, ...settlement })),
  /** Who must sign which report. */
  signOffs: z
    .array(z.strictObject({ report: Id, organisation: OrganisationId, office: Id }))
    .max(100),
  /** For every fund of the agreement that is not named in `limitsByFund`. */
  commitmentLimits: z.strictObject(limits),
  limitsByFund: z.array(z.strictObject({ fund: Id, ...limits })).max(50),
  /** Whether money *agreed, subject to annual budget* counts as certain. */
  subjectToBudgetIsCertain: z.boolean(),
  /** What is not named here the host decides. */
  eachPartnerDecides: EachPartnerDecides,
  wayOfWorking: WayOfWorking,
  /** Receives money for others and passes it down to them. */
  leadAuthority: OrganisationId.nullable(),
};

export const AgreementTerms = z.strictObject(termsShape);
export type AgreementTerms = z.infer<typeof AgreementTerms>;
export type JointDecision = z.infer<typeof JointDecision>;
