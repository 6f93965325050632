import { grouped } from '#projections/fund-health/figures/grouped.js';
import { endsWithin, type CliffEdge } from '#projections/fund-health/figures/cliff-edges.js';
import { percentage } from '#libs/money/rate.js';
import type { Pence } from '#libs/money/pence.js';
import { none } from '#libs/ledger/posting.js';
import { unknown } from '#contracts/values.js';
import { both, bySize, isOfYears, sumOf, type Both, type Investment } from './investment.js';
import { bodiesWith } from './providers.js';

export interface Dependent {
  readonly provider: string;
  readonly fund: string;
  /** Of everything that this ledger knows the body to have had in the years, from funds that are seen. */
  readonly known: Pence;
  readonly fromFund: Pence;
  /** Per cent. */
  readonly share: string;
  /** How many funds it has anything of. */
  readonly funds: number;
}

/**
 * Providers of the place that have more than half of their known income of one fund: known to this
 * ledger, over all places and funds that are seen. What else they have, nobody here knows.
 */
export const dependents = ({ all, asked, parts }: Investment): Both<Dependent[]> =>
  both((measure) => {
    const here = bodiesWith(parts, measure).filter(({ pence }) => pence > 0n);
    const years = all.filter((part) => part.measure === measure && isOfYears(asked, part.year));
    const ofBody = grouped(years, ({ traits }) => traits.body);
    return here
      .flatMap(({ provider }): Dependent[] => {
        const income = ofBody.get(provider) ?? [];
        const known = sumOf(income, measure);
        const byFund = [...grouped(income, ({ fund }) => fund)]
          .map(([fund, of]) => ({ fund, pence: sumOf(of, measure) }))
          .filter(({ pence }) => pence !== 0n)
          .sort((a, b) => bySize(b.pence, a.pence));
        const [largest] = byFund;
        if (!largest || largest.pence * 2n <= known) return [];
        return [
          {
            ...{ provider, fund: largest.fund, known, fromFund: largest.pence },
            ...{ share: percentage(largest.pence, known), funds: byFund.length },
          },
        ];
      })
      .sort((a, b) => bySize(b.fromFund, a.fromFund));
  });

export interface Ending {
  readonly area: string;
  /** Within so many months of the day, each counted in the first window that it falls in. */
  readonly within: CliffEdge['within'];
  readonly awards: readonly string[];
  readonly providers: readonly string[];
  /** What these awards were promised in the place over all their years. */
  readonly pence: Pence;
  /** When the first of them ends. */
  readonly first: string;
}

/** Awards that end soon, by where their money is filed; whatever years are asked about. */
export function endings({ everyYear, facts, moment }: Investment): Ending[] {
  const soon = everyYear.flatMap((part) => {
    const { measure, award, place } = part;
    if (measure !== 'commitments' || place !== 'within') return [];
    if (award === none || award === unknown) return [];
    const end = facts.get('award', award)?.attributes.end ?? null;
    const within = endsWithin(end, moment.day);
    return end === null || within === undefined ? [] : [{ part, end, within }];
  });
  return [...grouped(soon, ({ part, within }) => `${part.area}\n${within}`).values()]
    .flatMap((of): Ending[] => {
      const [one] = of;
      if (!one) return [];
      const parts = of.map(({ part }) => part);
      return [
        {
          ...{ area: one.part.area, within: one.within },
          awards: [...new Set(parts.map(({ award }) => award))].sort(),
          providers: [...new Set(parts.map(({ traits }) => traits.body))].sort(),
          pence: sumOf(parts, 'commitments'),
          first: of.map(({ end }) => end).sort()[0] ?? one.end,
        },
      ];
    })
    .sort((a, b) => (a.area === b.area ? a.within - b.within : a.area < b.area ? -1 : 1));
}
