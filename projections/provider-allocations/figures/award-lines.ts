import { allowanceOf } from '#libs/funding/award/flexibility.js';
import { parsePence, type Pence } from '#libs/money/pence.js';
import { costLines } from '#projections/fund-health/figures/cost-lines.js';
import type { Traced } from '#projections/fund-health/figures/traced.js';
import type { ProviderView } from '#projections/reading/reading.js';
import { awardsByFund } from './by-award.js';

/** What one cost category of an award has in a fund for a year. */
export interface LineOfAward {
  readonly fund: string;
  readonly award: string;
  readonly year: string;
  readonly category: string;
  readonly amount: Traced;
}

/** By fund, award, year and category. */
export const linesOfAwards = (view: ProviderView): LineOfAward[] =>
  view.funds.flatMap((fund) =>
    costLines(fund).lines.map(({ award, year, category, amount }) => ({
      ...{ fund: fund.fund, award, year, category },
      amount,
    })),
  );

/** What may move between the cost lines of an award-year without asking anybody, and what is left. */
export interface Allowance {
  readonly award: string;
  readonly year: string;
  readonly allowance: Pence;
  readonly used: Pence;
  readonly left: Pence;
}

/** Of awards whose terms grant one; over all their funds, for the allowance is the award's. */
export function allowances(view: ProviderView): Allowance[] {
  const byAward = new Map(awardsByFund(view).map((of) => [of.award, of]));
  return [...byAward.values()].flatMap(({ fund, award, terms }) => {
    const { flexibility = null, funding = [] } = terms ?? {};
    if (flexibility === null) return [];
    return [...new Set(funding.map(({ year }) => year))].sort().map((year) => {
      const moved = fund.facts.get('award-flexibility', `${award}/${year}`)?.attributes;
      const allowance = allowanceOf(flexibility, funding, year);
      const used = parsePence(moved?.used ?? '0.00');
      return { award, year, allowance, used, left: allowance - used };
    });
  });
}
