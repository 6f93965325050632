import type { Standing } from '#contracts/events/all.js';
import type { FundEvent, InvoicedPart, SpendingPart } from '#contracts/events/fund.js';
import { postings } from '#libs/ledger/postings.js';
import { parsePence } from '#libs/money/pence.js';
import type { Contribution, Expenditure, Fund, InstalmentState, Portion } from './fund.js';
import { portionsOf, samePortion } from './portions.js';

/**
 * Applies what happened: terms that changed, and the event's own postings to the balances. It has no
 * arithmetic of its own. Takes ownership of the fund it is given and may reuse it.
 */
export function evolveFund(fund: Fund, event: Standing & FundEvent): Fund {
  for (const posting of postings(event)) fund.holdings.post(posting);
  changeTerms(fund, event);
  return fund;
}

function changeTerms(fund: Fund, event: Standing & FundEvent): void {
  const { data } = event;
  switch (event.type) {
    case 'FundEstablished':
      fund.terms = { ...event.data, since: event.effective };
      return;
    case 'SourceOpened':
      fund.sources.set(event.data.source, event.data);
      return;
    case 'RingFenceDefined':
      fund.ringFences.set(event.data.ringFence, { ...event.data, since: event.effective });
      return;
    case 'SchemeOpened':
      fund.schemes.set(event.data.scheme, event.data);
      return;
    case 'ContributionPledged':
      fund.contributions.set(event.data.contribution, {
        ...event.data,
        amount: parsePence(event.data.amount),
        instalments: new Map(event.data.instalments.map((due) => [due.instalment, unsettled(due)])),
      });
      return;
    case 'ContributionConfirmed':
      contributionOf(fund, event.data.contribution).certainty = 'confirmed';
      return;
    case 'ContributionScheduled': {
      const { instalments } = contributionOf(fund, event.data.contribution);
      for (const { instalment } of event.data.replaced) instalments.delete(instalment);
      for (const due of event.data.instalments) instalments.set(due.instalment, unsettled(due));
      return;
    }
    case 'InstalmentInvoiced':
      instalmentOf(fund, event.data).invoiced += parsePence(event.data.amount);
      return;
    case 'InstalmentReceived': {
      const instalment = instalmentOf(fund, event.data);
      instalment.received += parsePence(event.data.amount);
      instalment.settled += parsePence(event.data.invoiced);
      return;
    }
    case 'CommitmentReserved':
      fund.commitments.set(event.data.award, { ...event.data, state: 'reserved' });
      return;
    case 'CommitmentConfirmed':
      commitmentOf(fund, event.data.award).state = 'committed';
      return;
    case 'CommitmentReleased':
      if (event.data.from === 'reserved') commitmentOf(fund, event.data.award).state = 'lapsed';
      return;
    case 'ExpenditureAccrued':
      fund.expenditures.set(event.data.expenditure, expenditure(event.data, 'accrued'));
      return;
    case 'AccrualReversed':
      expenditureOf(fund, event.data.expenditure).state = 'accrual-reversed';
      return;
    case 'ExpenditureClaimed':
      fund.expenditures.set(
        event.data.expenditure,
        expenditure({ ...event.data, nature: 'unknown', relatesTo: '', parts: [] }, 'claimed'),
      );
      return;
    case 'ExpenditureVerified':
      fund.expenditures.set(event.data.expenditure, expenditure(event.data, 'verified'));
      return;
    case 'ExpenditurePaid': {
      const paid = expenditureOf(fund, event.data.expenditure);
      for (const part of event.data.parts) portionOf(paid, part).owed -= parsePence(part.amount);
      return;
    }
    case 'ExpenditureCredited': {
      const credited = expenditureOf(fund, event.data.credits);
      credited.credited = true;
      for (const part of event.data.parts) credit(portionOf(credited, part), part);
      fund.expenditures.set(event.data.expenditure, expenditure(event.data, 'credit'));
      return;
    }
    case 'ExpenditureReversed':
      expenditureOf(fund, event.data.corrects).state = 'reversed';
      fund.expenditures.set(event.data.expenditure, expenditure(event.data, 'credit'));
      return;
    case 'OtherIncomeRecorded':
      fund.incomes.add(event.data.income);
      return;
    case 'InKindProvided':
    case 'BudgetAllocated':
    // A published payment is settled when it is recorded, and is told apart by its own key.
    case 'PaymentRecorded':
      return;
    default:
      throw new Error(`a fund knows no ${String((data as unknown, event satisfies never))}`);
  }
}

const unsettled = (due: { instalment: string; due: string; amount: string }): InstalmentState => ({
  ...due,
  invoiced: 0n,
  received: 0n,
  settled: 0n,
});

const expenditure = (
  of: Pick<Expenditure, 'provider' | 'award' | 'nature' | 'relatesTo'> & {
    readonly parts: readonly (SpendingPart | InvoicedPart)[];
  },
  state: Expenditure['state'],
): Expenditure => ({
  provider: of.provider,
  award: of.award,
  nature: of.nature,
  relatesTo: of.relatesTo,
  state,
  portions: portionsOf(of.parts),
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

/** The log holds only what was decided on a state that had these; their absence is a broken log. */
function must<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`the log speaks of ${what} before it exists`);
  return found;
}
const contributionOf = (fund: Fund, id: string): Contribution =>
  must(fund.contributions.get(id), `the contribution ${id}`);
const instalmentOf = (
  fund: Fund,
  of: { contribution: string; instalment: string },
): InstalmentState =>
  must(
    contributionOf(fund, of.contribution).instalments.get(of.instalment),
    `the instalment ${of.instalment}`,
  );
const commitmentOf = (fund: Fund, id: string) =>
  must(fund.commitments.get(id), `the commitment to ${id}`);
const expenditureOf = (fund: Fund, id: string): Expenditure =>
  must(fund.expenditures.get(id), `the expenditure ${id}`);
const portionOf = (of: Expenditure, part: SpendingPart): Portion =>
  must(
    of.portions.find((portion) => samePortion(portion, part)),
    `a share of ${part.source}`,
  );
