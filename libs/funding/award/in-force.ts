import type { ContractTerms } from '#contracts/events/award/contract.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import type { Pence } from '#libs/money/pence.js';
import type { Award } from './award.js';
import { onStagesIn, type OnStages } from './outcome-payments.js';

/** What an award's terms say of payments, as the fund that pays needs it. */
export interface AwardInForce {
  readonly award: string;
  readonly retention: ContractTerms['retention'];
  /** What other funds keep back of the same award by now: the most that it allows is for all together. */
  readonly retainedElsewhere: Pence;
  /** The first condition without which nothing is paid. */
  readonly unmet: { readonly condition: string; readonly text: string } | null;
  /** Null where nothing was agreed about it. */
  readonly claims: 'in-arrears' | 'in-advance' | null;
  /** What of it pays on outcomes, in the fund that pays. */
  readonly onStages: OnStages | undefined;
}

/** As one of its funds needs it, with what the others keep back. */
export function awardInForce(
  id: string,
  award: Award,
  fund: string,
  retainedElsewhere: Pence,
): AwardInForce | undefined {
  if (award.outcome !== 'awarded') return undefined;
  const { contract, grant } = award;
  const [unmet] = [...grant.conditions].filter(
    ([, { gatesPayment, state }]) => gatesPayment && state !== 'met',
  );
  return {
    award: id,
    retention: contract.terms.retention,
    retainedElsewhere,
    unmet: unmet ? { condition: unmet[0], text: unmet[1].text } : null,
    claims: grant.terms?.claims ?? null,
    onStages: onStagesIn(award, fund),
  };
}

/** Nothing changes an award, or answers an offer of one, on a day on which it is not there. */
export const beforeAward = (
  { from }: { readonly from: string },
  award: string,
  asked: string,
): Refusal | undefined =>
  asked < from ? refusal('before-award', { award, from, asked }) : undefined;

/** Why an award does not let itself be paid yet, or not ahead of the work. */
export function barsPayment(
  award: AwardInForce | undefined,
  paying: 'claim' | 'advance',
): Refusal | undefined {
  if (!award) return undefined;
  if (award.unmet) return refusal('condition-not-met', { award: award.award, ...award.unmet });
  return paying === 'advance' && award.claims === 'in-arrears'
    ? refusal('paid-in-arrears', { award: award.award })
    : undefined;
}
