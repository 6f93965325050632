import type { Asked } from '#apps/service/ledger/commands.js';
import type { ToDecide } from '#contracts/events/fund/authority.js';
import type { Auditor } from '../auditor/auditor.js';
import { awardWeights, awardWishes } from './awards.js';
import { awardTermWeights, awardTermWishes } from './award-terms.js';
import { choose } from './choice.js';
import { deedWeights, deedWishes } from './deeds.js';
import { commandWeights, commandWishes } from './fund-wishes.js';
import { moveWeights, moveWishes } from './moves.js';
import { possible } from './needs.js';
import { outcomeWeights, outcomeWishes } from './outcomes.js';
import { partyWeights, partyWishes } from './parties.js';
import { reconcilingWeights, reconcilingWishes } from './reconciling.js';
import { saidWeights, saidWishes } from './said.js';
import { pick, type Wish } from './wish.js';

const placeWishes = {
  ...awardWishes,
  ...awardTermWishes,
  ...partyWishes,
  ...moveWishes,
  ...outcomeWishes,
  ...deedWishes,
  ...reconcilingWishes,
  ...saidWishes,
};
const isOfPlace = (kind: PlaceKind): kind is keyof typeof placeWishes => kind in placeWishes;

/** What may be wished of a place with several funds, and how often. */
export const placeWeights = {
  ...awardWeights,
  ...awardTermWeights,
  ...partyWeights,
  ...moveWeights,
  ...outcomeWeights,
  ...deedWeights,
  ...reconcilingWeights,
  ...saidWeights,
  ...commandWeights,
};
export type PlaceKind = keyof typeof placeWeights;

/** A wish of a place: also which fund it is about. */
export interface PlaceWish extends Wish<PlaceKind> {
  readonly f: number;
}

/** In the order in which lives are told. */
export const wish = (
  kind: PlaceKind,
  a: number,
  b: number,
  c: number,
  pence: number,
  day: number,
  f: number,
): PlaceWish => ({ kind, a, b, c, pence, day, f });

/** The place as it is known when something is wished. */
export interface Known {
  readonly auditor: Auditor;
  readonly funds: readonly string[];
  readonly today: string;
  /** What was refused for want of a partner's approval, in the order in which it was. */
  readonly lacking?: readonly Lacking[];
}

export interface Lacking {
  readonly fund: string;
  readonly asks: ToDecide;
}

/** Makes a request of a wish, from what there is. `nth` keeps identifiers apart. */
export function askedBy(wish: PlaceWish, nth: number, known: Known): Asked {
  const fund = pick(known.funds, wish.f);
  const id = `x${nth}`;
  const effective = wish.c % 4 === 0 ? undefined : known.today;
  const of = choose(wish, id, known.auditor.fund(fund), effective);
  const kind = possible(wish.kind, of, known);
  return isOfPlace(kind)
    ? placeWishes[kind](of, known, fund)
    : { kind: 'fund', id: fund, command: commandWishes[kind](of) };
}
