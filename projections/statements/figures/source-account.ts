import type { Balances } from '#libs/ledger/balances.js';
import type { CashAccount } from '#libs/ledger/posting.js';
import { formatPence } from '#libs/money/pence.js';
import * as accounts from '#projections/fund-health/figures/accounts.js';
import { minus, nothing, type Term, type Traced } from '#projections/fund-health/figures/traced.js';
import { totalOf as totalsOf } from './rows.js';
import { timesOf, tracedAt, type Times } from './time.js';

/** A source's year in the cash book, by rule 5. Costs and what goes out are above zero. */
export interface SourceAccount {
  readonly source: string;
  readonly nature: string;
  /** What was agreed for the year, confirmed and in cash; what is due of it is `due`. */
  readonly agreed: Traced;
  readonly broughtForward: Traced;
  readonly due: Traced;
  readonly otherIncome: Traced;
  /** What passed between sources, net: only one of the two is above zero. */
  readonly transfersIn: Traced;
  readonly spent: Traced;
  /** Returned, or owed back. */
  readonly returned: Traced;
  readonly transfersOut: Traced;
  readonly carriedForward: Traced;
  /** Where it is: these add up to what is carried forward. */
  readonly heldByHost: Traced;
  readonly debtors: Traced;
  readonly vatRecoverable: Traced;
  readonly paidInAdvance: Traced;
  /** Between partners, net; below zero the source owes it. */
  readonly settlement: Traced;
  readonly creditors: Traced;
  /** Owed back to who gave it, and not paid back yet. */
  readonly returnable: Traced;
  /** Beside it: as income and as cost alike, never cash (rule 6). */
  readonly inKind: Traced;
}

/** Every source and nature of the cash book up to the end of a period, in code-point order. */
export function sourceAccounts(balances: Balances, year: string, upTo: string): SourceAccount[] {
  const times = timesOf(balances, year, upTo);
  return balances
    .groupBy('source', 'nature')
    .map(({ key, balances: of }) => sourceAccount(key, of, times))
    .filter((account) => amountNames.some((name) => account[name].pence !== 0n));
}

const cash = (sign: Term['sign'], ...names: readonly CashAccount[]): Term => ({
  accounts: names.map((name) => `cash:${name}` as const),
  sign,
});
const terms = {
  agreed: accounts.contributed('confirmed'),
  owned: cash(
    ...([-1, 'income:contribution', 'income:other', 'transfer', 'expenditure'] as const),
    'returned',
  ),
  due: cash(-1, 'income:contribution'),
  otherIncome: cash(-1, 'income:other'),
  transferred: cash(-1, 'transfer'),
  returned: cash(1, 'returned'),
  settlement: cash(1, 'settlement'),
  returnable: cash(-1, 'returnable'),
  inKind: cash(1, 'expenditure:in-kind'),
};

function sourceAccount(
  key: Readonly<Record<'source' | 'nature', string>>,
  balances: Balances,
  { before, within, wholeYear, known }: Times,
): SourceAccount {
  const at = (time: typeof before, term: Term): Traced => tracedAt(balances, key, time, term);
  const transferred = at(within, terms.transferred);
  const account: SourceAccount = {
    ...key,
    agreed: at(wholeYear, terms.agreed),
    broughtForward: at(before, terms.owned),
    due: at(within, terms.due),
    otherIncome: at(within, terms.otherIncome),
    transfersIn: transferred.pence > 0n ? transferred : nothing,
    spent: at(within, accounts.expenditure),
    returned: at(within, terms.returned),
    transfersOut: transferred.pence < 0n ? minus(transferred) : nothing,
    carriedForward: at(known, terms.owned),
    heldByHost: at(known, accounts.held),
    debtors: at(known, accounts.debtors),
    vatRecoverable: at(known, accounts.vatRecoverable),
    paidInAdvance: at(known, accounts.paidInAdvance),
    settlement: at(known, terms.settlement),
    creditors: at(known, accounts.creditors),
    returnable: at(known, terms.returnable),
    inKind: at(within, terms.inKind),
  };
  assertIdentity(account);
  return account;
}

const amountNames = [
  ...(['agreed', 'broughtForward', 'due', 'otherIncome', 'transfersIn', 'spent'] as const),
  ...(['returned', 'transfersOut', 'carriedForward', 'heldByHost', 'debtors'] as const),
  ...(['vatRecoverable', 'paidInAdvance', 'settlement', 'creditors', 'returnable'] as const),
  'inKind',
] as const;

/** All sources together: transfers between them cancel, as far as they stay within the fund. */
export const totalOf = (sources: readonly SourceAccount[]): SourceAccount => ({
  ...{ source: 'all', nature: 'all' },
  ...totalsOf(sources, amountNames),
});

/** Rule 5, both halves: a statement in which they do not hold is not made. */
export function assertIdentity(account: SourceAccount): void {
  const of = (name: (typeof amountNames)[number]): bigint => account[name].pence;
  const came = of('broughtForward') + of('due') + of('otherIncome') + of('transfersIn');
  const moved = came - of('spent') - of('returned') - of('transfersOut');
  const debts = of('debtors') + of('vatRecoverable') + of('paidInAdvance') + of('settlement');
  const standing = of('heldByHost') + debts - of('creditors') - of('returnable');
  const carried = of('carriedForward');
  if (moved !== carried || standing !== carried)
    throw new Error(
      `${account.source} (${account.nature}) carries ${formatPence(carried)} forward, but its year comes to ${formatPence(moved)} and its balances to ${formatPence(standing)}`,
    );
}
