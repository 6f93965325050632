import type { spendingEvents } from '#contracts/events/fund/spending.js';
import type { EventOf } from '#contracts/events/all.js';
import { monthOf, yearOf } from '#contracts/financial-year.js';
import type { InvoicedPart, SpendingPart } from '#contracts/events/fund/shapes.js';
import { parsePence } from '#libs/money/pence.js';
import type { Expenditure, Fund, Portion } from '../fund.js';
import { portionsOf, samePortion } from '../portions.js';
import { notePublished } from '../published-payments.js';
import { noteStage } from '../stage-payments.js';
import { changesNoTerms, must, type EvolutionBy } from './evolution.js';

export const spendingEvolution: EvolutionBy<typeof spendingEvents> = {
  ExpenditureAccrued: (fund, { data }) => {
    fund.expenditures.set(data.expenditure, {
      ...expenditure(data, 'accrued'),
      reversesOn: data.reversesOn,
    });
  },
  AccrualReversed: (fund, { data }) => {
    expenditureOf(fund, data.expenditure).state = 'accrual-reversed';
  },
  UnspentMoneyHeld: changesNoTerms,
  ExpenditureClaimed: (fund, { data, effective }) => {
    const none = { nature: 'unknown', relatesTo: '', parts: [] } as const;
    const claimed = { ...data, ...none, period: monthOf(effective) };
    fund.expenditures.set(data.expenditure, {
      ...expenditure(claimed, 'claimed'),
      claimed: parsePence(data.amount),
    });
  },
  ExpenditureVerified: (fund, { data }) => {
    const { stage } = data;
    fund.expenditures.set(data.expenditure, { ...expenditure(data, 'verified'), stage });
    if (stage) noteStage(fund, stage, data.expenditure);
  },
  ExpenditurePaid: (fund, { data }) => {
    const paid = expenditureOf(fund, data.expenditure);
    paid.paid += parsePence(data.amount);
    for (const part of data.parts) portionOf(paid, part).owed -= parsePence(part.amount);
  },
  ExpenditureCredited: (fund, { data }) => {
    const credited = expenditureOf(fund, data.credits);
    credited.credited = true;
    for (const part of data.parts) credit(portionOf(credited, part), part);
    fund.expenditures.set(data.expenditure, expenditure(data, 'credit'));
  },
  ExpenditureReversed: (fund, { data }) => {
    const reversed = expenditureOf(fund, data.corrects);
    reversed.state = 'reversed';
    for (const portion of reversed.portions) takeBack(portion);
    fund.expenditures.set(data.expenditure, expenditure(data, 'credit'));
  },
  // A published payment is settled when it is recorded, and is told apart by its own key: the fund
  // keeps only how much is coded in which way.
  PaymentRecorded: paymentRecorded,
  AlignedPaymentRecorded: paymentRecorded,
};

function paymentRecorded(
  fund: Fund,
  { data }: EventOf<'PaymentRecorded'> | EventOf<'AlignedPaymentRecorded'>,
): void {
  for (const part of data.parts)
    notePublished(fund, yearOf(data.period), { ...data, ...part }, parsePence(part.amount));
}

export const expenditure = (
  of: Pick<Expenditure, 'provider' | 'award' | 'nature' | 'relatesTo'> & {
    readonly period: string;
    readonly parts: readonly (SpendingPart | InvoicedPart)[];
  },
  state: Expenditure['state'],
): Expenditure => ({
  provider: of.provider,
  award: of.award,
  nature: of.nature,
  relatesTo: of.relatesTo,
  year: yearOf(of.period),
  state,
  portions: portionsOf(of.parts),
  stage: null,
  reversesOn: null,
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
