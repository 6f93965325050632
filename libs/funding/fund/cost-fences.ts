import type { Leg } from '#contracts/events/fund/move-shapes.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import type { CostCategory, NatureOrUnknown } from '#contracts/values.js';
import { categoriesOf, type CostLines } from './cost-lines.js';
import type { Fund } from './fund.js';
import { fencesOfYear } from './ring-fence.js';

/** Money that is promised, or would be. */
interface Promised {
  readonly source: string;
  readonly scheme: string;
  readonly year: string;
  readonly nature: NatureOrUnknown;
}

/**
 * The first ring-fence that what an award is for would cross (rule 18). Categories are not crossed with
 * sources: each source of an award pays pro rata for all that it is for, so that none of these may be
 * outside what a funder pays for. Of an award that states no cost lines nobody knows what it is for.
 */
export function costFenceBreach(
  fund: Fund,
  lines: readonly Promised[],
  categories: readonly CostCategory[],
  on: string,
): Refusal | undefined {
  for (const { source, scheme, year, nature } of lines)
    for (const fence of fencesOfYear(fund, year, on)) {
      const allowed = fence.costCategories;
      if (fence.source !== source || allowed === null) continue;
      if (nature !== 'unknown' && !fence.natures.includes(nature)) continue;
      const outside = categories.filter((category) => !allowed.includes(category));
      if (categories.length > 0 && outside.length === 0) continue;
      return refusal('ring-fence-forbids', {
        ringFence: fence.name,
        ruleDate: fence.since,
        source,
        allowed: `costs of ${allowed.join(', ')}`,
        asked:
          categories.length > 0
            ? `an award that is also for ${outside.join(', ')}`
            : 'an award that does not say what it is for',
        scheme,
        year,
        nature,
      });
    }
  return undefined;
}

/** The same of more that an award's year is to be for: all its sources pay for it. */
export function costFenceOfLines(
  fund: Fund,
  award: string,
  gaining: readonly { readonly year: string; readonly to: CostCategory }[],
  on: string,
): Refusal | undefined {
  for (const { year, to } of gaining) {
    const promised = fund.holdings.list({ holding: 'committed', year, award });
    const breach = costFenceBreach(fund, promised, [to], on);
    if (breach) return breach;
  }
  return undefined;
}

/** The same of a move, to other lines of an award or of other money into one. */
export function costFenceOfMove(
  fund: Fund,
  legs: readonly Leg[],
  { fund: here, effective: on }: { readonly fund: string; readonly effective: string },
): Refusal | undefined {
  for (const { from, to } of legs) {
    if (to.fund !== here || to.kind === 'scheme') continue;
    const breach =
      to.kind === 'line'
        ? costFenceOfLines(fund, to.award, [{ year: to.year, to: to.category }], on)
        : from.kind === 'award' && isOfTheSame(from, to)
          ? undefined
          : costFenceBreach(fund, [to], categoriesOf(costLinesOf(fund, to.award)), on);
    if (breach) return breach;
  }
  return undefined;
}

/** What stays with its award, source, year and nature is for what it was. */
const isOfTheSame = (from: AwardPlace, to: AwardPlace): boolean =>
  from.award === to.award &&
  from.source === to.source &&
  from.year === to.year &&
  from.nature === to.nature;
type AwardPlace = Extract<Leg['from'], { kind: 'award' }>;

export const costLinesOf = (fund: Fund, award: string): CostLines =>
  fund.commitments.get(award)?.costLines ?? noLines;

const noLines: CostLines = new Map();
