import { both, isOfYears, type Both, type Investment } from './investment.js';
import type { Measure } from './measures.js';
import type { Pence } from '#libs/money/pence.js';
import { yearOf } from '#contracts/financial-year.js';
import { bodiesWith } from './providers.js';

export interface Turnover {
  readonly year: string;
  /** The year that it is compared with: the one known before it. */
  readonly before: string;
  /** Named bodies with more than nothing in the year. */
  readonly providers: number;
  /** In this year and not in the one before. */
  readonly fresh: readonly string[];
  readonly freshPence: Pence;
  /** In the year before and not in this one; what they had then. */
  readonly lost: readonly string[];
  readonly lostPence: Pence;
  /** The year is not over: who is not there yet may still come. */
  readonly running: boolean;
}

/**
 * Who came and who went, year by year in the place; the first year that is known has nothing before it
 * and is left out. Spending of years to come does not exist, and of promises these are what is promised.
 */
export const turnover = (of: Investment): Both<Turnover[]> =>
  both((measure) => turnoverIn(of, measure));

function turnoverIn({ everyYear, asked, moment }: Investment, measure: Measure): Turnover[] {
  const seen = everyYear.filter((part) => part.measure === measure && part.place === 'within');
  const years = [...new Set(seen.map(({ year }) => year))].sort();
  const had = new Map(
    years.map((year) => [
      year,
      new Map(
        bodiesWith(
          seen.filter((part) => part.year === year),
          measure,
        )
          .filter(({ pence }) => pence > 0n)
          .map(({ provider, pence }) => [provider, pence]),
      ),
    ]),
  );
  return years.flatMap((year, place) => {
    const last = years[place - 1] ?? '';
    const [before, now] = [had.get(last), had.get(year)];
    if (!before || !now || !isOfYears(asked, year)) return [];
    const [fresh, lost] = [without(now, before), without(before, now)];
    return [
      {
        ...{ year, before: last, providers: now.size, running: year >= yearOf(moment.day) },
        ...{ fresh: fresh.map(([provider]) => provider), freshPence: total(fresh) },
        ...{ lost: lost.map(([provider]) => provider), lostPence: total(lost) },
      },
    ];
  });
}

type Had = ReadonlyMap<string, Pence>;
const without = (one: Had, other: Had) => [...one].filter(([provider]) => !other.has(provider));
const total = (of: readonly (readonly [string, Pence])[]): Pence =>
  of.reduce((sum, [, pence]) => sum + pence, 0n);
