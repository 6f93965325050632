import type { Counted, moveEvents } from '#contracts/events/fund/moves.js';
import { parsePence } from '#libs/money/pence.js';
import type { Fund } from '../fund.js';
import { countKey } from '../move-authority.js';
import type { MoveHere } from '../moves.js';
import { changesNoTerms, must, type EvolutionBy } from './evolution.js';

export const moveEvolution: EvolutionBy<typeof moveEvents> = {
  BudgetReservedForMove: (fund, { data }) => {
    fund.moves.set(data.reallocation, { ...data, state: 'reserved' });
    count(fund, data.counted, 1n);
  },
  BudgetMovedOut: changesNoTerms,
  BudgetMovedIn: changesNoTerms,
  BudgetMoveReleased: (fund, { data }) => {
    moveOf(fund, data.reallocation).state = 'released';
    count(fund, data.counted, -1n);
  },
  BudgetMoveCompleted: (fund, { data }) => {
    moveOf(fund, data.reallocation).state = 'moved';
  },
};

function count(fund: Fund, counted: readonly Counted[], sign: 1n | -1n): void {
  for (const one of counted) {
    const key = countKey(one);
    fund.delegated.set(key, (fund.delegated.get(key) ?? 0n) + sign * parsePence(one.amount));
  }
}

const moveOf = (fund: Fund, id: string): MoveHere => must(fund.moves.get(id), `the move of ${id}`);
