import type { Balances, Dimension } from '#libs/ledger/balances.js';
import { budget, type Account } from '#libs/ledger/posting.js';
import { sumPence, type Pence } from '#libs/money/pence.js';

/** A scheme's year, by source: what it might spend, and what it spent up to the end of a period. */
export interface SchemeAccount extends Spent {
  readonly scheme: string;
  readonly source: string;
  readonly nature: string;
}
interface Spent {
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
const schemeAuthority: readonly Account[] = certainties.flatMap((certainty): Account[] => [
  ...(['scheme', 'reserved', 'moving', 'committed', 'matched', 'spent'] as const).map((holding) =>
    budget(holding, certainty),
  ),
  `budget:carried-forward:${certainty}`,
]);
const expenditure = 'cash:expenditure';

export const schemeAccounts = (balances: Balances, year: string, upTo: string): SchemeAccount[] =>
  accountsBy(balances, year, upTo, 'scheme', 'source', 'nature');

/** The same by provider: what stands under none was promised to nobody yet. */
export const providerAccounts = (
  balances: Balances,
  year: string,
  upTo: string,
): (SchemeAccount & { readonly provider: string })[] =>
  accountsBy(balances, year, upTo, 'scheme', 'provider', 'source', 'nature');

const accountsBy = <Name extends Dimension>(
  balances: Balances,
  year: string,
  upTo: string,
  ...names: readonly Name[]
): (Spent & Readonly<Record<Name, string>>)[] =>
  balances
    .where({ account: [...schemeAuthority, expenditure], year })
    .groupBy(...names)
    .map(({ key, balances: of }) => {
      const authority = of.sum({ account: schemeAuthority });
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
