import type { Leg, MovePlace } from '#contracts/events/fund/move-shapes.js';
import { parsePence, type Pence } from '#libs/money/pence.js';
import type { Fund } from './fund.js';
import type { MoveHere } from './moves.js';

/** What a move brings to a place of this fund; what it takes from there is below zero. */
export interface Side {
  readonly place: MovePlace;
  readonly pence: Pence;
}

/** By the reallocation: what is set aside, and not yet moved or released. */
export const movesUnderWay = ({ moves }: Pick<Fund, 'moves'>): (readonly [string, MoveHere])[] =>
  [...moves].filter(([, { state }]) => state === 'reserved');

/** Of a move that is asked for: the fund knows by what name it is called. */
export const sidesIn = (fund: string, legs: readonly Leg[]): Side[] =>
  legs.flatMap((leg) => [
    ...(leg.to.fund === fund ? [arrives(leg)] : []),
    ...(leg.from.fund === fund ? [leaves(leg)] : []),
  ]);

/** Of a move that is being carried out: what leaves this fund is what was set aside here. */
export const sidesOf = ({ legs, lines }: MoveHere): Side[] =>
  legs.flatMap((leg, place) => {
    const within = leg.from.fund === leg.to.fund;
    const goes = lines.some((line) => line.leg === place);
    return [...(within || !goes ? [arrives(leg)] : []), ...(within || goes ? [leaves(leg)] : [])];
  });

const arrives = ({ to, amount }: Leg): Side => ({ place: to, pence: parsePence(amount) });
const leaves = ({ from, amount }: Leg): Side => ({ place: from, pence: -parsePence(amount) });
