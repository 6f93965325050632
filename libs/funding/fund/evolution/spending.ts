import type { spendingEvents } from '#contracts/events/fund/spending.js';
import type { EventOf } from '#contracts/events/all.js';
import { none } from '#libs/ledger/posting.js';
import { monthOf, yearOf } from '#contracts/financial-year.js';
import type { InvoicedPart, SpendingPart } from '#contracts/events/fund/shapes.js';
import { parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import type { Expenditure, Fund, Portion } from '../fund.js';
import { clearedOf, portionsOf, samePortion } from '../portions.js';
import { notePublished } from '../published-payments.js';
import { noteStage } from '../stage-payments.js';
import { must, type EvolutionBy } from './evolution.js';

export const spendingEvolution: EvolutionBy<typeof spendingEvents> = {
  ExpenditureAccrued: accrued,
  AccrualReversed: accrualReversed,
  AlignedCostAccrued: accrued,
  AlignedAccrualReversed: accrualReversed,
  UnspentMoneyHeld: (fund, { data }) => noteHeld(fund, data, 1n),
  UnspentMoneyReleased: (fund, { data }) => noteHeld(fund, data, -1n),
  ExpenditureClaimed: (fund, { data, effective }) => {
    const none = { nature: 'unknown', relatesTo: '', parts: [] } as const;
    const claimed = { ...data, ...none, effective, period: monthOf(effective) };
    fund.expenditures.set(data.expenditure, {
      ...expenditure(claimed, 'claimed'),
      claimed: parsePence(data.amount),
    });
  },
  ExpenditureVerified: (fund, { data, effective }) => {
    const { stage, accrual } = data;
    const clears = accrual === null ? [] : cleared(expenditureOf(fund, accrual), data);
    const verified = expenditure({ ...data, effective }, 'verified');
    fund.expenditures.set(data.expenditure, { ...verified, stage, clears });
    if (stage) noteStage(fund, stage, data.expenditure);
  },
  ExpenditurePaid: (fund, { data }) => {
    const paid = expenditureOf(fund, data.expenditure);
    paid.paid += parsePence(data.amount);
    for (const part of data.parts) portionOf(paid, part).owed -= parsePence(part.amount);
  },
  ExpenditureCredited: (fund, { data, effective }) => {
    const credited = expenditureOf(fund, data.credits);
    credited.credited = true;
    for (const part of data.parts) credit(portionOf(credited, part), part);
    fund.expenditures.set(data.expenditure, expenditure({ ...data, effective }, 'credit'));
  },
  ExpenditureReversed: (fund, { data, effective }) => {
    const reversed = expenditureOf(fund, data.corrects);
    reversed.state = 'reversed';
    for (const portion of reversed.portions) takeBack(portion);
    // Another invoice may come for what was accrued.
    for (const { portion, pence } of reversed.clears) portion.cost += pence;
    fund.expenditures.set(data.expenditure, expenditure({ ...data, effective }, 'credit'));
  },
  // A published payment is settled when it is recorded, and is told apart by its own key: the fund
  // keeps only how much is coded in which way.
  PaymentRecorded: paymentRecorded,
  AlignedPaymentRecorded: (fund, event) => {
    const { accrual } = event.data;
    if (accrual !== null) cleared(expenditureOf(fund, accrual), event.data);
    paymentRecorded(fund, event);
  },
};

function accrued(
  fund: Fund,
  { data, effective }: EventOf<'ExpenditureAccrued'> | EventOf<'AlignedCostAccrued'>,
): void {
  fund.expenditures.set(data.expenditure, {
    ...expenditure({ ...data, effective }, 'accrued'),
    reversesOn: data.reversesOn,
  });
}

function accrualReversed(
  fund: Fund,
  { data }: EventOf<'AccrualReversed'> | EventOf<'AlignedAccrualReversed'>,
): void {
  expenditureOf(fund, data.expenditure).state = 'accrual-reversed';
}

/** Of what came back from an accrual: its invoice may still come. */
function noteHeld(
  fund: Fund,
  { expenditure, parts }: EventOf<'UnspentMoneyHeld'>['data'],
  sign: 1n | -1n,
): void {
  const of = fund.expenditures.get(expenditure);
  if (of?.state !== 'accrual-reversed') return;
  for (const part of parts) portionOf(of, part).held += sign * parsePence(part.amount);
}

/**
 * Takes off the accrual that it names what an invoice, or a payment of aligned money, clears of it: by
 * its award, or else by what it charges to each source.
 */
function cleared(
  { portions }: Expenditure,
  {
    award,
    cost,
    parts,
  }: Pick<EventOf<'AlignedPaymentRecorded'>['data'], 'award' | 'cost' | 'parts'>,
): Expenditure['clears'] {
  const charged = (source: string): Pence =>
    sumPence(parts.filter((part) => part.source === source).map((part) => parsePence(part.amount)));
  const clears = clearedOf(portions, parsePence(cost), award === none ? charged : undefined);
  return portions.map((portion, place) => {
    const pence = clears[place] ?? 0n;
    portion.cost -= pence;
    return { portion, pence };
  });
}

function paymentRecorded(
  fund: Fund,
  { data }: EventOf<'PaymentRecorded'> | EventOf<'AlignedPaymentRecorded'>,
): void {
  for (const part of data.parts)
    notePublished(fund, yearOf(data.period), { ...data, ...part }, parsePence(part.amount));
}

export const expenditure = (
  of: Pick<Expenditure, 'provider' | 'award' | 'nature' | 'relatesTo' | 'effective'> & {
    readonly period: string;
    readonly parts: readonly (SpendingPart | InvoicedPart)[];
  },
  state: Expenditure['state'],
): Expenditure => ({
  provider: of.provider,
  award: of.award,
  nature: of.nature,
  effective: of.effective,
  relatesTo: of.relatesTo,
  year: yearOf(of.period),
  state,
  portions: portionsOf(of.parts),
  stage: null,
  reversesOn: null,
  clears: [],
  claimed: 0n,
  paid: 0n,
  approved: undefined,
  disputed: 0n,
  credited: false,
});

/** The amounts of a credit are below zero. */
function credit(portion: Portion, part: InvoicedPart): void {
  const cost = parsePence(part.amount);
  const recoverableVat = parsePence(part.recoverableVat);
  portion.cost += cost;
  portion.recoverableVat += recoverableVat;
  portion.owed += cost + recoverableVat;
}

/** Nothing of it stands; what was paid of it the provider owes. */
function takeBack(portion: Portion): void {
  portion.owed -= portion.cost + portion.recoverableVat;
  portion.cost = 0n;
  portion.recoverableVat = 0n;
}

export const expenditureOf = (fund: Fund, id: string): Expenditure =>
  must(fund.expenditures.get(id), `the expenditure ${id}`);

export const portionOf = (of: Expenditure, part: SpendingPart): Portion =>
  must(
    of.portions.find((portion) => samePortion(portion, part)),
    `a share of ${part.source}`,
  );
