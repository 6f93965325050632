import { daysAfter, daysBetween } from '#contracts/calendar.js';
import type { FactTypes } from '#libs/ledger/fact-types.js';
import type { Fact, FactLine } from '#libs/ledger/facts-at.js';
import { maxPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { grouped } from '#projections/fund-health/figures/grouped.js';
import { daysToPay } from '#projections/fund-health/figures/payments-due.js';
import type { ProviderFund, ProviderView } from '#projections/reading/reading.js';

/** A claim or an invoice, from the day it came in to the day on which the last of it was paid. */
export interface Invoice {
  readonly fund: string;
  readonly expenditure: string;
  readonly award: string;
  readonly reference: string;
  readonly state:
    'claimed' | 'verified' | 'approved' | 'paid' | 'rejected' | 'reversed' | 'evidenced';
  /** The day from which it is recorded, as a claim or as an invoice that was found right. */
  readonly received: string;
  readonly verified: string | null;
  /** What is owed for it with VAT, or what was claimed while nobody has looked at it. */
  readonly amount: Pence;
  /** What an office has let be paid; null where none was asked. */
  readonly approved: Pence | null;
  readonly credited: Pence;
  readonly disputed: Pence;
  readonly cause: string | null;
  readonly retained: Pence;
  readonly paid: Pence;
  readonly paidOn: string | null;
  readonly remittances: readonly string[];
  /** Owed and not paid, kept back or not; below zero: the provider owes it. */
  readonly owed: Pence;
  /** From the day it was received to the last payment, or to the view's day while something can be paid. */
  readonly days: number;
  readonly dueBy: string;
  readonly late: boolean;
  /** The event that changed it last. */
  readonly number: number;
}

/** What of it can be paid now: a dispute or a retention holds the rest, whatever its day. */
export const payableOf = ({
  owed,
  disputed,
  retained,
}: Pick<Invoice, 'owed' | 'disputed' | 'retained'>): Pence =>
  maxPence(0n, owed - disputed - retained);

/** What several claims and invoices come to, amount by amount; nothing approved where none was asked. */
export const invoicesTogether = (
  of: readonly Invoice[],
): Pick<
  Invoice,
  'amount' | 'credited' | 'disputed' | 'approved' | 'retained' | 'paid' | 'owed'
> => {
  const sum = (amount: (invoice: Invoice) => Pence): Pence => sumPence(of.map(amount));
  return {
    amount: sum(({ amount }) => amount),
    credited: sum(({ credited }) => credited),
    disputed: sum(({ disputed }) => disputed),
    approved: of.every(({ approved }) => approved === null)
      ? null
      : sum(({ approved }) => approved ?? 0n),
    retained: sum(({ retained }) => retained),
    paid: sum(({ paid }) => paid),
    owed: sum(({ owed }) => owed),
  };
};

type Expenditure = Fact<'expenditure'>;
const stages = ['claimed', 'verified', 'approved', 'rejected', 'reversed', 'evidenced'] as const;
type Stage = (typeof stages)[number];
const isStage = (state: string): state is Stage => stages.some((stage) => stage === state);

/** Newest first. An accrual is none yet, and a credit note stands with what it credits. */
export const invoices = (view: ProviderView): Invoice[] =>
  view.funds
    .flatMap((fund) => {
      const said = grouped(fund.said, ({ id }) => id);
      const credits = grouped(
        fund.facts.list('expenditure'),
        ({ attributes }) => attributes.credits ?? '',
      );
      const payments = grouped(fund.facts.list('payment'), ({ attributes }) => attributes.of);
      return fund.facts.list('expenditure').flatMap((fact) => {
        const { state } = fact.attributes;
        return isStage(state)
          ? [
              invoiceOf(fund, fact, state, {
                said: said.get(fact.id) ?? [],
                credits: credits.get(fact.id) ?? [],
                payments: payments.get(fact.id) ?? [],
              }),
            ]
          : [];
      });
    })
    .sort((a, b) =>
      a.received === b.received ? b.number - a.number : a.received < b.received ? 1 : -1,
    );

interface About {
  readonly said: readonly FactLine[];
  readonly credits: readonly Expenditure[];
  readonly payments: readonly Fact<'payment'>[];
}

function invoiceOf(
  { fund, facts, moment }: ProviderFund,
  fact: Expenditure,
  stage: Stage,
  { said, credits, payments }: About,
): Invoice {
  const { id, attributes: of } = fact;
  const firstDay = (...states: readonly string[]): string | undefined =>
    said.find(({ attributes }) => states.includes((attributes as Said).state ?? ''))?.effective;
  const amount = parsePence(of.gross ?? of.amount);
  const credited = sumPence(
    credits.map(({ attributes }) => -parsePence(attributes.gross ?? attributes.amount)),
  );
  const money = (kind: string): Pence =>
    sumPence(
      payments
        .filter(({ attributes }) => attributes.kind === kind)
        .map(({ attributes }) => parsePence(attributes.amount)),
    );
  const paid = money('paid') - money('recovered');
  const counts = stage === 'verified' || stage === 'approved';
  const owed = (counts ? amount - credited : 0n) - paid;
  const paidOn =
    payments
      .map(({ effective }) => effective)
      .sort()
      .at(-1) ?? null;
  const settled = counts && owed === 0n;
  const received = firstDay('claimed', 'verified', 'evidenced') ?? fact.effective;
  const dispute = facts.get('dispute', id)?.attributes;
  const disputed = parsePence(dispute?.disputed ?? '0.00');
  const retained = parsePence(facts.get('retention', id)?.attributes.retained ?? '0.00');
  const payable = payableOf({ owed, disputed, retained });
  const heldWhole = owed > 0n && payable === 0n && paidOn === null;
  const until = stage === 'claimed' || payable > 0n || heldWhole ? moment.day : paidOn;
  const days = until === null ? 0 : Math.max(0, daysBetween(received, until));
  return {
    ...{ fund, expenditure: id, award: of.award, reference: of.reference },
    state: settled && paid !== 0n ? 'paid' : stage,
    received,
    verified: firstDay('verified', 'evidenced') ?? null,
    amount,
    approved: of.approved === undefined ? null : parsePence(of.approved),
    ...{ credited, disputed },
    cause: disputed > 0n ? (dispute?.cause ?? null) : (of.cause ?? null),
    ...{ retained, paid, paidOn },
    remittances: payments.map(({ attributes }) => attributes.reference),
    ...{ owed, days },
    dueBy: daysAfter(received, daysToPay),
    late: days > daysToPay && !heldWhole,
    number: fact.number,
  };
}

type Said = Partial<FactTypes['expenditure']>;
