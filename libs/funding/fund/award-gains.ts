import type { Leg } from '#contracts/events/fund/move-shapes.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { awardsGaining } from '../award/reallocated.js';
import type { Fund } from './fund.js';
import { movesUnderWay } from './move-sides.js';

/**
 * Why a move waits. What comes to an award while a change of it is decided might miss the change: it may
 * be its end. Cost lines are set aside nowhere, so that nothing else may take from the lines of an award
 * while some of them move.
 */
export function whileChanging(fund: Fund, id: string, legs: readonly Leg[]): Refusal | undefined {
  const here = legs.filter(({ to }) => to.fund === id);
  for (const award of keptStill(here)) {
    const change = fund.commitments.get(award)?.change?.change;
    if (change !== undefined) return refusal('change-under-way', { award, change });
  }
  const lines = linesOf(legs);
  for (const [change, other] of movesUnderWay(fund)) {
    const award =
      touched(other.legs).find((one) => lines.includes(one)) ??
      touched(legs).find((one) => linesOf(other.legs).includes(one));
    if (award !== undefined) return refusal('change-under-way', { award, change });
  }
  return undefined;
}

/** The move under way for which an award stays as it is: until it is done the award does not change. */
export const stillFor = (fund: Fund, award: string): string | undefined =>
  movesUnderWay(fund).find(([, { legs }]) => keptStill(legs).includes(award))?.[0];

/** The move under way that moves cost lines of an award: until it is done nothing of it is released. */
export const movingLinesOf = (fund: Fund, award: string): string | undefined =>
  movesUnderWay(fund).find(([, { legs }]) => linesOf(legs).includes(award))?.[0];

const keptStill = (legs: readonly Leg[]): string[] => [
  ...awardsGaining(legs).map(({ award }) => award),
  ...linesOf(legs),
];

const linesOf = (legs: readonly Leg[]): string[] =>
  legs.flatMap(({ from }) => (from.kind === 'line' ? [from.award] : []));

const touched = (legs: readonly Leg[]): string[] =>
  legs.flatMap(({ from, to }) =>
    [from, to].flatMap((place) => (place.kind === 'scheme' ? [] : [place.award])),
  );
