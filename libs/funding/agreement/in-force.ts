import type { ExitLine } from '#contracts/events/agreement/exit.js';
import type { AgreementTerms } from '#contracts/events/agreement/terms.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { parsePence, type Pence } from '#libs/money/pence.js';

/** The terms of one deed, from the day on which they take effect. */
export interface AgreementVersion {
  readonly version: number;
  /** The event of the agreement's stream that states them. */
  readonly revision: number;
  readonly since: string;
  readonly terms: AgreementTerms;
}

/** A settlement with a partner that left, as all agreed to it. */
export interface AgreedExit {
  readonly partner: string;
  readonly revision: number;
  /** Those of this fund. */
  readonly lines: readonly ExitLine[];
}

/**
 * What a fund may know of its agreement when it decides: the version in force on the day on which
 * the decision takes effect, as known when deciding. Events name its revision, so that the decision
 * keeps being judged by it when terms are backdated later (rule 12).
 */
export interface AgreementInForce extends AgreementVersion {
  readonly agreement: string;
  /** For this fund, per year. */
  readonly limits: { readonly indicative: Pence; readonly expected: Pence };
  /** Every version known by then, as for this fund: a year is judged by the one that was in force in it. */
  readonly versions: readonly AgreementVersion[];
  readonly exits: readonly AgreedExit[];
  /** Those of the version that have not left: they decide. */
  readonly partners: readonly string[];
  /** The last day of the agreement, where it has one. */
  readonly endsOn: string | null;
}

/** What a fund may commit ahead of confirmed money in a year: its own limits, or those of all funds. */
export function limitsOf(terms: AgreementTerms, fund: string): AgreementInForce['limits'] {
  const { indicative, expected } =
    terms.limitsByFund.find((limits) => limits.fund === fund) ?? terms.commitmentLimits;
  return { indicative: parsePence(indicative), expected: parsePence(expected) };
}

/** As they hold for one fund: how its years are settled may be agreed for it alone. */
export function termsFor(terms: AgreementTerms, fund: string): AgreementTerms {
  const own = terms.settlementByFund.find((settlement) => settlement.fund === fund);
  if (!own) return terms;
  const { riskShare, orderOfCover, yearEnd } = own;
  return { ...terms, riskShare, orderOfCover, yearEnd };
}

/** Whether any fund of the agreement shares the variance of aligned money with it. */
export const sharesAligned = ({ riskShare, settlementByFund }: AgreementTerms): boolean =>
  riskShare.aligned || settlementByFund.some((own) => own.riskShare.aligned);

/** Whether a central programme keeps its own money beside the place's, so that nothing is pooled. */
export const poolsNothing = ({ wayOfWorking }: AgreementTerms): boolean =>
  wayOfWorking === 'central-led-aligned';

/** After its last day nothing new is decided under an agreement; what is left is settled. */
export const afterItsEnd = (
  agreement: AgreementInForce | undefined,
  day: string,
): Refusal | undefined =>
  agreement && agreement.endsOn !== null && day > agreement.endsOn
    ? refusal('agreement-ended', { ended: agreement.endsOn, day })
    : undefined;
