import { commitmentsFirst } from '#libs/funding/fund/contributions.js';
import type { Fund } from '#libs/funding/fund/fund.js';
import { bare, sourceNamed } from '#libs/interchange/plan/plan-sources.js';
import { minPence, type Pence } from '#libs/money/pence.js';

/** What a fund has by now of that which a plan may say: a plan sent again proposes only what differs. */
export interface PlanStanding {
  /** Names by identifier. */
  readonly sources: ReadonlyMap<string, string>;
  readonly schemes: ReadonlyMap<string, string>;
  /** By `keyOf` source, year and nature: promised in cash, whatever its certainty. */
  readonly promised: ReadonlyMap<string, Pence>;
  /** By `keyOf` scheme, source, year and nature: allocated, wherever it has gone since. */
  readonly allocated: ReadonlyMap<string, Pence>;
}

export const nothingStanding: PlanStanding = {
  ...{ sources: new Map(), schemes: new Map(), promised: new Map(), allocated: new Map() },
};

export const keyOf = (...parts: readonly string[]): string => parts.join('\n');

export function planStanding(fund: Fund): PlanStanding {
  const promised = new Map<string, Pence>();
  for (const { source, year, nature, form, amount } of fund.contributions.values())
    if (form === 'cash') add(promised, keyOf(source, year, nature), amount);
  const allocated = new Map<string, Pence>();
  for (const year of fund.holdings.years())
    for (const holding of commitmentsFirst)
      if (holding !== 'held')
        for (const { scheme, source, nature, pence } of fund.holdings.list({ holding, year }))
          add(allocated, keyOf(scheme, source, year, nature), pence);
  const named = (of: Iterable<readonly [string, { readonly name: string }]>) =>
    new Map([...of].map(([id, { name }]) => [id, name]));
  return { sources: named(fund.sources), schemes: named(fund.schemes), promised, allocated };
}

export const add = (sums: Map<string, Pence>, key: string, pence: Pence): void => {
  sums.set(key, (sums.get(key) ?? 0n) + pence);
};

/**
 * The identifier under which a fund has something that a plan names: the one that the plan's own name makes,
 * else that of the only one called so, or by another name of the same source. Undefined where it has none.
 */
export function standingAs(
  names: ReadonlyMap<string, string>,
  made: string,
  name: string,
): string | undefined {
  if (names.has(made)) return made;
  for (const called of [bare, (each: string) => bare(sourceNamed(each).name)]) {
    const alike = [...names].filter(([, each]) => called(each) === bare(name)).map(([id]) => id);
    if (alike.length > 0) return alike.length === 1 ? alike[0] : undefined;
  }
  return undefined;
}

/** What stands is used up row by row, so that two rows of one scheme and source are not both met by it. */
export class Remaining {
  readonly #left: Map<string, Pence>;

  constructor(standing: ReadonlyMap<string, Pence>) {
    this.#left = new Map(standing);
  }

  /** How much of an amount is not there yet. */
  missing(key: string, pence: Pence): Pence {
    const left = this.#left.get(key) ?? 0n;
    const there = left > 0n ? minPence(left, pence) : 0n;
    this.#left.set(key, left - there);
    return pence - there;
  }
}
