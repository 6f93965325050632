import type { Clawback } from '#contracts/events/fund/commitment-changes.js';
import type { FundEvent } from '#contracts/events/fund.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import type { FundContext } from './deciders.js';
import type { Fund } from './fund.js';
import { creditOf } from './settlement.js';

interface ChangeNamed {
  readonly award: string;
  readonly change: string;
  readonly effective: string;
}

/** A cost is taken back by a credit that has the clawback's name: what was paid of it is owed back. */
export function takeBack(
  fund: Fund,
  { award, change, effective }: ChangeNamed,
  clawback: Clawback | null,
  context: FundContext,
): readonly FundEvent[] | Refusal {
  if (!clawback) return [];
  const { expenditure, amount } = clawback;
  if (fund.expenditures.get(expenditure)?.award !== award)
    return refusal('not-found', { what: 'expenditure', id: expenditure, where: 'the award' });
  const credit = {
    command: 'credit-expenditure',
    effective,
    expenditure: change,
    credits: expenditure,
    cost: amount,
    reference: `Clawback ${change}`,
  } as const;
  const { events, refused } = creditOf(fund, credit, context);
  return refused ?? events;
}
