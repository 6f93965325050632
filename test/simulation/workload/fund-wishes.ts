import type { WishesOf } from './choice.js';
import { moneyInWeights, moneyInWishes } from './money-in.js';
import { moneyOutWeights, moneyOutWishes } from './money-out.js';
import { stepWeights, stepWishes } from './steps.js';

/** What may be wished of one fund, and how often. */
export const fundWeights = { ...moneyInWeights, ...stepWeights, ...moneyOutWeights };
export type FundKind = keyof typeof fundWeights;
export const fundWishes: WishesOf<FundKind> = {
  ...moneyInWishes,
  ...stepWishes,
  ...moneyOutWishes,
};
