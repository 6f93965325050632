import type { Leg } from '#contracts/events/fund/move-shapes.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { awardsGaining } from '../award/reallocated.js';
import type { Fund } from './fund.js';

/** What comes to an award while a change of it is decided might miss the change: it may be its end. */
export function gainsWhileChanging(
  fund: Fund,
  id: string,
  legs: readonly Leg[],
): Refusal | undefined {
  for (const { award } of awardsGaining(legs.filter(({ to }) => to.fund === id))) {
    const change = fund.commitments.get(award)?.change?.change;
    if (change !== undefined) return refusal('change-under-way', { award, change });
  }
  return undefined;
}

/** The move under way that brings money to an award: until it is done the award does not change. */
export function gaining({ moves }: Fund, award: string): string | undefined {
  for (const [id, { state, legs }] of moves)
    if (state === 'reserved' && awardsGaining(legs).some((one) => one.award === award)) return id;
  return undefined;
}
