import { refusal, type Refusal } from '#contracts/problems.js';
import type { CostCategory, NatureOrUnknown } from '#contracts/values.js';
import { formatPence, maxPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import {
  addCostLines,
  byCostShare,
  categoriesOf,
  costLinesFollowing,
  costLinesMoved,
  linesIn,
  partOf,
  type CostLine,
  type CostLines,
} from './cost-lines.js';
import { costLinesOf } from './cost-fences.js';
import type { Fund } from './fund.js';
import { movesUnderWay, sidesOf, type Side } from './move-sides.js';
import { beyond, countsAt, heldAs, maxima, ofYear, type ShareLimit } from './share-limits.js';

/*
 * Shares that some costs may have of a source's money, such as 4 % for management. Nobody records
 * which source of an award pays for which of its costs: each pays pro rata for all that it is for.
 * A scheme's budget is for no cost until it is promised, so that these are judged by promises.
 */

/** What a decision makes of the money of an award, and of what it is for; what it takes is below zero. */
export interface AwardGain {
  readonly award: string;
  readonly money: readonly Money[];
  readonly costLines: readonly CostLine[];
}

interface Money {
  readonly source: string;
  readonly scheme: string;
  readonly year: string;
  readonly nature: NatureOrUnknown;
  readonly pence: Pence;
}

/** Of lines as events have them; below zero where they are taken. */
export const moneyOf = (
  lines: readonly (Omit<Money, 'pence'> & { readonly amount: string })[],
  sign: 1n | -1n = 1n,
): Money[] =>
  lines.map(({ source, scheme, year, nature, amount }) => ({
    ...{ source, scheme, year, nature },
    pence: sign * parsePence(amount),
  }));

/**
 * The first maximum share of costs, in force on the day, that a decision would bring awards further
 * beyond (rule 18). What it gives to an award that does not say what it is for cannot be judged.
 */
export function costShareBreach(
  fund: Fund,
  gains: readonly AwardGain[],
  on: string,
): Refusal | undefined {
  const years = gains.flatMap(({ money, costLines }) =>
    [...money, ...costLines].map(({ year }) => year),
  );
  for (const year of new Set(years))
    for (const limit of maxima(fund, year, on)) {
      const { costCategories } = limit;
      if (costCategories === null) continue;
      const ofCosts = { ...limit, costCategories };
      const unsaid = gains.find((gain) => isUnsaid(fund, ofCosts, gain, year));
      if (unsaid)
        return refusal('costs-unsaid', {
          limit: limit.name,
          source: limit.source,
          costs: costCategories.join(', '),
          award: unsaid.award,
          ruleDate: limit.since,
        });
      const before = promisedFor(fund, ofCosts, year, []);
      const after = promisedFor(fund, ofCosts, year, gains);
      const exceeded =
        after > before
          ? beyond(fund, limit, year, after + onItsWay(fund, ofCosts, year, before))
          : undefined;
      if (exceeded) return exceeded;
    }
  return undefined;
}

/** What a move makes of the awards here: its cost lines follow the money, as they will once it is moved. */
export function gainsOfMove(fund: Fund, sides: readonly Side[]): AwardGain[] {
  const awards = new Set(
    sides.flatMap(({ place }) => (place.kind === 'scheme' ? [] : [place.award])),
  );
  return [...awards].map((award) => {
    const money = sides.flatMap(({ place, pence }) =>
      place.kind === 'award' && place.award === award ? [{ ...place, pence }] : [],
    );
    const lines = sides.flatMap(({ place, pence }) =>
      place.kind === 'line' && place.award === award
        ? [{ year: place.year, category: place.category, amount: formatPence(pence) }]
        : [],
    );
    const amounts = money.map(({ year, pence }) => ({ year, amount: formatPence(pence) }));
    return {
      award,
      money,
      costLines: [...costLinesFollowing(costLinesOf(fund, award), [], amounts), ...lines],
    };
  });
}

interface CostLimit extends ShareLimit {
  readonly costCategories: readonly CostCategory[];
}

const isUnsaid = (fund: Fund, limit: CostLimit, gain: AwardGain, year: string): boolean =>
  gain.money.some((money) => money.pence > 0n && isOf(fund, limit, year, money)) &&
  categoriesOf(linesOnce(fund, gain.award, [gain])).length === 0;

const isOf = (fund: Fund, limit: CostLimit, year: string, money: Omit<Money, 'pence'>): boolean =>
  money.source === limit.source && ofYear(limit, year)(money.year) && countsAt(fund, limit, money);

/** What the source has promised for these costs, or spent on them, with what a decision adds. */
function promisedFor(
  fund: Fund,
  limit: CostLimit,
  year: string,
  gains: readonly AwardGain[],
): Pence {
  const byAward = new Map<string, Map<string, Pence>>();
  const add = (award: string, money: Money): void => {
    if (!isOf(fund, limit, year, money)) return;
    const years = byAward.get(award) ?? new Map<string, Pence>();
    byAward.set(award, years.set(money.year, (years.get(money.year) ?? 0n) + money.pence));
  };
  const { source } = limit;
  for (const of of fund.holdings.years().filter(ofYear(limit, year)))
    for (const holding of heldAs(fund, of))
      for (const held of fund.holdings.list({ holding, year: of, source })) add(held.award, held);
  for (const { award, money } of gains) for (const one of money) add(award, one);
  return sumPence(
    [...byAward].flatMap(([award, years]) => {
      const lines = linesOnce(fund, award, gains);
      return [...years].map(([of, pence]) => partOf(pence, limit.costCategories, lines, of) ?? 0n);
    }),
  );
}

/** What an award is for: as promised, as it is set aside, and as a decision makes it. */
function linesOnce(fund: Fund, award: string, gains: readonly AwardGain[]): CostLines {
  const commitment = fund.commitments.get(award);
  const lines: CostLines = new Map();
  if (commitment) addCostLines(lines, linesIn(commitment.costLines));
  if (commitment) addCostLines(lines, linesIn(commitment.costLinesBefore));
  if (commitment?.state === 'reserved')
    addCostLines(lines, byCostShare(commitment.lines, commitment.costShares));
  if (commitment?.change) {
    const { adds, costShares, costMoves } = commitment.change;
    addCostLines(lines, [...byCostShare(adds, costShares), ...costLinesMoved(costMoves)]);
  }
  for (const gain of gains) if (gain.award === award) addCostLines(lines, gain.costLines);
  return lines;
}

/** What moves that are being carried out will add, so that two at once do not get round a limit. */
const onItsWay = (fund: Fund, limit: CostLimit, year: string, now: Pence): Pence =>
  sumPence(
    movesUnderWay(fund).map(([, move]) => {
      const then = promisedFor(fund, limit, year, gainsOfMove(fund, sidesOf(move)));
      return maxPence(0n, then - now);
    }),
  );
