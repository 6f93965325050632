import { yearOf } from '#contracts/financial-year.js';
import type { FundCommandOf } from '#contracts/commands/fund.js';
import {
  ExpenditureCredited,
  ExpenditurePaid,
  ExpenditureReversed,
} from '#contracts/events/fund/spending.js';
import { type FundEvent } from '#contracts/events/fund.js';
import { type InvoicedPart } from '#contracts/events/fund/shapes.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import {
  formatPence,
  maxPence,
  minPence,
  parsePence,
  sumPence,
  type Pence,
} from '#libs/money/pence.js';
import { barsPayment } from '../award/in-force.js';
import { happened, refused, type Decision } from '../decision.js';
import { coveredByCredit, coveredByReversal } from './cover-freed.js';
import type { FundContext } from './deciders.js';
import { expenditureAt, expenditureExists, owedOn, standing } from './expenditures.js';
import type { Expenditure, Fund } from './fund.js';
import { disputeOver } from './invoices.js';
import { givenBack } from './given-back.js';
import { accountingPeriod } from './periods.js';
import { retentionOver } from './retention.js';
import { creditedParts, paidParts, reversedParts, type TakenBack } from './portions.js';

type Decided = Decision<FundEvent>;

/** Pays what is verified, whole or in parts, never more than is owed on it (rule 4). */
export function payExpenditure(
  fund: Fund,
  command: FundCommandOf<'pay-expenditure'>,
  context: FundContext,
): Decided {
  const found = expenditureAt(fund, command.expenditure, 'verified');
  if ('problem' in found) return { refused: found };
  const barred = barsPayment(context.ofAward, 'claim');
  if (barred) return { refused: barred };
  const period = accountingPeriod(fund, command.effective, context);
  const left = payable(found);
  const amount = command.amount === undefined ? left : parsePence(command.amount);
  if (amount > left || amount === 0n)
    return refused('payment-exceeds-invoice', {
      expenditure: command.expenditure,
      left: formatPence(left),
      disputed: formatPence(found.disputed),
      short: formatPence(amount - left),
    });
  return happened(
    ExpenditurePaid.of(command.effective, {
      ...standing(found, period),
      expenditure: command.expenditure,
      parts: paidParts(found.portions, amount),
      amount: formatPence(amount),
      remittance: command.remittance,
    }),
  );
}

/**
 * What is owed, not contested, and approved where an office approves. After a credit note the
 * provider may owe: then nothing is left to pay.
 */
function payable(of: Expenditure): Pence {
  const owed = owedOn(of) - of.disputed;
  return maxPence(0n, of.approved === undefined ? owed : minPence(owed, of.approved - of.paid));
}

function creditExpenditure(
  fund: Fund,
  command: FundCommandOf<'credit-expenditure'>,
  context: FundContext,
): Decided {
  const clawback = underClawback(fund, command.credits);
  return clawback ? { refused: clawback } : creditOf(fund, command, context);
}

/** While a clawback of it is being decided nothing else is taken back of an expenditure. */
function underClawback(fund: Fund, expenditure: string): Refusal | undefined {
  const award = fund.expenditures.get(expenditure)?.award ?? '';
  const change = fund.commitments.get(award)?.change;
  return change?.clawback?.expenditure === expenditure
    ? refusal('change-under-way', { award, change: change.change })
    : undefined;
}

/** A credit note takes back a share of an invoice, from each part in proportion. */
export function creditOf(
  fund: Fund,
  command: FundCommandOf<'credit-expenditure'>,
  context: FundContext,
): Decided {
  if (fund.expenditures.has(command.expenditure)) return expenditureExists(command.expenditure);
  const found = expenditureAt(fund, command.credits, 'verified');
  if ('problem' in found) return { refused: found };
  const period = accountingPeriod(fund, command.effective, context);
  const left = sumPence(found.portions.map((portion) => portion.cost));
  const cost = parsePence(command.cost);
  if (cost > left)
    return refused('credit-exceeds-invoice', {
      expenditure: command.credits,
      left: formatPence(left),
      short: formatPence(cost - left),
    });
  const parts = creditedParts(fund, takenBackFrom(found, period), found.portions, cost);
  const credited = totals(parts);
  const { effective } = command;
  const cause = 'The expenditure was credited';
  const credit = ExpenditureCredited.of(command.effective, {
    ...standing(found, period),
    expenditure: command.expenditure,
    credits: command.credits,
    reference: command.reference,
    parts,
    ...credited,
  });
  return happened<FundEvent>(
    ...retentionOver(command.credits, found, parts, { effective, period, cause }),
    credit,
    ...coveredByCredit(fund, effective, command.credits, credit),
    ...givenBack(fund, effective, found.year, {
      ...standing(found, period),
      expenditure: command.expenditure,
      parts,
    }),
    ...disputeOver(command, command.credits, found, -parsePence(credited.gross), 'credited'),
  );
}

/** A correction: the invoice was recorded wrongly. It is taken back whole and recorded anew (rule 1). */
function reverseExpenditure(
  fund: Fund,
  command: FundCommandOf<'reverse-expenditure'>,
  context: FundContext,
): Decided {
  if (fund.expenditures.has(command.expenditure)) return expenditureExists(command.expenditure);
  const found = expenditureAt(fund, command.corrects, 'verified');
  if ('problem' in found) return { refused: found };
  const clawback = underClawback(fund, command.corrects);
  if (clawback) return { refused: clawback };
  const period = accountingPeriod(fund, command.effective, context);
  if (found.credited)
    return refused('wrong-order', {
      what: 'The expenditure',
      id: command.corrects,
      state: 'credited in part',
      needed: 'free of credit notes',
    });
  const parts = reversedParts(fund, takenBackFrom(found, period), found.portions);
  const { effective } = command;
  const cause = 'The expenditure was reversed';
  return happened<FundEvent>(
    ...retentionOver(command.corrects, found, parts, { effective, period, cause }),
    ExpenditureReversed.of(command.effective, {
      ...standing(found, period),
      expenditure: command.expenditure,
      corrects: command.corrects,
      parts,
      ...totals(parts),
    }),
    ...coveredByReversal(fund, effective, command.corrects),
    ...givenBack(fund, effective, found.year, {
      ...standing(found, period),
      expenditure: command.expenditure,
      parts,
    }),
    ...disputeOver(command, command.corrects, found, found.disputed, 'reversed'),
  );
}

function totals(parts: readonly InvoicedPart[]) {
  const cost = sumPence(parts.map((part) => parsePence(part.amount)));
  const recoverableVat = sumPence(parts.map((part) => parsePence(part.recoverableVat)));
  return {
    cost: formatPence(cost),
    recoverableVat: formatPence(recoverableVat),
    gross: formatPence(cost + recoverableVat),
  };
}

const takenBackFrom = (of: Expenditure, period: string): TakenBack => ({
  award: of.award,
  provider: of.provider,
  nature: of.nature,
  year: yearOf(period),
});

export const settlementDeciders = {
  'pay-expenditure': payExpenditure,
  'credit-expenditure': creditExpenditure,
  'reverse-expenditure': reverseExpenditure,
} as const;
