import type { spendingEvents } from '#contracts/events/fund/spending.js';
import type { EventOf, Standing } from '#contracts/events/all.js';
import { formatPence, parsePence, sumPence } from '#libs/money/pence.js';
import type { FactChange, FactTypes } from '../fact-types.js';
import {
  besideStages,
  change,
  overAward,
  overBudget,
  saysNothing,
  type Numbered,
  type FactsBy,
} from './change.js';
import { fallsDue, fallsDueNoMore } from './due.js';

export interface SpendingFacts {
  expenditure: {
    provider: string;
    award: string;
    state: string;
    amount: string;
    reference: string;
    /** With the VAT that comes back: what is owed for it. The amount where it is absent. */
    gross?: string;
    /** Of a credit note: the expenditure that it takes a share of. */
    credits?: string;
    /** When it came in as a claim, and when it was found right as an invoice. */
    claimedOn?: string;
    verifiedOn?: string;
    /** The day on which an accrual reverses by itself. */
    reversesOn?: string | null;
    /** For payment, in all; absent where nobody has approved anything. */
    approved?: string;
    /** Why it was rejected. */
    cause?: string;
  };
  /** What a body published that it paid, without claim or invoice; identified by its event's number. */
  'recorded-payment': {
    kind: EventOf<'PaymentRecorded'>['data']['kind'];
    award: string;
    /** Below zero where it came back. */
    amount: string;
    reference: string;
  };
  /** Something recorded that breaks a rule or a budget: kept and counted (rule 15). */
  flag: {
    kind:
      | 'over-budget'
      | 'over-award'
      | 'double-funding'
      | 'beside-stages'
      | 'not-party'
      | 'beyond-pledge'
      | 'possible-duplicates';
    amount: string;
    award: string;
    provider: string;
  };
  /** Something that somebody has to do; identified by the revision of the event that opened it. */
  task: {
    kind: 'find-cover' | 'restate-statement';
    /** The statement that a reopened period made stale. */
    statement?: string;
    amount: string;
    /** Without cover still. */
    left: string;
    award: string;
    open: boolean;
    /** The number of the event that opened it. */
    event: number;
    since: string;
    coveredBy?: string;
  };
}

const expenditure = (
  event: Standing,
  {
    expenditure: id,
    provider,
    award,
  }: Readonly<Record<'expenditure' | 'provider' | 'award', string>>,
  of: Omit<FactTypes['expenditure'], 'provider' | 'award'>,
): FactChange => change(event, 'expenditure', id, { provider, award, ...of }, provider);

function expenditureAccrued(
  event: Numbered<EventOf<'ExpenditureAccrued'> | EventOf<'AlignedCostAccrued'>>,
): FactChange[] {
  const { expenditure: id, cost, description, reversesOn } = event.data;
  const accrued = { state: 'accrued', amount: cost, reference: description, reversesOn };
  return [
    expenditure(event, event.data, accrued),
    ...(reversesOn === null ? [] : [fallsDue(event, 'accrual-reverses', id, reversesOn)]),
    ...overAward(event, event.data),
    ...overBudget(event, event.data),
  ];
}

function expenditureVerified(event: Numbered<EventOf<'ExpenditureVerified'>>): FactChange[] {
  const { cost, gross, reference } = event.data;
  const verified = {
    state: 'verified',
    amount: cost,
    gross,
    reference,
    verifiedOn: event.effective,
  };
  return [
    expenditure(event, event.data, verified),
    ...overAward(event, event.data),
    ...overBudget(event, event.data),
  ];
}

function expenditureClaimed(event: Numbered<EventOf<'ExpenditureClaimed'>>): FactChange[] {
  const { amount, reference } = event.data;
  return [
    expenditure(event, event.data, {
      ...{ state: 'claimed', amount, reference, claimedOn: event.effective },
    }),
    ...besideStages(event, event.data),
  ];
}

function expenditureCredited(event: EventOf<'ExpenditureCredited'>): FactChange[] {
  const { cost, gross, credits, reference } = event.data;
  const credited = { state: 'credit note', amount: cost, gross, credits, reference };
  return [expenditure(event, event.data, credited)];
}

function expenditurePaid(event: Numbered<EventOf<'ExpenditurePaid'>>): FactChange[] {
  const { expenditure: id, provider, award, amount, remittance } = event.data;
  const payment = { kind: 'paid', of: id, award, amount, reference: remittance } as const;
  return [change(event, 'payment', String(event.number), payment, provider)];
}

function accrualReversed(
  event: EventOf<'AccrualReversed'> | EventOf<'AlignedAccrualReversed'>,
): FactChange[] {
  const { expenditure: id, provider } = event.data;
  return [
    change(event, 'expenditure', id, { state: 'accrual reversed' }, provider),
    fallsDueNoMore(event, 'accrual-reverses', id),
  ];
}

/** As at a year's end: what its funder has to decide on, by the event that held it. */
const unspentMoneyHeld = (event: Numbered<EventOf<'UnspentMoneyHeld'>>): FactChange[] => {
  const { nature, relatesTo: year, parts } = event.data;
  return parts.map(({ source, amount }, place) =>
    change(event, 'held-money', `${event.number}/${place}`, { source, nature, year, amount }),
  );
};

function expenditureReversed(event: EventOf<'ExpenditureReversed'>): FactChange[] {
  const { corrects, provider } = event.data;
  return [change(event, 'expenditure', corrects, { state: 'reversed' }, provider)];
}

/** A published payment may go beyond its award, or beyond the budget: it is kept all the same. */
const paymentRecorded = (
  event: Numbered<EventOf<'PaymentRecorded'> | EventOf<'AlignedPaymentRecorded'>>,
): FactChange[] => {
  const { kind, award, reference, parts, provider } = event.data;
  const amount = formatPence(sumPence(parts.map((part) => parsePence(part.amount))));
  const recorded = { kind, award, amount, reference };
  return [
    change(event, 'recorded-payment', String(event.number), recorded, provider),
    ...overAward(event, event.data),
    ...overBudget(event, event.data),
    ...besideStages(event, event.data),
  ];
};

export const spendingFacts: FactsBy<typeof spendingEvents> = {
  ExpenditureAccrued: expenditureAccrued,
  AccrualReversed: accrualReversed,
  AlignedCostAccrued: expenditureAccrued,
  AlignedAccrualReversed: accrualReversed,
  UnspentMoneyHeld: unspentMoneyHeld,
  UnspentMoneyReleased: saysNothing,
  ExpenditureClaimed: expenditureClaimed,
  ExpenditureVerified: expenditureVerified,
  ExpenditurePaid: expenditurePaid,
  ExpenditureCredited: expenditureCredited,
  ExpenditureReversed: expenditureReversed,
  PaymentRecorded: paymentRecorded,
  AlignedPaymentRecorded: paymentRecorded,
};
