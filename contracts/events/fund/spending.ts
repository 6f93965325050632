import { z } from 'zod';
import { event } from '../../event-type.js';
import {
  Amount,
  Day,
  FinancialYear,
  Id,
  IrrecoverableVat,
  NatureOrUnknown,
  OrganisationId,
  Text,
} from '../../values.js';
import { SpendingPart, InvoicedPart, published, Period } from './shapes.js';

/** What every fact about spending says: whose cost it is, and in which month it counts. */
const spending = {
  expenditure: Id,
  provider: OrganisationId,
  award: Id,
  nature: NatureOrUnknown,
  period: Period,
  relatesTo: FinancialYear,
  parts: z.array(SpendingPart).max(200),
};
const invoiced = { ...spending, parts: z.array(InvoicedPart).max(200) };

const accrual = {
  ...spending,
  cost: Amount,
  overBudget: Amount,
  description: Text,
  /** The day on which it reverses by itself, unless its invoice comes before. */
  reversesOn: Day.nullable(),
};
const reversal = { ...spending, cost: Amount };
export const ExpenditureAccrued = event('ExpenditureAccrued', 2, accrual);
export const AccrualReversed = event('AccrualReversed', 1, reversal);

/** The same of aligned money: its owner will owe it, and no pool does. */
export const AlignedCostAccrued = event('AlignedCostAccrued', 1, accrual);
export const AlignedAccrualReversed = event('AlignedAccrualReversed', 1, reversal);

/**
 * Given back after the end of the year to which its funder bound it: not promised and not budgeted in
 * the year in which it comes back, but held until the funder decides.
 */
export const UnspentMoneyHeld = event('UnspentMoneyHeld', 1, spending);

/**
 * It was not unspent: the invoice has come that its accrual was for. It goes back to where it was held
 * from, to be charged at once.
 */
export const UnspentMoneyReleased = event('UnspentMoneyReleased', 1, spending);

export const ExpenditureClaimed = event('ExpenditureClaimed', 2, {
  expenditure: Id,
  provider: OrganisationId,
  award: Id,
  amount: Amount,
  reference: Text,
  /** Of an award that pays on outcomes: what goes beyond the part that it pays otherwise. */
  besideStages: Amount,
});

/** The stage of an outcome that an expenditure pays, as its outcome's stream holds it. */
const Stage = z.strictObject({ outcome: Id, claim: Id });

export const ExpenditureVerified = event('ExpenditureVerified', 3, {
  ...invoiced,
  reference: Text,
  net: Amount,
  irrecoverableVat: IrrecoverableVat,
  /** What is known of it is owed beside the cost; unknown is not nil (rule 14). */
  recoverableVat: IrrecoverableVat,
  cost: Amount,
  gross: Amount,
  overBudget: Amount,
  accrual: Id.nullable(),
  /** Null: an ordinary invoice or claim, whatever it is called. */
  stage: Stage.nullable(),
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
const payment = {
  ...spending,
  kind: z.enum(['payment', 'credit-note', 'refund']),
  reference: Text,
  net: Amount,
  irrecoverableVat: IrrecoverableVat,
  cost: Amount,
  overBudget: Amount,
  published,
  /** Of an award that pays on outcomes: what goes beyond the part that it pays otherwise. */
  besideStages: Amount,
};
export const PaymentRecorded = event('PaymentRecorded', 2, payment);

/** The same of aligned money: its owner paid it, and no pool did. */
export const AlignedPaymentRecorded = event('AlignedPaymentRecorded', 3, {
  ...payment,
  /** The accrual that it clears, as an invoice of a pool does: its owner has no invoice here. */
  accrual: Id.nullable(),
});

export const spendingEvents = {
  ExpenditureAccrued,
  AccrualReversed,
  AlignedCostAccrued,
  AlignedAccrualReversed,
  UnspentMoneyHeld,
  UnspentMoneyReleased,
  ExpenditureClaimed,
  ExpenditureVerified,
  ExpenditurePaid,
  ExpenditureCredited,
  ExpenditureReversed,
  PaymentRecorded,
  AlignedPaymentRecorded,
} as const;
