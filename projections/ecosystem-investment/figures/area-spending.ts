import { coveredBy, type AreaSets, type Covered } from '#libs/funding/area/membership.js';
import { setsOf } from '#libs/funding/area/sets-of.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import { none } from '#libs/ledger/posting.js';
import { unknown } from '#contracts/values.js';
import { ratio } from '#libs/money/rate.js';
import type { Pence } from '#libs/money/pence.js';
import type { FiledLine } from '#projections/reading/reading.js';
import { withoutPassedDown } from './passed-down.js';

/** Money filed under one area in one fund. */
export interface FiledUnder {
  readonly area: string;
  readonly fund: string;
  readonly pence: Pence;
}

export interface AreaSpending {
  /** Filed under the areas asked about or under what lies within them: each line once. */
  readonly within: { readonly pence: Pence; readonly lines: readonly FiledUnder[] };
  /** Filed under areas that share only some ground with them: how much is theirs, nobody has said. */
  readonly partly: { readonly pence: Pence; readonly lines: readonly FiledUnder[] };
  /** Filed under no area, or under one that nobody has defined: it may lie anywhere (rule 14). */
  readonly unplaced: { readonly pence: Pence; readonly lines: readonly FiledUnder[] };
  /** Filed under areas of which no overlap with them is recorded. */
  readonly elsewhere: Pence;
  /** Of the four together. */
  readonly total: Pence;
  /** In none of them: passed down to a fund of this ledger, where what is spent of it counts. */
  readonly passedDown: Pence;
  /** Of one area alone: people may live in several of a union's areas. Undefined where unknown. */
  readonly perHead: PerHead | undefined;
}

export interface PerHead {
  /** Pounds, two places, half away from zero. */
  readonly pounds: string;
  readonly people: number;
  readonly day: string;
  readonly source: string;
}

/** Where a line lies to the areas asked about. */
export type Place = 'within' | 'partly' | 'unplaced' | 'elsewhere';

/**
 * Spending of an area, or of a union of areas, over all funds. What an area is made of is judged by
 * the day of each posting, so a boundary that moves moves no money of the past. `unseen` are funds of
 * the ledger that whoever asks does not see: what was passed down to them is spent there all the same.
 */
export function areaSpending(
  asked: readonly string[],
  lines: readonly FiledLine[],
  facts: FactsAt,
  day: string,
  unseen?: ReadonlySet<string>,
): AreaSpending {
  const placeOf = placing(asked, facts);
  const sums = new Map<string, FiledUnder & { readonly place: Place }>();
  const counted = withoutPassedDown(lines, facts, unseen);
  for (const { area, fund, day: on, pence } of counted.lines) {
    const place = placeOf(area, on);
    const key = `${place}\n${area}\n${fund}`;
    sums.set(key, { place, area, fund, pence: (sums.get(key)?.pence ?? 0n) + pence });
  }
  const of = (place: Place) => {
    const found = [...sums.values()]
      .filter((sum) => sum.place === place && sum.pence !== 0n)
      .map(({ area, fund, pence }) => ({ area, fund, pence }))
      .sort((a, b) => (a.area + a.fund < b.area + b.fund ? -1 : 1));
    return { pence: found.reduce((sum, { pence }) => sum + pence, 0n), lines: found };
  };
  const [within, partly, unplaced] = [of('within'), of('partly'), of('unplaced')];
  const elsewhere = of('elsewhere').pence;
  return {
    within,
    partly,
    unplaced,
    elsewhere,
    total: within.pence + partly.pence + unplaced.pence + elsewhere,
    passedDown: counted.passedDown,
    perHead: perHead(asked, within.pence, facts, day),
  };
}

/** By the area that a line is filed under and the day on which it took effect. */
export function placing(
  asked: readonly string[],
  facts: FactsAt,
): (area: string, day: string) => Place {
  const defined = new Set(facts.list('area').map(({ id }) => id));
  const coveredOn = byPeriod(setsOf(facts), asked);
  return (area, day) => {
    const { within, partly } = coveredOn(day);
    if (within.has(area)) return 'within';
    if (partly.has(area)) return 'partly';
    return area === unknown || area === none || !defined.has(area) ? 'unplaced' : 'elsewhere';
  };
}

/** Days between two changes are alike: what is covered is worked out once for all of them. */
function byPeriod(sets: AreaSets, asked: readonly string[]): (day: string) => Covered {
  const changes = [...new Set([...sets.values()].flat().map(({ from }) => from))].sort();
  const known = new Map<string, Covered>();
  return (day) => {
    const since = changes.findLast((change) => change <= day) ?? '';
    const covered = known.get(since) ?? coveredBy(sets, asked, since);
    known.set(since, covered);
    return covered;
  };
}

/** Of one area, by the latest count of its people of a day that has come. */
export function perHead(
  asked: readonly string[],
  pence: Pence,
  facts: FactsAt,
  day: string,
): PerHead | undefined {
  const [area, ...others] = new Set(asked);
  const counted = facts
    .list('population')
    .filter(({ attributes }) => attributes.area === area && attributes.day <= day)
    .map(({ attributes }) => attributes)
    .sort((a, b) => (a.day < b.day ? 1 : -1))[0];
  if (!counted || counted.people === 0 || others.length > 0) return undefined;
  const { people, day: of, source } = counted;
  return { pounds: ratio(pence, BigInt(people) * 100n, 2), people, day: of, source };
}
