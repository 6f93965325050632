import type { FundCommandOf } from '#contracts/commands/fund.js';
import type { FundEvent } from '#contracts/events/fund.js';
import { refused, type Decision } from '../decision.js';
import type { FundContext } from './deciders.js';
import type { Fund } from './fund.js';
import { spendingDeciders } from './spending.js';

/**
 * A stage that an outcome's stream holds verified becomes ordinary expenditure of the award, then to
 * be paid like any other. The expenditure is named after outcome and claim, so it is verified once.
 */
function verifyStagePayment(
  fund: Fund,
  command: FundCommandOf<'verify-stage-payment'>,
  context: FundContext,
): Decision<FundEvent> {
  const { outcome, claim, nature, accrual, effective } = command;
  const { stageClaim } = context;
  if (!stageClaim)
    return refused('not-found', { what: 'claim', id: claim, where: `the outcome "${outcome}"` });
  const { state, award, provider, amount, stage } = stageClaim;
  if (stageClaim.fund !== stageClaim.askedOf)
    return refused('claimed-from-another-fund', { claim, fund: stageClaim.fund });
  if (state !== 'verified') return refused('stage-not-payable', { claim, state });
  if (!fund.commitments.has(award))
    return refused('not-found', { what: 'award', id: award, where: 'the fund' });
  return spendingDeciders['verify-expenditure'](
    fund,
    {
      command: 'verify-expenditure',
      effective,
      expenditure: `${outcome}:${claim}`,
      provider,
      award,
      sources: 'as-scheme',
      nature,
      reference: `Outcome ${outcome}, stage ${stage}, claim ${claim}`,
      net: amount,
      irrecoverableVat: 'unknown',
      recoverableVat: '0.00',
      accrual,
    },
    context,
  );
}

export const stageDeciders = { 'verify-stage-payment': verifyStagePayment } as const;
