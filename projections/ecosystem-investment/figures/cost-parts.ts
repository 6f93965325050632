import { CostCategory, unknown } from '#contracts/values.js';
import { apportion } from '#libs/money/apportion.js';
import type { Pence } from '#libs/money/pence.js';
import { grouped } from '#projections/fund-health/figures/grouped.js';
import type { Invested, InvestedLine } from '#projections/reading/reading.js';

/** A line, or the part of it that is of one cost category. */
export interface CostPart<Line extends InvestedLine> {
  readonly line: Line;
  readonly category: string;
  /** Worked out in proportion to the award's lines, since nobody records it of each posting. */
  readonly proRata: boolean;
  readonly pence: Pence;
}

const prefix = 'memo:line:';

/**
 * Lines by cost category: in proportion to the cost lines that their award has in that year, or over
 * all its years where it has none in that one; without an award that says so, by the category that the
 * scheme names, where that is one. Parts of a line add up to it, and those of an award's year to what
 * the whole of it would be apportioned to: what is rounded off one line comes back in the next.
 */
export function costParts<Line extends InvestedLine>(
  lines: readonly Line[],
  { costs, ofFund }: Pick<Invested, 'costs' | 'ofFund'>,
): CostPart<Line>[] {
  const ofYear = weighed(costs, ({ fund, award, year }) => [fund, award, year].join('\n'));
  const ofAward = weighed(costs, ({ fund, award }) => [fund, award].join('\n'));
  const groups = grouped(lines, ({ measure, fund, award, year }) =>
    [measure, fund, award, year].join('\n'),
  );
  return [...groups].flatMap(([key, together]) => {
    const [, fund = '', award = '', year = ''] = key.split('\n');
    const weights =
      ofYear.get([fund, award, year].join('\n')) ?? ofAward.get([fund, award].join('\n'));
    if (!weights)
      return together.map((line) => {
        const category = ofFund.get(line.fund)?.get('scheme', line.scheme)?.attributes.category;
        const named = CostCategory.safeParse(category).data ?? unknown;
        return { line, category: named, proRata: false, pence: line.pence };
      });
    const [categories, shares] = [[...weights.keys()], [...weights.values()]];
    let soFar = 0n;
    let before = shares.map(() => 0n);
    return together.flatMap((line) => {
      soFar += line.pence;
      const now = apportion(soFar, shares);
      const parts = categories.map((category, place) => ({
        ...{ line, category, proRata: true },
        pence: (now[place] ?? 0n) - (before[place] ?? 0n),
      }));
      before = now;
      return parts.filter(({ pence }) => pence !== 0n);
    });
  });
}

/** What lies in each cost category, above nothing, by a key. */
function weighed(
  costs: Invested['costs'],
  keyOf: (cost: Invested['costs'][number]) => string,
): ReadonlyMap<string, ReadonlyMap<string, bigint>> {
  const weights = new Map<string, Map<string, bigint>>();
  for (const cost of costs) {
    const category = (cost.account ?? '').slice(prefix.length);
    const of = weights.get(keyOf(cost)) ?? new Map<string, bigint>();
    of.set(category, (of.get(category) ?? 0n) + cost.pence);
    weights.set(keyOf(cost), of);
  }
  const above = [...weights].map(
    ([key, of]) => [key, new Map([...of].filter(([, pence]) => pence > 0n))] as const,
  );
  return new Map(above.filter(([, of]) => of.size > 0));
}
