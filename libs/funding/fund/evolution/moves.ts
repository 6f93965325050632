import type { Counted, MovedLine, moveEvents } from '#contracts/events/fund/moves.js';
import { parsePence } from '#libs/money/pence.js';
import type { Fund } from '../fund.js';
import { countKey } from '../move-authority.js';
import type { MoveHere } from '../moves.js';
import { noteMoved } from '../year-end/years.js';
import { must, type EvolutionBy } from './evolution.js';

export const moveEvolution: EvolutionBy<typeof moveEvents> = {
  BudgetReservedForMove: (fund, { data }) => {
    fund.moves.set(data.reallocation, { ...data, state: 'reserved', uses: [...fund.usesForNext] });
    count(fund, data.counted, 1n);
  },
  BudgetMovedOut: (fund, { data }) => noteYears(fund, data.lines, 1n),
  BudgetMovedIn: (fund, { data }) => noteYears(fund, data.lines, -1n),
  BudgetMoveReleased: (fund, { data }) => {
    moveOf(fund, data.reallocation).state = 'released';
    count(fund, data.counted, -1n);
  },
  BudgetMoveCompleted: (fund, { data }) => {
    moveOf(fund, data.reallocation).state = 'moved';
  },
};

/** Authority that only passes between years: the year-end brings forward what is left of its money. */
function noteYears(fund: Fund, lines: readonly MovedLine[], sign: 1n | -1n): void {
  for (const { crosses, certainty, year, source, nature, amount } of lines)
    if (!crosses && certainty === 'confirmed')
      noteMoved(fund, year, { source, nature }, sign * parsePence(amount));
}

export function count(fund: Fund, counted: readonly Counted[], sign: 1n | -1n): void {
  for (const one of counted) {
    const key = countKey(one);
    fund.delegated.set(key, (fund.delegated.get(key) ?? 0n) + sign * parsePence(one.amount));
  }
}

const moveOf = (fund: Fund, id: string): MoveHere => must(fund.moves.get(id), `the move of ${id}`);
