import { z } from 'zod';
import { event, type DraftOf } from '../event-type.js';
import {
  Amount,
  Certainty,
  CostCategory,
  Day,
  FinancialYear,
  Id,
  IrrecoverableVat,
  Nature,
  NatureOrUnknown,
  OrganisationId,
  Text,
} from '../values.js';

/** One payment due on a contribution. */
export const Instalment = z.strictObject({ instalment: Id, due: Day, amount: Amount });

/** Where authority to spend lies: the dimensions that the budget book keeps apart. */
const place = { scheme: Id, source: Id, certainty: Certainty, area: Id };

/** A share of a commitment. Amounts of one award, year, scheme, nature, source and certainty. */
export const CommitmentLine = z.strictObject({
  ...place,
  year: FinancialYear,
  nature: NatureOrUnknown,
  amount: Amount,
});

/** A share of spending, and what it draws on: the commitment of its award, or the scheme's budget. */
export const SpendingPart = z.strictObject({
  ...place,
  drawsOn: z.enum(['commitment', 'scheme']),
  amount: Amount,
});

/** A share of an invoice, a credit note or a correction: its cost, and the VAT that comes back. */
export const InvoicedPart = z.strictObject({ ...SpendingPart.shape, recoverableVat: Amount });

/** Money of one certainty becoming another, where it stands. `none`: not in a scheme, not in an award. */
export const Restatement = z.strictObject({
  holding: z.enum(['committed', 'matched', 'reserved', 'spent', 'scheme', 'unallocated']),
  scheme: Id,
  award: Id,
  provider: OrganisationId,
  area: Id,
  amount: Amount,
});

const contributionOf = {
  contribution: Id,
  source: Id,
  year: FinancialYear,
  nature: Nature,
};
const form = z.enum(['cash', 'in-kind']);

/** What every fact about spending says: whose cost it is, and in which month it counts. */
const spending = {
  expenditure: Id,
  provider: OrganisationId,
  award: Id,
  nature: NatureOrUnknown,
  period: z.string().regex(/^\d{4}-\d{2}$/),
  relatesTo: FinancialYear,
  parts: z.array(SpendingPart).max(200),
};
const invoiced = { ...spending, parts: z.array(InvoicedPart).max(200) };

/** The published columns that views and auditors ask for, by meaning; absent where not stated. */
const published = z.record(z.string(), z.string());

export const FundEstablished = event('FundEstablished', 1, {
  name: Text,
  kind: z.enum(['pooled', 'aligned', 'grant', 'single']),
  host: OrganisationId,
  agreement: Id.nullable(),
  area: Id,
});

export const SourceOpened = event('SourceOpened', 1, {
  source: Id,
  name: Text,
  role: z.enum(['partner', 'funder']),
  organisation: OrganisationId,
  through: OrganisationId.nullable(),
  power: Text,
});

export const RingFenceDefined = event('RingFenceDefined', 1, {
  ringFence: Id,
  name: Text,
  source: Id,
  natures: z.array(Nature).min(1),
  years: z.array(FinancialYear).nullable(),
  schemes: z.array(Id).nullable(),
  categories: z.array(Id).nullable(),
  yearLimited: z.boolean(),
  until: Day.nullable(),
  evidence: Text,
});

export const SchemeOpened = event('SchemeOpened', 1, {
  scheme: Id,
  name: Text,
  category: Id,
  need: Text.nullable(),
  cohort: Text.nullable(),
  area: Id,
  demandLed: z.boolean(),
});

export const ContributionPledged = event('ContributionPledged', 1, {
  ...contributionOf,
  form,
  recurrent: z.boolean(),
  certainty: z.enum(['indicative', 'expected']),
  amount: Amount,
  instalments: z.array(Instalment).min(1).max(400),
});

export const ContributionConfirmed = event('ContributionConfirmed', 1, {
  ...contributionOf,
  form,
  was: z.enum(['indicative', 'expected']),
  amount: Amount,
  evidence: Text,
  restated: z.array(Restatement),
  instalments: z.array(Instalment).min(1).max(400),
});

export const ContributionScheduled = event('ContributionScheduled', 1, {
  ...contributionOf,
  confirmed: z.boolean(),
  replaced: z.array(Instalment),
  instalments: z.array(Instalment).min(1).max(400),
});

export const InstalmentInvoiced = event('InstalmentInvoiced', 1, {
  ...contributionOf,
  instalment: Id,
  amount: Amount,
  reference: Text,
});

export const InstalmentReceived = event('InstalmentReceived', 1, {
  ...contributionOf,
  instalment: Id,
  method: z.enum(['bank', 'journal']),
  amount: Amount,
  /** How much of the amount settles an invoice; the rest was due without one. */
  invoiced: Amount,
  reference: Text,
});

export const InKindProvided = event('InKindProvided', 1, {
  ...contributionOf,
  amount: Amount,
  description: Text,
});

export const OtherIncomeRecorded = event('OtherIncomeRecorded', 1, {
  income: Id,
  kind: z.enum(['client-contribution', 'interest', 'other']),
  from: OrganisationId,
  source: Id,
  scheme: Id,
  nature: NatureOrUnknown,
  period: z.string().regex(/^\d{4}-\d{2}$/),
  relatesTo: FinancialYear,
  amount: Amount,
  reference: Text,
  published,
});

export const BudgetAllocated = event('BudgetAllocated', 1, {
  scheme: Id,
  source: Id,
  year: FinancialYear,
  nature: Nature,
  area: Id,
  amount: Amount,
  parts: z.array(z.strictObject({ certainty: Certainty, amount: Amount })).min(1),
});

const commitment = { award: Id, provider: OrganisationId, lines: z.array(CommitmentLine).max(600) };

export const CommitmentReserved = event('CommitmentReserved', 1, {
  ...commitment,
  kind: z.enum(['contract', 'grant']),
  expires: z.iso.datetime(),
  /** Why it may go beyond the budget: law, a demand-led scheme, or a fact that is only recorded. */
  obligation: z.enum(['none', 'law', 'demand-led', 'published-fact']),
  overBudget: Amount,
  /** The agreement's version whose limits it was judged by; -1 where the fund has no agreement. */
  agreementRevision: z.int(),
});

export const CommitmentConfirmed = event('CommitmentConfirmed', 1, {
  ...commitment,
  costLines: z.array(
    z.strictObject({ year: FinancialYear, category: CostCategory, amount: Amount }),
  ),
});

export const CommitmentReleased = event('CommitmentReleased', 1, {
  ...commitment,
  from: z.enum(['reserved', 'committed']),
  cause: z.enum(['lapsed', 'given-up']),
});

export const ExpenditureAccrued = event('ExpenditureAccrued', 1, {
  ...spending,
  cost: Amount,
  overBudget: Amount,
  description: Text,
});

export const AccrualReversed = event('AccrualReversed', 1, { ...spending, cost: Amount });

export const ExpenditureClaimed = event('ExpenditureClaimed', 1, {
  expenditure: Id,
  provider: OrganisationId,
  award: Id,
  amount: Amount,
  reference: Text,
});

export const ExpenditureVerified = event('ExpenditureVerified', 1, {
  ...invoiced,
  reference: Text,
  net: Amount,
  irrecoverableVat: IrrecoverableVat,
  recoverableVat: Amount,
  cost: Amount,
  gross: Amount,
  overBudget: Amount,
  accrual: Id.nullable(),
});

export const ExpenditurePaid = event('ExpenditurePaid', 1, {
  ...spending,
  amount: Amount,
  remittance: Text,
});

/** A credit note from the provider: its amounts are negative and undo a share of what it credits. */
export const ExpenditureCredited = event('ExpenditureCredited', 1, {
  ...invoiced,
  credits: Id,
  reference: Text,
  cost: Amount,
  recoverableVat: Amount,
  gross: Amount,
});

/** A correction: takes back the whole of a verified expenditure that was recorded wrongly. */
export const ExpenditureReversed = event('ExpenditureReversed', 1, {
  ...invoiced,
  corrects: Id,
  cost: Amount,
  recoverableVat: Amount,
  gross: Amount,
});

/** A payment as a body published it: verified and paid at once. Negative: a credit or refund. */
export const PaymentRecorded = event('PaymentRecorded', 1, {
  ...spending,
  kind: z.enum(['payment', 'credit-note', 'refund']),
  reference: Text,
  net: Amount,
  irrecoverableVat: IrrecoverableVat,
  cost: Amount,
  overBudget: Amount,
  published,
});

export const fundEvents = {
  FundEstablished,
  SourceOpened,
  RingFenceDefined,
  SchemeOpened,
  ContributionPledged,
  ContributionConfirmed,
  ContributionScheduled,
  InstalmentInvoiced,
  InstalmentReceived,
  InKindProvided,
  OtherIncomeRecorded,
  BudgetAllocated,
  CommitmentReserved,
  CommitmentConfirmed,
  CommitmentReleased,
  ExpenditureAccrued,
  AccrualReversed,
  ExpenditureClaimed,
  ExpenditureVerified,
  ExpenditurePaid,
  ExpenditureCredited,
  ExpenditureReversed,
  PaymentRecorded,
} as const;

export type FundEvent = DraftOf<typeof fundEvents>;
export type Instalment = z.infer<typeof Instalment>;
export type CommitmentLine = z.infer<typeof CommitmentLine>;
export type SpendingPart = z.infer<typeof SpendingPart>;
export type InvoicedPart = z.infer<typeof InvoicedPart>;
export type Restatement = z.infer<typeof Restatement>;
