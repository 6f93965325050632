import type { invoiceEvents } from '#contracts/events/fund/invoices.js';
import type { EventOf } from '#contracts/events/all.js';
import type { FactChange } from '../fact-types.js';
import { change, type FactsBy, type Numbered } from './change.js';

export interface InvoiceFacts {
  /** Money that passed between the host and a provider; identified by its event's number. */
  payment: {
    kind: 'paid' | 'recovered' | 'advance' | 'advance-returned';
    /** The expenditure or the advance. */
    of: string;
    award: string;
    amount: string;
    reference: string;
  };
  /** What of an expenditure is contested; `0.00` once it is over. Identified by the expenditure. */
  dispute: { award: string; disputed: string; cause: string; finding: string | null };
}

function approved(event: EventOf<'ExpenditureApproved'>): FactChange[] {
  const { expenditure, provider, approved: inAll } = event.data;
  const attributes = { state: 'approved', approved: inAll };
  return [change(event, 'expenditure', expenditure, attributes, provider)];
}

function rejected(event: EventOf<'ExpenditureRejected'>): FactChange[] {
  const { expenditure, provider, cause } = event.data;
  return [change(event, 'expenditure', expenditure, { state: 'rejected', cause }, provider)];
}

function disputed(event: EventOf<'ExpenditureDisputed'>): FactChange[] {
  const { expenditure, provider, award, disputed: inAll, cause } = event.data;
  const contested = { award, disputed: inAll, cause, finding: null };
  return [change(event, 'dispute', expenditure, contested, provider)];
}

function resolved(event: EventOf<'DisputeResolved'>): FactChange[] {
  const { expenditure, provider, disputed: left, finding } = event.data;
  return [change(event, 'dispute', expenditure, { disputed: left, finding }, provider)];
}

function recovered(event: Numbered<EventOf<'ExpenditureRecovered'>>): FactChange[] {
  const { expenditure, provider, award, amount, reference } = event.data;
  const payment = { kind: 'recovered', of: expenditure, award, amount, reference } as const;
  return [change(event, 'payment', String(event.number), payment, provider)];
}

export const invoiceFacts: FactsBy<typeof invoiceEvents> = {
  ExpenditureApproved: approved,
  ExpenditureRejected: rejected,
  ExpenditureDisputed: disputed,
  DisputeResolved: resolved,
  ExpenditureRecovered: recovered,
};
