import type { Balances } from '#libs/ledger/balances.js';
import { budget, type Account } from '#libs/ledger/posting.js';
import { sumPence, type Pence } from '#libs/money/pence.js';

/** A scheme's year, by source: what it might spend, and what it spent up to the end of a period. */
export interface SchemeAccount {
  readonly scheme: string;
  readonly source: string;
  readonly nature: string;
  readonly budget: Pence;
  readonly spent: Pence;
  readonly left: Pence;
  /** In words, never by sign alone. */
  readonly variance: 'adverse' | 'favourable' | 'on budget';
}

const certainties = ['confirmed', 'expected', 'indicative'] as const;

/**
 * A scheme's authority to spend, wherever in the scheme it stands; commitments that went on into the
 * next year with their money were allocated in the one they left.
 */
const allocated: readonly Account[] = certainties.flatMap((certainty): Account[] => [
  ...(['scheme', 'reserved', 'moving', 'committed', 'matched', 'spent'] as const).map((holding) =>
    budget(holding, certainty),
  ),
  `budget:carried-forward:${certainty}`,
]);
const expenditure = 'cash:expenditure';

export const schemeAccounts = (balances: Balances, year: string, upTo: string): SchemeAccount[] =>
  balances
    .where({ account: [...allocated, expenditure], year })
    .groupBy('scheme', 'source', 'nature')
    .map(({ key, balances: of }) => {
      const authority = of.sum({ account: allocated });
      const spent = sumPence(
        of
          .where({ account: expenditure })
          .rows.filter(({ period }) => period <= upTo)
          .map(({ pence }) => pence),
      );
      const left = authority - spent;
      const variance = left < 0n ? 'adverse' : left > 0n ? 'favourable' : 'on budget';
      return { ...key, budget: authority, spent, left, variance } as const;
    })
    .filter(({ budget: authority, spent }) => authority !== 0n || spent !== 0n);
