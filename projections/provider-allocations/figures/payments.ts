import { daysBetween } from '#contracts/calendar.js';
import type { FactTypes } from '#libs/ledger/fact-types.js';
import { parsePence, type Pence } from '#libs/money/pence.js';
import type { ProviderView } from '#projections/reading/reading.js';
import { daysToPay } from '#projections/fund-health/figures/payments-due.js';
import { invoices } from './invoices.js';

/** Money that passed between a host and the provider. */
export interface Payment {
  readonly fund: string;
  /** The event that recorded it. */
  readonly number: number;
  readonly kind: FactTypes['payment']['kind'];
  readonly award: string;
  readonly amount: Pence;
  readonly on: string;
  readonly remittance: string;
  /** The provider's own reference on the invoice; null where it was no payment of one. */
  readonly invoice: string | null;
  /** From the day on which the invoice was received; null where it paid none. */
  readonly days: number | null;
  readonly within30: boolean | null;
}

/**
 * Newest first. Payments that a body published, without claim or invoice, have no line of their own
 * here: the statement's totals hold them.
 */
export function payments(view: ProviderView): Payment[] {
  const known = new Map(
    invoices(view).map((invoice) => [`${invoice.fund} ${invoice.expenditure}`, invoice]),
  );
  return view.funds
    .flatMap(({ fund, facts }) =>
      facts.list('payment').map(({ number, effective: on, attributes: of }): Payment => {
        const invoice = of.kind === 'paid' ? known.get(`${fund} ${of.of}`) : undefined;
        const days = invoice ? Math.max(0, daysBetween(invoice.received, on)) : null;
        return {
          ...{ fund, number, kind: of.kind, award: of.award, on, days },
          amount: parsePence(of.amount),
          remittance: of.reference,
          invoice: invoice?.reference ?? null,
          within30: days === null ? null : days <= daysToPay,
        };
      }),
    )
    .sort((a, b) => b.number - a.number);
}
