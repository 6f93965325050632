import { monthOf } from '#contracts/financial-year.js';
import type { FundCommandOf } from '#contracts/commands/fund.js';
import {
  ExpenditureCredited,
  ExpenditurePaid,
  ExpenditureReversed,
  type FundEvent,
} from '#contracts/events/fund.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence, parsePence, type Pence } from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../decision.js';
import { inProportion } from './draw.js';
import type { Expenditure, Fund } from './fund.js';

type Decided = Decision<FundEvent>;

/** Pays what is verified, whole or in parts, never more than is owed on it (rule 4). */
export function payExpenditure(fund: Fund, command: FundCommandOf<'pay-expenditure'>): Decided {
  const found = verified(fund, command.expenditure);
  if ('problem' in found) return { refused: found };
  const left = owed(found);
  const amount = command.amount === undefined ? left : parsePence(command.amount);
  if (amount > left || amount === 0n)
    return refused('payment-exceeds-invoice', {
      expenditure: command.expenditure,
      left: formatPence(left),
      short: formatPence(amount - left),
    });
  return happened(
    ExpenditurePaid.of(command.effective, {
      ...standing(found, command.effective),
      expenditure: command.expenditure,
      parts: inProportion(found.parts, amount),
      amount: formatPence(amount),
      remittance: command.remittance,
    }),
  );
}

/** A credit note takes back a share of an invoice, from each part in proportion. */
export function creditExpenditure(
  fund: Fund,
  command: FundCommandOf<'credit-expenditure'>,
): Decided {
  if (fund.expenditures.has(command.expenditure))
    return refused('already-exists', {
      what: 'expenditure',
      id: command.expenditure,
      where: 'The fund',
    });
  const found = verified(fund, command.credits);
  if ('problem' in found) return { refused: found };
  const left = found.cost - found.creditedCost;
  const cost = parsePence(command.cost);
  if (cost > left)
    return refused('credit-exceeds-invoice', {
      expenditure: command.credits,
      left: formatPence(left),
      short: formatPence(cost - left),
    });
  const vat = (found.recoverableVat * cost) / found.cost;
  return happened(
    ExpenditureCredited.of(command.effective, {
      ...standing(found, command.effective),
      expenditure: command.expenditure,
      credits: command.credits,
      parts: inProportion(found.parts, -cost),
      reference: command.reference,
      cost: formatPence(-cost),
      recoverableVat: formatPence(-vat),
      gross: formatPence(-cost - vat),
    }),
  );
}

/** A correction: the invoice was recorded wrongly. It is taken back whole and recorded anew (rule 1). */
export function reverseExpenditure(
  fund: Fund,
  command: FundCommandOf<'reverse-expenditure'>,
): Decided {
  const found = verified(fund, command.corrects);
  if ('problem' in found) return { refused: found };
  if (found.creditedCost > 0n)
    return refused('wrong-order', {
      what: 'The expenditure',
      id: command.corrects,
      state: 'credited in part',
      needed: 'free of credit notes',
    });
  return happened(
    ExpenditureReversed.of(command.effective, {
      ...standing(found, command.effective),
      expenditure: command.expenditure,
      corrects: command.corrects,
      parts: [...found.parts],
      cost: formatPence(found.cost),
      recoverableVat: formatPence(found.recoverableVat),
      gross: formatPence(found.gross),
    }),
  );
}

const owed = ({ gross, creditedGross, paid }: Expenditure): Pence => gross - creditedGross - paid;

const standing = (of: Expenditure, effective: string) => ({
  provider: of.provider,
  award: of.award,
  nature: of.nature,
  period: monthOf(effective),
  relatesTo: of.relatesTo,
});

function verified(fund: Fund, id: string): Expenditure | Refusal {
  const found = fund.expenditures.get(id);
  if (!found) return refusal('not-found', { what: 'expenditure', id, where: 'the fund' });
  return found.state === 'verified'
    ? found
    : refusal('wrong-order', {
        what: 'The expenditure',
        id,
        state: found.state,
        needed: 'verified',
      });
}
