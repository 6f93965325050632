import type { FundCommandOf } from '#contracts/commands/fund.js';
import { type FundEvent } from '#contracts/events/fund.js';
import { happened, type Decision } from '../decision.js';
import type { FundContext } from './deciders.js';
import type { Fund } from './fund.js';
import { receive } from './income.js';
import { payExpenditure } from './settlement.js';

/**
 * A partner pays a provider on the pool's behalf, and owes the pool so much less: its instalment is
 * settled net and the provider is paid, both at once, so that what the host holds does not change.
 */
function payOnBehalf(
  fund: Fund,
  command: FundCommandOf<'pay-on-behalf'>,
  context: FundContext,
): Decision<FundEvent> {
  const { effective, expenditure, contribution, instalment, amount, reference } = command;
  const paid = payExpenditure(
    fund,
    { command: 'pay-expenditure', effective, expenditure, amount, remittance: reference },
    context,
  );
  if (paid.refused) return paid;
  const [payment] = paid.events;
  if (payment?.type !== 'ExpenditurePaid') throw new Error('a payment pays an expenditure');
  const settled = receive(
    fund,
    {
      effective,
      contribution,
      instalment,
      amount: payment.data.amount,
      method: 'settled-net',
      reference,
    },
    context,
  );
  return settled.refused ? settled : happened(...settled.events, ...paid.events);
}

export const onBehalfDeciders = { 'pay-on-behalf': payOnBehalf } as const;
