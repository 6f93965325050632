import { z } from 'zod';
import { CostShare } from '../events/award.js';
import { Instalment } from '../events/fund.js';
import {
  Amount,
  Day,
  FinancialYear,
  Id,
  IrrecoverableVat,
  Nature,
  NatureOrUnknown,
  NonNegativeAmount,
  OrganisationId,
  PositiveAmount,
  Text,
  unknown,
} from '../values.js';

/** How a contribution falls due: so many equal parts, or each instalment by name. */
const Schedule = z.union([
  z.strictObject({
    parts: z.int().min(1).max(60),
    firstDue: Day,
    everyMonths: z.int().min(1).max(12).default(1),
  }),
  z.strictObject({
    instalments: z
      .array(Instalment.extend({ amount: PositiveAmount }))
      .min(1)
      .max(400),
  }),
]);
export type Schedule = z.infer<typeof Schedule>;

/** Whose money pays: fixed amounts per source, or in proportion to the scheme's allocations. */
export const Sources = z.union([
  z.literal('as-scheme'),
  z
    .array(z.strictObject({ source: Id, amount: PositiveAmount }))
    .min(1)
    .max(50),
]);
export type Sources = z.infer<typeof Sources>;

/** What spending is charged to: an award's commitment, else a scheme's budget. */
const charge = {
  provider: OrganisationId,
  award: Id.optional(),
  scheme: Id.optional(),
  sources: Sources.default('as-scheme'),
  nature: Nature.default('revenue'),
  /** The year whose cost it is, where that is not the year in which it counts. */
  relatesTo: FinancialYear.optional(),
};

/** Columns of a published file, by meaning. */
const published = z.record(z.string().max(100), z.string().max(2000)).default({});

export const fundCommands = {
  'establish-fund': z.strictObject({
    name: Text,
    kind: z.enum(['pooled', 'aligned', 'grant', 'single']),
    host: OrganisationId,
    agreement: Id.optional(),
    area: Id.default('unknown'),
  }),
  'open-source': z.strictObject({
    source: Id,
    name: Text,
    role: z.enum(['partner', 'funder']),
    organisation: OrganisationId,
    through: OrganisationId.optional(),
    power: Text.default('unknown'),
  }),
  'define-ring-fence': z.strictObject({
    ringFence: Id,
    name: Text,
    source: Id,
    natures: z.array(Nature).min(1).default(['revenue', 'capital']),
    years: z.array(FinancialYear).optional(),
    schemes: z.array(Id).optional(),
    categories: z.array(Id).optional(),
    yearLimited: z.boolean().default(false),
    until: Day.optional(),
    evidence: Text,
  }),
  'open-scheme': z.strictObject({
    scheme: Id,
    name: Text,
    category: Id.default('unknown'),
    need: Text.optional(),
    cohort: Text.optional(),
    area: Id.default('unknown'),
    demandLed: z.boolean().default(false),
  }),
  'pledge-contribution': z.strictObject({
    contribution: Id,
    source: Id,
    year: FinancialYear,
    nature: Nature.default('revenue'),
    form: z.enum(['cash', 'in-kind']).default('cash'),
    recurrent: z.boolean().default(false),
    certainty: z.enum(['indicative', 'expected']).default('indicative'),
    amount: PositiveAmount,
    /** Default: due whole on the first day of the year. */
    schedule: Schedule.optional(),
  }),
  'confirm-contribution': z.strictObject({ contribution: Id, evidence: Text }),
  'schedule-contribution': z.strictObject({ contribution: Id, schedule: Schedule }),
  'invoice-instalment': z.strictObject({
    contribution: Id,
    instalment: Id,
    amount: PositiveAmount.optional(),
    reference: Text,
  }),
  'receive-instalment': z.strictObject({
    contribution: Id,
    instalment: Id,
    amount: PositiveAmount.optional(),
    method: z.enum(['bank', 'journal']).default('bank'),
    reference: Text,
  }),
  'provide-in-kind': z.strictObject({
    contribution: Id,
    amount: PositiveAmount,
    description: Text,
  }),
  'record-other-income': z.strictObject({
    income: Id,
    kind: z.enum(['client-contribution', 'interest', 'other']),
    from: OrganisationId.default('unknown'),
    source: Id.default('unknown'),
    scheme: Id.default('unknown'),
    nature: NatureOrUnknown.default('revenue'),
    relatesTo: FinancialYear.optional(),
    amount: PositiveAmount,
    reference: Text,
    published,
  }),
  'allocate-budget': z.strictObject({
    scheme: Id,
    source: Id,
    year: FinancialYear,
    nature: Nature.default('revenue'),
    amount: PositiveAmount,
  }),
  'release-commitment': z.strictObject({ award: Id, year: FinancialYear, amount: PositiveAmount }),
  'accrue-expenditure': z.strictObject({
    expenditure: Id,
    ...charge,
    cost: PositiveAmount,
    description: Text,
  }),
  'reverse-accrual': z.strictObject({ expenditure: Id }),
  'claim-expenditure': z.strictObject({
    expenditure: Id,
    provider: OrganisationId,
    award: Id,
    amount: PositiveAmount,
    reference: Text,
  }),
  'verify-expenditure': z.strictObject({
    expenditure: Id,
    ...charge,
    reference: Text,
    net: PositiveAmount,
    irrecoverableVat: z
      .union([NonNegativeAmount, z.enum([unknown, 'not-applicable'])])
      .default(unknown),
    recoverableVat: NonNegativeAmount.default('0.00'),
    /** The accrual that this invoice clears. */
    accrual: Id.optional(),
  }),
  'pay-expenditure': z.strictObject({
    expenditure: Id,
    amount: PositiveAmount.optional(),
    remittance: Text,
  }),
  'credit-expenditure': z.strictObject({
    expenditure: Id,
    credits: Id,
    cost: PositiveAmount,
    reference: Text,
  }),
  'reverse-expenditure': z.strictObject({ expenditure: Id, corrects: Id }),
  'record-payment': z.strictObject({
    expenditure: Id,
    kind: z.enum(['payment', 'credit-note', 'refund']).default('payment'),
    provider: OrganisationId.default('unknown'),
    award: Id.optional(),
    scheme: Id.default('unknown'),
    source: Id.default('unknown'),
    nature: NatureOrUnknown.default('unknown'),
    relatesTo: FinancialYear.optional(),
    net: Amount,
    irrecoverableVat: IrrecoverableVat.default('unknown'),
    reference: Text,
    published,
  }),
} as const;

/** The steps of an award in each fund it draws on: asked for by the award, never from outside. */
export const fundSteps = {
  'reserve-commitment': z.strictObject({
    award: Id,
    kind: z.enum(['contract', 'grant']),
    provider: OrganisationId,
    expires: z.iso.datetime(),
    obligation: z.enum(['none', 'law', 'published-fact']),
    lines: z
      .array(
        z.strictObject({
          scheme: Id,
          year: FinancialYear,
          nature: NatureOrUnknown,
          amount: PositiveAmount,
          sources: Sources,
        }),
      )
      .min(1)
      .max(200),
  }),
  'confirm-commitment': z.strictObject({
    award: Id,
    costShares: z.array(CostShare),
  }),
  'lapse-commitment': z.strictObject({ award: Id }),
} as const;

type Catalogue = typeof fundCommands & typeof fundSteps;
export type FundCommandName = keyof Catalogue;
/** A command to a fund, checked and with its defaults filled in. */
export type FundCommand = {
  [Name in FundCommandName]: { readonly command: Name; readonly effective: string } & Readonly<
    z.output<Catalogue[Name]>
  >;
}[FundCommandName];
export type FundCommandOf<Name extends FundCommandName> = Extract<FundCommand, { command: Name }>;
/** What a command is asked with, before its defaults are filled in. */
export type FundCommandInput<Name extends FundCommandName> = z.input<Catalogue[Name]>;
