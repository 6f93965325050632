import type { AgreementTerms, JointDecision } from '#contracts/events/agreement/terms.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { parsePence } from '#libs/money/pence.js';
import type { AgreementInForce } from '../agreement/in-force.js';
import type { FundContext } from './deciders.js';

/** The agreement of a fund as in force on the day of a decision and on the day on which it is made. */
export type Agreements = Pick<FundContext, 'agreement' | 'agreementToday' | 'today'>;

/** A decision as the agreement may let each partner take it. */
export interface Deciding {
  readonly decision: JointDecision;
  /** The whole of it. */
  readonly amount: string;
  /** No amount bounds it. */
  readonly openEnded?: boolean;
}

/** The partners that decide together on as much, by the agreement of either day. */
export const partnersAsked = (agreements: Agreements, deciding: Deciding): string[] => [
  ...new Set(asking(agreements, deciding).flatMap(({ agreement }) => agreement.partners)),
];

/** The first of them that is not among those who are asked, or who approved. */
export function partnerLacking(
  organisations: readonly string[],
  deciding: Deciding,
  agreements: Agreements,
): Refusal | undefined {
  for (const { agreement, above } of asking(agreements, deciding)) {
    const partner = agreement.partners.find((one) => !organisations.includes(one));
    if (partner === undefined) continue;
    const { decision } = deciding;
    return refusal('approval-missing', {
      organisation: partner,
      needed: `each partner decides on ${decision}${above === null ? '' : ` of more than ${above}`}`,
      above,
      agreementRevision: agreement.revision,
      ruleDate: agreement.since,
    });
  }
  return undefined;
}

interface Asking {
  readonly agreement: AgreementInForce;
  readonly above: string | null;
}

function asking(
  { agreement, agreementToday }: Agreements,
  { decision, amount, openEnded = false }: Deciding,
): Asking[] {
  return [agreement ?? [], agreementToday ?? []].flat().flatMap((inForce) => {
    const partners = partnersDecide(inForce.terms, decision);
    if (!partners) return [];
    const { above } = partners;
    return above === null || openEnded || parsePence(amount) > parsePence(above)
      ? [{ agreement: inForce, above }]
      : [];
  });
}

/** Above which amount each partner decides, whatever it comes to where that is null; undefined where the host does. */
export const partnersDecide = (
  { eachPartnerDecides }: Pick<AgreementTerms, 'eachPartnerDecides'>,
  decision: JointDecision,
): { readonly above: string | null } | undefined =>
  eachPartnerDecides.find(({ decisions }) => decisions.includes(decision));
