import type { FundCommandOf } from '#contracts/commands/fund.js';
import {
  AnnualBudgetResolved,
  ContributionMadeSubjectToBudget,
} from '#contracts/events/fund/contributions.js';
import type { FundEvent } from '#contracts/events/fund.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import type { AgreementInForce } from '../agreement/in-force.js';
import type { Contribution, Fund } from './fund.js';

/** A pledge that depends on a partner's annual budget says so; a funder's word stands by itself. */
export function madeSubject(
  fund: Fund,
  {
    contribution,
    source,
    year,
    nature,
    effective,
    subjectToBudget,
  }: FundCommandOf<'pledge-contribution'>,
): FundEvent[] | Refusal {
  if (subjectToBudget !== true) return [];
  const role = fund.sources.get(source)?.role;
  return role === 'partner'
    ? [ContributionMadeSubjectToBudget.of(effective, { contribution, source, year, nature })]
    : refusal('not-of-a-partner', { source, role: role ?? 'source that nobody knows' });
}

/** What makes a contribution certain, and what more happens with it. */
interface Word {
  readonly evidence: string;
  readonly events: readonly FundEvent[];
}

/**
 * On whose word a contribution may be confirmed. One that is subject to an annual budget needs the
 * budget's resolution, and is subject to it no more; or the agreement itself counts such money as
 * certain: then its evidence names the agreement, and it stays shown apart until the budget is set.
 */
export function onWhoseWord(
  fund: Fund,
  { contribution, source, year, nature, subjectToBudget }: Contribution,
  {
    evidence,
    budgetResolution,
    effective,
  }: Pick<FundCommandOf<'confirm-contribution'>, 'evidence' | 'budgetResolution' | 'effective'>,
  agreement: AgreementInForce | undefined,
): Word | Refusal {
  if (!subjectToBudget) return { evidence, events: [] };
  if (budgetResolution === true) {
    const resolved = { contribution, source, year, nature, resolution: evidence };
    return { evidence, events: [AnnualBudgetResolved.of(effective, resolved)] };
  }
  if (agreement?.terms.subjectToBudgetIsCertain === true)
    return {
      evidence: `Agreement ${agreement.agreement}, version ${agreement.version}: ${evidence}`,
      events: [],
    };
  return refusal('subject-to-budget', {
    contribution,
    year,
    organisation: fund.sources.get(source)?.organisation ?? source,
    agreementRevision: agreement?.revision ?? null,
    ruleDate: agreement?.since ?? fund.terms?.since ?? effective,
  });
}
