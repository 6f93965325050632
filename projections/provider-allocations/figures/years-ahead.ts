import type { Certainty } from '#contracts/values.js';
import { amountAfter } from '#libs/funding/award/money.js';
import { formatPence, minPence, type Pence } from '#libs/money/pence.js';
import { traced, type Term, type Traced } from '#projections/fund-health/figures/traced.js';
import type { ProviderView } from '#projections/reading/reading.js';
import { awardsByFund } from './by-award.js';
import { breakPoint } from './break-point.js';

/** What one fund has promised of an award for a year, by how certain its money is. */
export interface YearAhead {
  readonly fund: string;
  readonly award: string;
  readonly year: string;
  readonly confirmed: Traced;
  readonly expected: Traced;
  readonly indicative: Traced;
  /**
   * Of the confirmed, what lies after the last day if the commissioner broke off as soon as it may:
   * in proportion to time, and of what is outstanding. Not beside the confirmed but within it.
   */
  readonly afterBreak: Pence;
  /** Of all three, what spending has been matched to. */
  readonly matched: Traced;
}

export const promised = (certainty: Certainty): Term => ({
  accounts: [`budget:committed:${certainty}`, `budget:matched:${certainty}`],
  sign: 1,
});
const matched: Term = {
  accounts: ['budget:matched:confirmed', 'budget:matched:expected', 'budget:matched:indicative'],
  sign: 1,
};
const left: Term = { accounts: ['budget:committed:confirmed'], sign: 1 };

/** By fund, award and year. The three certainties are three figures, and are never added up. */
export const yearsAhead = (view: ProviderView): YearAhead[] =>
  awardsByFund(view).flatMap(({ fund, award, terms, balances }) => {
    const last = breakPoint(fund.facts, award, view.moment.day);
    return balances
      .groupBy('year')
      .map(({ key: { year }, balances: of }) => {
        const key = { award, year, provider: view.identifiers };
        const confirmed = traced(of, key, promised('confirmed'));
        return {
          ...{ fund: fund.fund, award, year, confirmed },
          expected: traced(of, key, promised('expected')),
          indicative: traced(of, key, promised('indicative')),
          afterBreak:
            last === undefined || terms === undefined
              ? 0n
              : minPence(
                  traced(of, key, left).pence,
                  amountAfter(lineOf(fund.fund, year, confirmed), terms, last),
                ),
          matched: traced(of, key, matched),
        };
      })
      .filter(({ confirmed, expected, indicative }) =>
        [confirmed, expected, indicative].some(({ pence }) => pence !== 0n),
      );
  });

const lineOf = (fund: string, year: string, { pence }: Traced) => ({
  ...{ fund, year, scheme: 'any', nature: 'unknown' as const },
  amount: formatPence(pence),
});
