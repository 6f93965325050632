import type { ContractTerms } from '#contracts/events/award/contract.js';
import { parsePence, type Pence } from '#libs/money/pence.js';
import { rateOf } from '#libs/money/rate.js';
import { totalOf } from './money.js';

/** What may move between cost lines in one award-year without asking: nothing where nothing is agreed. */
export function allowanceOf(
  rule: ContractTerms['flexibility'],
  funding: readonly { readonly year: string; readonly amount: string }[],
  year: string,
): Pence {
  if (rule === null) return 0n;
  if ('amount' in rule) return parsePence(rule.amount);
  const ofYear = totalOf(funding.filter((line) => line.year === year));
  return rateOf(ofYear, rule.percent, 'down-to-penny');
}
