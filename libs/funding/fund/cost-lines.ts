import type { CostShare } from '#contracts/events/award/shapes.js';
import type { CostCategory } from '#contracts/values.js';
import { apportion } from '#libs/money/apportion.js';
import {
  formatPence,
  maxPence,
  minPence,
  parsePence,
  sumPence,
  type Pence,
} from '#libs/money/pence.js';
import { byCodePoint } from '../decision.js';

/** What one cost category has of an award's year. Not crossed with sources: memorandum only. */
export interface CostLine {
  readonly year: string;
  readonly category: CostCategory;
  readonly amount: string;
}

/** Amounts of an award by year and category. */
export type CostLines = Map<string, Map<CostCategory, Pence>>;

interface OfYear {
  readonly year: string;
  readonly amount: string;
}

/** Each year's money by cost category, in the award's shares; none where it has none. */
export const byCostShare = (lines: readonly OfYear[], shares: readonly CostShare[]): CostLine[] =>
  shares.length === 0
    ? []
    : totals(lines).flatMap(({ year, total }) =>
        split(
          year,
          total,
          shares.map(({ category, share }) => ({ category, weight: BigInt(share) })),
        ),
      );

/** What a year loses is taken from its categories in proportion to what they have: amounts below zero. */
export const takenFromCostLines = (lines: readonly OfYear[], held: CostLines): CostLine[] =>
  totals(lines).flatMap(({ year, total }) => {
    const weights = weightsOf(held, year);
    const known = sumPence(weights.map(({ weight }) => weight));
    return known === 0n ? [] : split(year, -minPence(total, known), weights);
  });

/**
 * What a year gains goes to its categories in proportion to what they have; where it has none yet, as
 * the award's other years have theirs.
 */
const addedToCostLines = (lines: readonly OfYear[], held: CostLines): CostLine[] =>
  totals(lines).flatMap(({ year, total }) => {
    const weights = weightsNear(held, year);
    return weights.length === 0 ? [] : split(year, total, weights);
  });

/** The lines of a year grow or shrink by what it gains or loses in all of what comes and goes. */
export function costLinesFollowing(
  held: CostLines,
  out: readonly OfYear[],
  into: readonly OfYear[],
): CostLine[] {
  const net = totals([
    ...out.map(({ year, amount }) => ({ year, amount: formatPence(-parsePence(amount)) })),
    ...into,
  ]);
  const changed = (sign: 1n | -1n) =>
    net
      .filter(({ total }) => sign * total > 0n)
      .map(({ year, total }) => ({ year, amount: formatPence(sign * total) }));
  return [...takenFromCostLines(changed(-1n), held), ...addedToCostLines(changed(1n), held)];
}

/** What moves between the lines of a year, as what the one loses and the other gains. */
export const costLinesMoved = (
  moves: readonly {
    readonly year: string;
    readonly from: CostCategory;
    readonly to: CostCategory;
    readonly amount: string;
  }[],
): CostLine[] =>
  moves.flatMap(({ year, from, to, amount }) => [
    { year, category: from, amount: formatPence(-parsePence(amount)) },
    { year, category: to, amount },
  ]);

/**
 * Which part of a year's money some categories have, pro rata and in whole pence; undefined where
 * nobody has said what the award is for.
 */
export function partOf(
  money: Pence,
  categories: readonly CostCategory[],
  held: CostLines,
  year: string,
): Pence | undefined {
  const weights = weightsNear(held, year).sort((a, b) => byCodePoint(a.category, b.category));
  if (weights.length === 0) return undefined;
  const parts = apportion(
    money,
    weights.map(({ weight }) => weight),
  );
  return sumPence(
    weights.map(({ category }, place) =>
      categories.includes(category) ? (parts[place] ?? 0n) : 0n,
    ),
  );
}

/** The part of a year's cost lines that goes with the part of its money that is left. */
export function remainingCostLines(
  held: CostLines,
  year: string,
  left: Pence,
  whole: Pence,
): CostLine[] {
  const weights = weightsOf(held, year);
  const total = sumPence(weights.map(({ weight }) => weight));
  if (total <= 0n || whole <= 0n || left <= 0n) return [];
  // A correction of an earlier year may have given back more than was matched: then all goes on.
  const [moving = 0n] = apportion(total, [left, maxPence(0n, whole - left)]);
  return split(year, moving, weights);
}

/** Adds amounts to the lines that an award has. */
export function addCostLines(held: CostLines, lines: readonly CostLine[]): void {
  for (const { year, category, amount } of lines) {
    const ofYear = held.get(year) ?? new Map<CostCategory, Pence>();
    ofYear.set(category, (ofYear.get(category) ?? 0n) + parsePence(amount));
    held.set(year, ofYear);
  }
}

/** Every amount that there is, as a line. */
export const linesIn = (held: CostLines): CostLine[] =>
  [...held].flatMap(([year, of]) =>
    [...of].map(([category, pence]) => ({ year, category, amount: formatPence(pence) })),
  );

export const negatedLines = (lines: readonly CostLine[]): CostLine[] =>
  lines.map((line) => ({ ...line, amount: formatPence(-parsePence(line.amount)) }));

interface Weight {
  readonly category: CostCategory;
  readonly weight: Pence;
}

const weightsOf = (held: CostLines, year: string): Weight[] =>
  [...(held.get(year) ?? [])]
    .filter(([, pence]) => pence > 0n)
    .map(([category, weight]) => ({ category, weight }));

/** Of the year, or of all years together where it has none. */
function weightsNear(held: CostLines, year: string): Weight[] {
  const ofYear = weightsOf(held, year);
  return ofYear.length > 0 ? ofYear : weightsOfAll(held);
}

/** All that an award is for, in any year. */
export const categoriesOf = (held: CostLines): CostCategory[] =>
  weightsOfAll(held).map(({ category }) => category);

/** Of all years together. */
function weightsOfAll(held: CostLines): Weight[] {
  const all = new Map<CostCategory, Pence>();
  for (const year of held.keys())
    for (const { category, weight } of weightsOf(held, year))
      all.set(category, (all.get(category) ?? 0n) + weight);
  return [...all].map(([category, weight]) => ({ category, weight }));
}

function split(year: string, total: Pence, weights: readonly Weight[]): CostLine[] {
  const parts = apportion(
    total,
    weights.map(({ weight }) => weight),
  );
  return weights
    .map(({ category }, place) => ({ year, category, amount: formatPence(parts[place] ?? 0n) }))
    .filter(({ amount }) => amount !== '0.00');
}

function totals(lines: readonly OfYear[]): { year: string; total: Pence }[] {
  const byYear = new Map<string, Pence>();
  for (const { year, amount } of lines)
    byYear.set(year, (byYear.get(year) ?? 0n) + parsePence(amount));
  return [...byYear]
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(([year, total]) => ({ year, total }));
}
