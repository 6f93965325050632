import type { Nature } from '#contracts/values.js';
import type { Passable } from '../agreement/pass-down.js';
import type { BudgetHolding } from '#libs/ledger/posting.js';
import { sumPence, type Pence } from '#libs/money/pence.js';
import type { Fund } from './fund.js';
import type { Where } from './holdings.js';
import { hostedOn } from './hosting.js';

/** What a fund has for a year to pass down to another body, whatever has become of it by now. */
export function passableOf(
  fund: Fund,
  of: { readonly award: string | null; readonly year: string; readonly nature: Nature },
  day: string,
): Passable {
  const { award, year, nature } = of;
  const held = (holdings: readonly BudgetHolding[], where: Where = {}): Pence =>
    sumPence(holdings.map((holding) => fund.holdings.sum({ ...where, holding, year, nature })));
  return {
    agreement: hostedOn(fund, day)?.agreement ?? null,
    budget: held(['unallocated', 'scheme', 'moving', 'held', ...promised]),
    ofAward: award !== null && fund.commitments.has(award) ? held(promised, { award }) : undefined,
  };
}

/** What stands under an award; of what is spent without one, nothing does. */
const promised: readonly BudgetHolding[] = ['reserved', 'committed', 'matched', 'spent'];
