import { daysAfter } from '#contracts/calendar.js';
import { parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import type { FundView } from '#projections/reading/reading.js';
import { grouped } from './grouped.js';
import { once } from './once.js';

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
  /** Every event that made it what it is: it came in, was credited, disputed, kept back, paid in part. */
  readonly events: readonly number[];
}

/**
 * Verified or approved, with VAT, less credit notes, payments, what is disputed and what is kept back;
 * the first due first. An accrual is no invoice and has no day.
 */
export const paymentsDue = once(({ facts }: FundView): PaymentDue[] => {
  const all = facts.list('expenditure');
  const credits = grouped(
    all.filter(({ attributes }) => attributes.state === 'credit note'),
    ({ attributes }) => attributes.credits ?? '',
  );
  const payments = grouped(facts.list('payment'), ({ attributes }) => attributes.of);
  return all
    .filter(({ attributes: { state } }) => state === 'verified' || state === 'approved')
    .flatMap(({ id, number: event, effective, provider, attributes: of }) => {
      const [credit, payment] = [credits.get(id) ?? [], payments.get(id) ?? []];
      const [dispute, retention] = [facts.get('dispute', id), facts.get('retention', id)];
      const credited = sumPence(
        credit.map(({ attributes }) => parsePence(attributes.gross ?? attributes.amount)),
      );
      const paid = sumPence(
        payment.map(
          ({ attributes: { kind, amount } }) =>
            (kind === 'recovered' ? -1n : 1n) * parsePence(amount),
        ),
      );
      const notPayable = [dispute?.attributes.disputed, retention?.attributes.retained].map(
        (amount) => parsePence(amount ?? '0.00'),
      );
      // A credit note is below zero.
      const amount = parsePence(of.gross ?? of.amount) + credited - paid - sumPence(notPayable);
      const cameIn = of.claimedOn ?? of.verifiedOn ?? effective;
      const due = { award: of.award, reference: of.reference, due: daysAfter(cameIn, daysToPay) };
      const behind = [...credit, ...payment, dispute, retention].flatMap((of) => of?.number ?? []);
      const events = [...new Set([event, ...behind])].sort((a, b) => a - b);
      return amount > 0n ? [{ expenditure: id, provider, ...due, amount, event, events }] : [];
    })
    .sort((a, b) => (a.due === b.due ? a.event - b.event : a.due < b.due ? -1 : 1));
});
