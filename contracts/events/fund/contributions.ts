import { z } from 'zod';
import { event } from '../../event-type.js';
import {
  Amount,
  Day,
  FinancialYear,
  Id,
  Nature,
  NatureOrUnknown,
  OrganisationId,
  Power,
  Text,
} from '../../values.js';
import { Due, Form, Instalment, Restatement, published, Period } from './shapes.js';

const contributionOf = {
  contribution: Id,
  source: Id,
  year: FinancialYear,
  nature: Nature,
};

export const ContributionPledged = event('ContributionPledged', 3, {
  ...contributionOf,
  power: Power,
  period: Period,
  form: Form,
  recurrent: z.boolean(),
  certainty: z.enum(['indicative', 'expected']),
  amount: Amount,
  instalments: z.array(Instalment).min(1).max(400),
});

/** Of a partner's later year: it is agreed, but its annual budget for that year is not yet set. */
export const ContributionMadeSubjectToBudget = event('ContributionMadeSubjectToBudget', 1, {
  ...contributionOf,
});

/** The annual budget that it was subject to is set: from then on it is a contribution like any other. */
export const AnnualBudgetResolved = event('AnnualBudgetResolved', 1, {
  ...contributionOf,
  resolution: Text,
});

/** What the money is confirmed on, and until when that is to be shown. */
const ConfirmedOn = z.strictObject({ condition: Id, text: Text, due: Day.nullable() });

export const ContributionConfirmed = event('ContributionConfirmed', 3, {
  ...contributionOf,
  period: Period,
  form: Form,
  was: z.enum(['indicative', 'expected']),
  amount: Amount,
  evidence: Text,
  conditions: z.array(ConfirmedOn).max(50),
  restated: z.array(Restatement),
  instalments: z.array(Due).min(1).max(400),
});

export const ContributionConditionMet = event('ContributionConditionMet', 1, {
  contribution: Id,
  condition: Id,
  evidence: Text,
});

/** The money stands until it is withdrawn: whoever reads it sees on what it failed. */
export const ContributionConditionNotMet = event('ContributionConditionNotMet', 1, {
  contribution: Id,
  condition: Id,
  cause: Text,
});

export const ContributionScheduled = event('ContributionScheduled', 2, {
  ...contributionOf,
  confirmed: z.boolean(),
  replaced: z.array(Due),
  instalments: z.array(Due).min(1).max(400),
});

export const InstalmentInvoiced = event('InstalmentInvoiced', 2, {
  ...contributionOf,
  period: Period,
  instalment: Id,
  amount: Amount,
  reference: Text,
});

export const InstalmentReceived = event('InstalmentReceived', 2, {
  ...contributionOf,
  period: Period,
  instalment: Id,
  /** `settled-net`: a partner paid a provider itself, and owes so much less. */
  method: z.enum(['bank', 'journal', 'settled-net']),
  amount: Amount,
  /** How much of the amount settles an invoice; the rest was due without one. */
  invoiced: Amount,
  reference: Text,
});

export const InKindProvided = event('InKindProvided', 2, {
  ...contributionOf,
  period: Period,
  amount: Amount,
  description: Text,
});

/** More was given in kind than was pledged: kept all the same, and flagged (rule 15). */
export const InKindBeyondPledge = event('InKindBeyondPledge', 1, {
  ...contributionOf,
  amount: Amount,
});

export const OtherIncomeRecorded = event('OtherIncomeRecorded', 1, {
  income: Id,
  kind: z.enum(['client-contribution', 'interest', 'other']),
  from: OrganisationId,
  source: Id,
  scheme: Id,
  nature: NatureOrUnknown,
  period: Period,
  relatesTo: FinancialYear,
  amount: Amount,
  reference: Text,
  published,
});

export const contributionEvents = {
  ContributionPledged,
  ContributionMadeSubjectToBudget,
  AnnualBudgetResolved,
  ContributionConfirmed,
  ContributionConditionMet,
  ContributionConditionNotMet,
  ContributionScheduled,
  InstalmentInvoiced,
  InstalmentReceived,
  InKindProvided,
  InKindBeyondPledge,
  OtherIncomeRecorded,
} as const;
