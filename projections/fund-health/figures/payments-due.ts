import { daysAfter } from '#contracts/calendar.js';
import { parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import type { FundView } from '#projections/reading/reading.js';
import { grouped } from './grouped.js';

/**
 * Days in which an invoice is to be paid (Public Contracts Regulations 2015, regulation 113;
 * Procurement Act 2023, section 68; Late Payment of Commercial Debts Regulations 2002).
 */
export const daysToPay = 30;

/** What of a claim or an invoice is payable and not paid. */
export interface PaymentDue {
  readonly expenditure: string;
  readonly provider: string;
  readonly award: string;
  readonly reference: string;
  readonly amount: Pence;
  /** The last of the days in which it is to be paid, from the day on which it came in. */
  readonly due: string;
  /** The event that changed it last. */
  readonly event: number;
}

/**
 * Verified or approved, with VAT, less credit notes, payments, what is disputed and what is kept back;
 * the first due first. An accrual is no invoice and has no day.
 */
export function paymentsDue({ facts }: FundView): PaymentDue[] {
  const all = facts.list('expenditure');
  const credits = grouped(
    all.filter(({ attributes }) => attributes.state === 'credit note'),
    ({ attributes }) => attributes.credits ?? '',
  );
  const payments = grouped(facts.list('payment'), ({ attributes }) => attributes.of);
  return all
    .filter(({ attributes: { state } }) => state === 'verified' || state === 'approved')
    .flatMap(({ id, number: event, effective, provider, attributes: of }) => {
      const credited = sumPence(
        (credits.get(id) ?? []).map(({ attributes }) =>
          parsePence(attributes.gross ?? attributes.amount),
        ),
      );
      const paid = sumPence(
        (payments.get(id) ?? []).map(
          ({ attributes: { kind, amount } }) =>
            (kind === 'recovered' ? -1n : 1n) * parsePence(amount),
        ),
      );
      const notPayable = [
        facts.get('dispute', id)?.attributes.disputed,
        facts.get('retention', id)?.attributes.retained,
      ].map((amount) => parsePence(amount ?? '0.00'));
      // A credit note is below zero.
      const amount = parsePence(of.gross ?? of.amount) + credited - paid - sumPence(notPayable);
      const cameIn = of.claimedOn ?? of.verifiedOn ?? effective;
      const due = { award: of.award, reference: of.reference, due: daysAfter(cameIn, daysToPay) };
      return amount > 0n ? [{ expenditure: id, provider, ...due, amount, event }] : [];
    })
    .sort((a, b) => (a.due === b.due ? a.event - b.event : a.due < b.due ? -1 : 1));
}
