import type { FundCommandOf } from '#contracts/commands/fund.js';
import {
  DisputeResolved,
  ExpenditureApproved,
  ExpenditureDisputed,
  ExpenditureRecovered,
  ExpenditureRejected,
} from '#contracts/events/fund/invoices.js';
import { type FundEvent } from '#contracts/events/fund.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence, maxPence, minPence, parsePence, type Pence } from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../decision.js';
import type { FundContext } from './deciders.js';
import { expenditureAt, owedOn, standing } from './expenditures.js';
import type { Expenditure, Fund } from './fund.js';
import { recoveredParts } from './portions.js';
import { accountingPeriod } from './periods.js';

type Decided = Decision<FundEvent>;

/** An office lets an invoice be paid, up to what is owed on it, not in dispute and not yet approved. */
function approveExpenditure(fund: Fund, command: FundCommandOf<'approve-expenditure'>): Decided {
  const found = expenditureAt(fund, command.expenditure, 'verified');
  if ('problem' in found) return { refused: found };
  const approvedBefore = found.approved ?? found.paid;
  const left = maxPence(0n, owedOn(found) - found.disputed - (approvedBefore - found.paid));
  const amount = command.amount === undefined ? left : parsePence(command.amount);
  if (amount > left || amount === 0n)
    return refused('approval-exceeds-invoice', {
      expenditure: command.expenditure,
      left: formatPence(left),
      short: formatPence(amount - left),
    });
  return happened(
    ExpenditureApproved.of(command.effective, {
      ...invoice(command.expenditure, found),
      amount: formatPence(amount),
      approved: formatPence(approvedBefore + amount),
    }),
  );
}

/** A claim is not accepted. What is verified counts already: that is credited or reversed instead. */
function rejectExpenditure(fund: Fund, command: FundCommandOf<'reject-expenditure'>): Decided {
  const found = expenditureAt(fund, command.expenditure, 'claimed');
  if ('problem' in found) return { refused: found };
  return happened<FundEvent>(
    ...disputeOver(command, command.expenditure, found, found.disputed, 'rejected'),
    ExpenditureRejected.of(command.effective, {
      ...invoice(command.expenditure, found),
      amount: formatPence(found.claimed),
      cause: command.cause,
    }),
  );
}

/** What is contested is not paid, however much of it was approved before. */
function disputeExpenditure(fund: Fund, command: FundCommandOf<'dispute-expenditure'>): Decided {
  const found = contestable(fund, command.expenditure);
  if ('problem' in found) return { refused: found };
  const open = found.state === 'claimed' ? found.claimed : owedOn(found);
  const left = maxPence(0n, open - found.disputed);
  const amount = command.amount === undefined ? left : parsePence(command.amount);
  if (amount > left || amount === 0n)
    return refused('dispute-exceeds-invoice', {
      expenditure: command.expenditure,
      left: formatPence(left),
      short: formatPence(amount - left),
    });
  return happened(
    ExpenditureDisputed.of(command.effective, {
      ...invoice(command.expenditure, found),
      amount: formatPence(amount),
      disputed: formatPence(found.disputed + amount),
      cause: command.cause,
    }),
  );
}

/** The contested part is payable after all. One that is not ends by a credit note or a correction. */
function resolveDispute(fund: Fund, command: FundCommandOf<'resolve-dispute'>): Decided {
  const found = contestable(fund, command.expenditure);
  if ('problem' in found) return { refused: found };
  const amount = command.amount === undefined ? found.disputed : parsePence(command.amount);
  if (amount > found.disputed || amount === 0n)
    return refused('not-in-dispute', {
      expenditure: command.expenditure,
      disputed: formatPence(found.disputed),
      short: formatPence(amount - found.disputed),
    });
  return happened(
    DisputeResolved.of(command.effective, {
      ...invoice(command.expenditure, found),
      amount: formatPence(amount),
      disputed: formatPence(found.disputed - amount),
      outcome: 'payable',
      finding: command.finding,
    }),
  );
}

/** The provider pays back what a credit note, a correction or a clawback left it owing. */
function recoverExpenditure(
  fund: Fund,
  command: FundCommandOf<'recover-expenditure'>,
  context: FundContext,
): Decided {
  const found = standingAt(fund, command.expenditure, ['verified', 'approved', 'reversed']);
  if ('problem' in found) return { refused: found };
  const left = maxPence(0n, -owedOn(found));
  const amount = command.amount === undefined ? left : parsePence(command.amount);
  if (amount > left || amount === 0n)
    return refused('recovery-exceeds-debt', {
      expenditure: command.expenditure,
      provider: found.provider,
      left: formatPence(left),
      short: formatPence(amount - left),
    });
  return happened(
    ExpenditureRecovered.of(command.effective, {
      ...standing(found, accountingPeriod(fund, command.effective, context)),
      expenditure: command.expenditure,
      parts: recoveredParts(found.portions, amount),
      amount: formatPence(amount),
      reference: command.reference,
    }),
  );
}

/** What is taken back is no longer contested: the dispute ends as far as it was about that. */
export function disputeOver(
  command: { readonly effective: string },
  expenditure: string,
  of: Expenditure,
  takenBack: Pence,
  outcome: 'credited' | 'reversed' | 'rejected',
): FundEvent[] {
  const amount = minPence(of.disputed, takenBack);
  return amount === 0n
    ? []
    : [
        DisputeResolved.of(command.effective, {
          ...invoice(expenditure, of),
          amount: formatPence(amount),
          disputed: formatPence(of.disputed - amount),
          outcome,
          finding: `The contested part was ${outcome}.`,
        }),
      ];
}

/** A claim, or an invoice that was verified. */
const contestable = (fund: Fund, id: string): Expenditure | Refusal =>
  standingAt(fund, id, ['claimed', 'verified', 'approved']);

function standingAt(
  fund: Fund,
  id: string,
  states: readonly Expenditure['state'][],
): Expenditure | Refusal {
  const found = fund.expenditures.get(id);
  if (!found) return refusal('not-found', { what: 'expenditure', id, where: 'the fund' });
  const { state } = found;
  return states.includes(state)
    ? found
    : refusal('wrong-order', {
        what: 'The expenditure',
        id,
        state,
        needed: states.join(' or '),
      });
}

const invoice = (expenditure: string, { provider, award }: Expenditure) => ({
  expenditure,
  provider,
  award,
});

export const invoiceDeciders = {
  'approve-expenditure': approveExpenditure,
  'reject-expenditure': rejectExpenditure,
  'dispute-expenditure': disputeExpenditure,
  'resolve-dispute': resolveDispute,
  'recover-expenditure': recoverExpenditure,
} as const;
