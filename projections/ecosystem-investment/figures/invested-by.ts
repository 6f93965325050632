import {
  groupsBy,
  sums,
  type Both,
  type Group,
  type Investment,
  type Trait,
} from './investment.js';
import { perHead, type PerHead } from './area-spending.js';
import type { Pence } from '#libs/money/pence.js';

/** In which respects what is invested is told apart. */
export const respects = [
  'category',
  'scheme',
  'need',
  'cohort',
  'funder',
  'providerType',
  'size',
  'rooted',
] as const satisfies readonly Trait[];
export type Respect = (typeof respects)[number];

export interface InvestedBy extends Group {
  readonly by: Respect;
}

/** What was spent and what is promised in the place, each by each respect. */
export const investedBy = ({ parts }: Investment): InvestedBy[] =>
  respects.flatMap((by) =>
    groupsBy(parts, ({ traits }) => traits[by]).map((group) => ({ by, ...group })),
  );

export interface Totals {
  /** In the areas asked about: each pound once. */
  readonly within: Both<Pence>;
  /** In areas that share only some ground with them. */
  readonly partly: Both<Pence>;
  /** Filed under no area that anybody has defined: it may lie anywhere. */
  readonly unplaced: Both<Pence>;
  readonly elsewhere: Both<Pence>;
  readonly passedDown: Both<Pence>;
  /** Of one area alone whose people somebody has counted. */
  readonly perHead: Both<PerHead | undefined>;
}

export function totals({ asked, around, facts, moment, passedDown }: Investment): Totals {
  const of = (place: string) => sums(around.filter((part) => part.place === place));
  const within = of('within');
  const head = (pence: Pence) => perHead(asked.areas, pence, facts, moment.day);
  return {
    within,
    ...{ partly: of('partly'), unplaced: of('unplaced'), elsewhere: of('elsewhere'), passedDown },
    perHead: { spending: head(within.spending), commitments: head(within.commitments) },
  };
}
