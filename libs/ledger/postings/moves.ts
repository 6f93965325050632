import type { MovedLine, moveEvents, MoveLine } from '#contracts/events/fund/moves.js';
import { idOf, type Standing } from '#contracts/events/all.js';
import { parsePence } from '#libs/money/pence.js';
import {
  budget,
  move,
  none,
  nowhere,
  postsNothing,
  type Account,
  type Posting,
  type PostingsBy,
} from '../posting.js';

/*
 * Every move passes through the transfer account, filed under the scheme or the award that it leaves
 * or comes to, also where it crosses nothing: so the transfer account by scheme is the sum of its
 * virements. Original budget = current budget plus that balance, whose sign is the other way round.
 */

type Stop = 'place' | 'moving' | 'transfer';

/** A scheme's money has no award; an award's is what it has outstanding. */
function account(stop: Stop, { award, certainty }: MoveLine): Account {
  if (stop === 'transfer') return `budget:transfer:${certainty}`;
  if (stop === 'moving') return budget('moving', certainty);
  return budget(award === none ? 'scheme' : 'committed', certainty);
}

const pass = (event: Standing, lines: readonly MoveLine[], from: Stop, to: Stop): Posting[] =>
  lines.flatMap((line) =>
    move(
      parsePence(line.amount),
      event.effective,
      {
        fund: idOf(event.stream),
        period: line.period,
        relatesTo: line.year,
        nature: line.nature,
        source: line.source,
        scheme: line.scheme,
        award: line.award,
        provider: line.provider,
        area: line.area,
      },
      { account: account(from, line) },
      { account: account(to, line) },
    ),
  );

/**
 * Where the money itself passes, the fund is owed it or owes it, per source, nature and year, and has
 * it as income or cost by transfer (rules 3 and 5). Only confirmed money is money.
 */
const passes = (event: Standing, lines: readonly MovedLine[], sign: 1n | -1n): Posting[] =>
  lines
    .filter(({ crosses, certainty }) => crosses && certainty === 'confirmed')
    .flatMap((line) =>
      move(
        sign * parsePence(line.amount),
        event.effective,
        {
          fund: idOf(event.stream),
          period: line.period,
          relatesTo: line.year,
          nature: line.nature,
          source: line.source,
          ...nowhere,
        },
        { account: 'cash:transfer' },
        { account: 'cash:settlement' },
      ),
    );

export const movePostings: PostingsBy<typeof moveEvents> = {
  BudgetReservedForMove: (event) => pass(event, event.data.lines, 'place', 'moving'),
  BudgetMovedOut: (event) => [
    ...pass(event, event.data.lines, 'moving', 'transfer'),
    ...passes(event, event.data.lines, -1n),
  ],
  BudgetMovedIn: (event) => [
    ...pass(event, event.data.lines, 'transfer', 'place'),
    ...passes(event, event.data.lines, 1n),
  ],
  BudgetMoveReleased: (event) => pass(event, event.data.lines, 'moving', 'place'),
  BudgetMoveCompleted: postsNothing,
};
