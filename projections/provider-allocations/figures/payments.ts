import { daysBetween } from '#contracts/calendar.js';
import type { FactTypes } from '#libs/ledger/fact-types.js';
import { parsePence, type Pence } from '#libs/money/pence.js';
import type { ProviderFund, ProviderView } from '#projections/reading/reading.js';
import { daysToPay } from '#projections/fund-health/figures/payments-due.js';
import { invoices, type Invoice } from './invoices.js';

/** Money that passed between a host, or the owner of aligned money, and the provider. */
export interface Payment {
  readonly fund: string;
  /** The event that recorded it. */
  readonly number: number;
  /** Of what was published without claim or invoice: a payment, a credit note or a refund. */
  readonly kind: FactTypes['payment']['kind'] | FactTypes['recorded-payment']['kind'];
  /** `none`: without an award, such as a grant on account or a purchase on the spot. */
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

/** Newest first, with those that a body published, without claim or invoice. */
export function payments(view: ProviderView): Payment[] {
  const known = new Map(
    invoices(view).map((invoice) => [`${invoice.fund} ${invoice.expenditure}`, invoice]),
  );
  return view.funds
    .flatMap((fund) => [...ofInvoices(fund, known), ...published(fund)])
    .sort((a, b) => (a.on === b.on ? b.number - a.number : a.on < b.on ? 1 : -1));
}

const ofInvoices = (
  { fund, facts }: ProviderFund,
  known: ReadonlyMap<string, Invoice>,
): Payment[] =>
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
  });

const published = ({ fund, facts }: ProviderFund): Payment[] =>
  facts.list('recorded-payment').map(({ number, effective: on, attributes: of }) => ({
    ...{ fund, number, kind: of.kind, award: of.award, on },
    ...{ amount: parsePence(of.amount), remittance: of.reference },
    ...{ invoice: null, days: null, within30: null },
  }));

/** Below zero where the provider gave it back. */
export const received = ({ kind, amount }: Payment): Pence =>
  kind === 'recovered' || kind === 'advance-returned' ? -amount : amount;
