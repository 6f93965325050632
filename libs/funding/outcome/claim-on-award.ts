import { refusal, type Refusal } from '#contracts/problems.js';
import type { Award } from '../award/award.js';
import { onStagesIn } from '../award/outcome-payments.js';
import type { StageClaim } from './claims.js';

/**
 * Why an award does not pay a claim: it is not made, not here, not with the claimant, not
 * on this outcome, not for the person.
 */
export function notOnAward(
  award: Award,
  claim: Pick<StageClaim, 'claim' | 'person' | 'fund' | 'award' | 'provider'> & {
    readonly outcome: string;
  },
): Refusal | undefined {
  if (award.outcome !== 'awarded' || !award.funds.includes(claim.fund))
    return refusal('not-found', {
      what: 'award',
      id: claim.award,
      where: `the fund "${claim.fund}"`,
    });
  if (award.provider !== claim.provider)
    return refusal('other-provider', {
      award: claim.award,
      provider: award.provider,
      asked: claim.provider,
    });
  const named = onStagesIn(award, claim.fund)?.outcomes;
  if (named && !named.includes(claim.outcome))
    return refusal('pays-on-another-outcome', {
      award: claim.award,
      outcomes: named.join(', '),
      asked: claim.outcome,
    });
  const { person } = award.contract;
  return person !== null && person !== claim.person
    ? refusal('follows-another', { claim: claim.claim, award: claim.award })
    : undefined;
}
