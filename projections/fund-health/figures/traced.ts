import type { Asked, Balances } from '#libs/ledger/balances.js';
import type { Account } from '#libs/ledger/posting.js';
import { sumPence, type Pence } from '#libs/money/pence.js';

/** Balances that count towards a figure, and whether they add to it or take from it. */
export interface Part {
  readonly asked: Asked;
  readonly sign: 1 | -1;
}

/** An amount with the way down to it: the balances that `from` asks for add up to it. */
export interface Traced {
  readonly pence: Pence;
  readonly from: readonly Part[];
}

/** Accounts read together, as a debit (1) or as a credit (-1). */
export interface Term {
  readonly accounts: readonly Account[];
  readonly sign: 1 | -1;
}

/** Adds up terms over balances that already hold nothing but the key's. */
export function traced(of: Balances, key: Asked, ...terms: readonly Term[]): Traced {
  const sum = ({ accounts, sign }: Term): Pence =>
    BigInt(sign) * sumPence(accounts.map((account) => of.inAccount(account)));
  return {
    pence: sumPence(terms.map(sum)),
    from: terms.map(({ accounts, sign }) => ({ asked: { ...key, account: accounts }, sign })),
  };
}

/** Several amounts as one. */
export const together = (amounts: readonly Traced[]): Traced => ({
  pence: amounts.reduce((sum, { pence }) => sum + pence, 0n),
  from: amounts.flatMap(({ from }) => from),
});

/** The same with its sign turned. */
export const minus = ({ pence, from }: Traced): Traced => ({
  pence: -pence,
  from: from.map(({ asked, sign }) => ({ asked, sign: sign === 1 ? -1 : 1 })),
});

export const nothing: Traced = { pence: 0n, from: [] };

/** The same amount in fewer parts: those that differ in one dimension alone become one part. */
export const inFewerParts = ({ pence, from }: Traced): Traced => ({
  pence,
  from: alikeBut.reduce(joinedBy, from),
});
const alikeBut = ['scheme', 'provider', 'source', 'nature', 'award'] as const;

/** Where two ask for the same value both stay: what they hold counts twice. */
function joinedBy(parts: readonly Part[], name: (typeof alikeBut)[number]): readonly Part[] {
  const joined = new Map<string, Part>();
  const others: Part[] = [];
  for (const part of parts) {
    const { [name]: of, ...rest } = part.asked;
    if (of === undefined) {
      others.push(part);
      continue;
    }
    const key = JSON.stringify([part.sign, Object.entries(rest).sort()]);
    const before = joined.get(key);
    const values = [before?.asked[name] ?? []].flat();
    const added = [of].flat();
    if (added.some((value) => values.includes(value))) others.push(part);
    else joined.set(key, { sign: part.sign, asked: { ...rest, [name]: [...values, ...added] } });
  }
  return [...joined.values(), ...others];
}

/** What a figure's `from` adds up to over a fund: equal to its pence, or the figure is wrong. */
export const retraced = (balances: Balances, from: readonly Part[]): Pence =>
  from.reduce((sum, { asked, sign }) => sum + BigInt(sign) * balances.sum(asked), 0n);

/** For sorting: the largest amount first. */
export const largestFirst = (a: Traced, b: Traced): number =>
  a.pence > b.pence ? -1 : a.pence < b.pence ? 1 : 0;
