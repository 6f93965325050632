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
/** What came into a year from another: by its closing, or moved. */
export const fromOtherYears: Term = {
  accounts: certainties.flatMap((certainty): Account[] => [
    `budget:brought-forward:${certainty}`,
    `budget:transfer:${certainty}`,
  ]),
  sign: -1,
};
export const inKind: Term = {
  accounts: certainties.map((certainty): Account => `budget:contributed-in-kind:${certainty}`),
  sign: -1,
};

/** What is confirmed of a year beside its contributions: brought forward, moved in, other income. */
export const broughtIn: Term = {
  accounts: [
    'budget:other-income:confirmed',
    'budget:brought-forward:confirmed',
    'budget:transfer:confirmed',
    'budget:held:confirmed',
  ],
  sign: -1,
};

/**
 * Confirmed contributions, other income that was decided to be budget, what was brought forward and
 * what came in transfer; less what waits for its funder's decision, which nobody can call on.
 */
export const available: Term = {
  accounts: ['budget:contributed:confirmed', ...broughtIn.accounts],
  sign: -1,
};
export const unallocated = (certainty: Certainty): Term => ({
  accounts: [budget('unallocated', certainty)],
  sign: 1,
});

/** Commitments that went on into the next year with their money were allocated in the one they left. */
const carriedForward = certainties.map(
  (certainty): Account => `budget:carried-forward:${certainty}`,
);
const withCarried = ({ accounts, sign }: Term): Term => ({
  accounts: [...accounts, ...carriedForward],
  sign,
});
export const carriedWithCommitments: Term = { accounts: carriedForward, sign: 1 };

export const allocated = withCarried(
  holdings('scheme', 'reserved', 'committed', 'matched', 'spent', 'moving'),
);
/** Of one certainty alone. */
export const allocatedBy = (certainty: Certainty): Term => ({
  accounts: allocated.accounts.filter((account) => account.endsWith(`:${certainty}`)),
  sign: 1,
});
export const uncommitted = holdings('scheme');
export const reserved = holdings('reserved');
/** Out of a scheme's reach until its move is posted or falls through. */
export const moving = holdings('moving');
export const committed = holdings('committed', 'matched');
/** Of one certainty alone. */
export const committedBy = (certainty: Certainty): Term => ({
  accounts: [budget('committed', certainty), budget('matched', certainty)],
  sign: 1,
});
export const outstanding = holdings('committed');
export const spentWithoutAward = holdings('spent');
export const calledOn = holdings('reserved', 'committed', 'matched', 'spent');
export const actual = holdings('matched', 'spent');
/** Allocated less actual. */
export const unspent = withCarried(holdings('scheme', 'reserved', 'committed', 'moving'));

export const debtorsInvoiced: Term = { accounts: ['cash:debtor:invoiced'], sign: 1 };
export const debtors: Term = { accounts: ['cash:debtor:due', 'cash:debtor:invoiced'], sign: 1 };
export const held: Term = { accounts: ['cash:held'], sign: 1 };
/** What is kept back of an invoice is owed all the same. */
export const creditors: Term = { accounts: ['cash:creditor', 'cash:creditor:retained'], sign: -1 };
export const retained: Term = { accounts: ['cash:creditor:retained'], sign: -1 };
export const paidInAdvance: Term = { accounts: ['cash:paid-in-advance'], sign: 1 };
export const vatRecoverable: Term = { accounts: ['cash:vat-recoverable'], sign: 1 };
export const expenditure: Term = { accounts: ['cash:expenditure'], sign: 1 };
