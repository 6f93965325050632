import type { FundCommandOf } from '#contracts/commands/fund.js';
import { StagePaymentBarred } from '#contracts/events/fund/stages.js';
import type { FundEvent } from '#contracts/events/fund.js';
import { happened, refused, type Decision } from '../decision.js';
import type { FundContext } from './deciders.js';
import type { Fund } from './fund.js';
import { spendingDeciders } from './spending.js';
import { stageExpenditure, stands } from './stages-barred.js';

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
  const name = stageExpenditure(outcome, claim);
  // What the outcome's stream says may be older than what this one does.
  if (fund.barredStages.has(name))
    return refused('stage-not-payable', { claim, state: 'rejected' });
  if (state !== 'verified') return refused('stage-not-payable', { claim, state });
  if (!fund.commitments.has(award))
    return refused('not-found', { what: 'award', id: award, where: 'the fund' });
  return spendingDeciders['verify-expenditure'](
    fund,
    {
      command: 'verify-expenditure',
      effective,
      expenditure: name,
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

/**
 * A claim is counted and rejected in different streams, each of which would look at the other: so
 * this one decides for both, and whichever is recorded here first bars the other for ever (rule 4).
 */
function barStagePayment(
  fund: Fund,
  { outcome, claim, cause, effective }: FundCommandOf<'bar-stage-payment'>,
  { stageClaim }: FundContext,
): Decision<FundEvent> {
  if (!stageClaim)
    return refused('not-found', { what: 'claim', id: claim, where: `the outcome "${outcome}"` });
  const name = stageExpenditure(outcome, claim);
  if (stageClaim.state === 'rejected' || fund.barredStages.has(name))
    return refused('wrong-order', {
      what: 'Claim',
      id: claim,
      state: 'rejected',
      needed: 'claimed or verified or double-funding',
    });
  if (stands(fund, name)) return refused('stage-counted', { claim, fund: stageClaim.fund });
  return happened(StagePaymentBarred.of(effective, { outcome, claim, cause }));
}

export const stageDeciders = {
  'verify-stage-payment': verifyStagePayment,
  'bar-stage-payment': barStagePayment,
} as const;
