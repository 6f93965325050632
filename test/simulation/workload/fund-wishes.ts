import { changeWeights, changeWishes } from './changes-of-money.js';
import type { WishesOf } from './choice.js';
import { invoiceWeights, invoiceWishes } from './invoices.js';
import { moneyInWeights, moneyInWishes } from './money-in.js';
import { moneyOutWeights, moneyOutWishes } from './money-out.js';
import { decidedWeights, decidedWishes } from './recodings.js';
import { stepWeights, stepWishes } from './steps.js';
import { termWeights, termWishes } from './terms.js';
import { yearWeights, yearWishes } from './years.js';

/** What may be wished of one fund, and how often. */
export const commandWeights = {
  ...moneyInWeights,
  ...changeWeights,
  ...moneyOutWeights,
  ...invoiceWeights,
  ...yearWeights,
  ...termWeights,
  ...decidedWeights,
};
export const commandWishes: WishesOf<keyof typeof commandWeights> = {
  ...moneyInWishes,
  ...changeWishes,
  ...moneyOutWishes,
  ...invoiceWishes,
  ...yearWishes,
  ...termWishes,
  ...decidedWishes,
};

/** Also what an award would ask for, where there is no award. */
export const fundWeights = { ...commandWeights, ...stepWeights };
export type FundKind = keyof typeof fundWeights;
export const fundWishes: WishesOf<FundKind> = { ...commandWishes, ...stepWishes };
