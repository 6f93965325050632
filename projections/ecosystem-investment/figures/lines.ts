import type { Pence } from '#libs/money/pence.js';
import { grouped } from '#projections/fund-health/figures/grouped.js';
import type { Investment, Part } from './investment.js';
import type { Measure } from './measures.js';

/** Money of one measure that is posted under one place of one fund, with what is known about it. */
export interface MadeOf {
  readonly measure: Measure;
  readonly fund: string;
  readonly year: string;
  readonly nature: string;
  readonly source: string;
  readonly scheme: string;
  readonly award: string;
  readonly provider: string;
  readonly area: string;
  readonly traits: Part['traits'];
  readonly serves: readonly string[];
  readonly proRata: boolean;
  readonly pence: Pence;
}

/** What the figures are made of: every one of them is a sum of some of these. */
export const madeOf = ({ parts }: Pick<Investment, 'parts'>): MadeOf[] =>
  [...grouped(parts, keyOf).values()].flatMap((of) => {
    const [one] = of;
    if (!one) return [];
    const { measure, fund, year, nature, source, scheme, award, provider, area } = one;
    return [
      {
        ...{ measure, fund, year, nature, source, scheme, award, provider, area },
        ...{ traits: one.traits, serves: one.serves, proRata: one.proRata },
        pence: of.reduce((sum, { pence }) => sum + pence, 0n),
      },
    ];
  });

/** Apart by cost category too; days are not told apart. */
const keyOf = (part: Part): string => {
  const { measure, fund, year, nature, source, scheme, award, provider, area, traits } = part;
  const own = [measure, fund, year, nature, source, scheme, award, provider, area];
  return [...own, traits.category].join('\n');
};
