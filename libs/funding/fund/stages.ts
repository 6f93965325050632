import type { FundCommandOf } from '#contracts/commands/fund.js';
import { StagePaymentBarred } from '#contracts/events/fund/stages.js';
import type { FundEvent } from '#contracts/events/fund.js';
import { happened, refused, type Decision } from '../decision.js';
import type { FundContext } from './deciders.js';
import { expenditureExists } from './expenditures.js';
import type { Fund } from './fund.js';
import { verifyExpenditure } from './spending.js';
import { barredStage, nameFor, standingFor } from './stage-payments.js';

/**
 * A stage that an outcome's stream holds verified becomes ordinary expenditure of the award, then to
 * be paid like any other. It says which stage it pays, so that the stage is verified once, whatever an
 * invoice is called.
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
  // What the outcome's stream says may be older than what this one does.
  if (barredStage(fund, { outcome, claim }) !== undefined)
    return refused('stage-not-payable', { claim, state: 'rejected' });
  if (state !== 'verified') return refused('stage-not-payable', { claim, state });
  if (!fund.commitments.has(award))
    return refused('not-found', { what: 'award', id: award, where: 'the fund' });
  const known = standingFor(fund, { outcome, claim });
  if (known !== undefined) return expenditureExists(known);
  return verifyExpenditure(
    fund,
    {
      command: 'verify-expenditure',
      effective,
      expenditure: nameFor(fund, { outcome, claim }),
      provider,
      award,
      sources: 'as-scheme',
      nature,
      reference: `Outcome ${outcome}, stage ${stage}, claim ${claim}`,
      net: amount,
      irrecoverableVat: 'unknown',
      recoverableVat: 'unknown',
      accrual,
    },
    context,
    { outcome, claim },
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
  if (stageClaim.state === 'rejected' || barredStage(fund, { outcome, claim }) !== undefined)
    return refused('wrong-order', {
      what: 'Claim',
      id: claim,
      state: 'rejected',
      needed: 'claimed or verified or double-funding',
    });
  if (standingFor(fund, { outcome, claim }) !== undefined)
    return refused('stage-counted', { claim, fund: stageClaim.fund });
  return happened(StagePaymentBarred.of(effective, { outcome, claim, cause }));
}

export const stageDeciders = {
  'verify-stage-payment': verifyStagePayment,
  'bar-stage-payment': barStagePayment,
} as const;
