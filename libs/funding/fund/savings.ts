import { yearOf } from '#contracts/financial-year.js';
import type { FundCommandOf } from '#contracts/commands/fund.js';
import { SavingsShareReceived } from '#contracts/events/fund/savings.js';
import type { FundEvent } from '#contracts/events/fund.js';
import { formatPence, parsePence } from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../decision.js';
import type { FundContext } from './deciders.js';
import type { Fund } from './fund.js';
import { accountingPeriod } from './periods.js';

/**
 * A savings share is other income of the fund when it comes in, up to what its payer has confirmed:
 * expected savings are never cash (rule 6). Like other income it may be budgeted by a decision.
 */
function receiveSavingsShare(
  fund: Fund,
  command: FundCommandOf<'receive-savings-share'>,
  context: FundContext,
): Decision<FundEvent> {
  const { savingsShare: confirmed } = context;
  const { income, outcome, effective, relatesTo, reference } = command;
  if (fund.incomes.has(income))
    return refused('already-exists', { what: 'income', id: income, where: 'The fund' });
  if (!confirmed) return refused('share-not-confirmed', { outcome, source: 'any source' });
  const { source, payer, share } = confirmed;
  if (!fund.sources.has(source))
    return refused('not-found', { what: 'source', id: source, where: 'the fund' });
  const left = share - (fund.savingsReceived.get(outcome) ?? 0n);
  const amount = parsePence(command.amount);
  if (amount > left)
    return refused('receipt-exceeds-share', {
      outcome,
      left: formatPence(left),
      short: formatPence(amount - left),
    });
  return happened(
    SavingsShareReceived.of(effective, {
      income,
      outcome,
      from: payer,
      source,
      period: accountingPeriod(fund, effective, context),
      relatesTo: relatesTo ?? yearOf(effective),
      amount: command.amount,
      reference,
    }),
  );
}

export const savingsDeciders = { 'receive-savings-share': receiveSavingsShare } as const;
