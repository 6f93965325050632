import { budget, type Account, type BudgetHolding } from '#libs/ledger/posting.js';
import type { Certainty } from '#contracts/values.js';
import type { Term } from './traced.js';

/** Most certain first. */
export const certainties: readonly Certainty[] = ['confirmed', 'expected', 'indicative'];

const holdings = (...names: readonly BudgetHolding[]): Term => ({
  accounts: names.flatMap((name) => certainties.map((certainty) => budget(name, certainty))),
  sign: 1,
});

/** Contributions stand as credits: what came in is what the budget book owes to its sources. */
const credit = (account: Account): Term => ({ accounts: [account], sign: -1 });

export const contributed = (certainty: Certainty): Term =>
  credit(`budget:contributed:${certainty}`);
export const inKind: Term = {
  accounts: certainties.map((certainty): Account => `budget:contributed-in-kind:${certainty}`),
  sign: -1,
};

/** Confirmed contributions, and other income that was decided to be budget. */
export const available: Term = {
  accounts: ['budget:contributed:confirmed', 'budget:other-income:confirmed'],
  sign: -1,
};
export const unallocated = (certainty: Certainty): Term => ({
  accounts: [budget('unallocated', certainty)],
  sign: 1,
});

export const allocated = holdings('scheme', 'reserved', 'committed', 'matched', 'spent');
export const uncommitted = holdings('scheme');
export const reserved = holdings('reserved');
export const committed = holdings('committed', 'matched');
export const outstanding = holdings('committed');
export const spentWithoutAward = holdings('spent');
export const calledOn = holdings('reserved', 'committed', 'matched', 'spent');
export const actual = holdings('matched', 'spent');
/** Allocated less actual. */
export const unspent = holdings('scheme', 'reserved', 'committed');

export const debtorsDue: Term = { accounts: ['cash:debtor:due'], sign: 1 };
export const debtorsInvoiced: Term = { accounts: ['cash:debtor:invoiced'], sign: 1 };
export const debtors: Term = { accounts: ['cash:debtor:due', 'cash:debtor:invoiced'], sign: 1 };
export const held: Term = { accounts: ['cash:held'], sign: 1 };
export const creditors: Term = { accounts: ['cash:creditor'], sign: -1 };
export const vatRecoverable: Term = { accounts: ['cash:vat-recoverable'], sign: 1 };
export const expenditure: Term = { accounts: ['cash:expenditure'], sign: 1 };
