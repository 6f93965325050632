import { firstDayOf, monthOf } from '#contracts/financial-year.js';
import type { Balance, Balances } from '#libs/ledger/balances.js';
import type { Account, CashAccount } from '#libs/ledger/posting.js';
import { formatPence, sumPence, type Pence } from '#libs/money/pence.js';

/** A source's year in the cash book, by rule 5. Costs and what goes out are above zero. */
export interface SourceAccount {
  readonly source: string;
  readonly nature: string;
  /** What was agreed for the year, confirmed and in cash; what is due of it is `due`. */
  readonly agreed: Pence;
  readonly broughtForward: Pence;
  readonly due: Pence;
  readonly otherIncome: Pence;
  /** What passed between sources, net: only one of the two is above zero. */
  readonly transfersIn: Pence;
  readonly spent: Pence;
  /** Returned, or owed back. */
  readonly returned: Pence;
  readonly transfersOut: Pence;
  readonly carriedForward: Pence;
  /** Where it is: these add up to what is carried forward. */
  readonly heldByHost: Pence;
  readonly debtors: Pence;
  readonly vatRecoverable: Pence;
  readonly paidInAdvance: Pence;
  /** Between partners, net; below zero the source owes it. */
  readonly settlement: Pence;
  readonly creditors: Pence;
  /** Owed back to who gave it, and not paid back yet. */
  readonly returnable: Pence;
  /** Beside it: as income and as cost alike, never cash (rule 6). */
  readonly inKind: Pence;
}

/** Every source and nature of the cash book up to the end of a period, in code-point order. */
export const sourceAccounts = (balances: Balances, year: string, upTo: string): SourceAccount[] =>
  balances
    .groupBy('source', 'nature')
    .map(({ key, balances: of }) => sourceAccount(key, of, year, upTo))
    .filter((account) =>
      Object.values(account).some(
        (part: Pence | string) => typeof part === 'bigint' && part !== 0n,
      ),
    );

function sourceAccount(
  key: Readonly<Record<'source' | 'nature', string>>,
  balances: Balances,
  year: string,
  upTo: string,
): SourceAccount {
  const known = balances.rows.filter(({ period }) => period <= upTo);
  const before = known.filter(({ period }) => period < monthOf(firstDayOf(year)));
  const within = known.filter((row) => row.year === year);
  const owned = (rows: readonly Balance[]): Pence =>
    -sumOf(rows, 'income:contribution', 'income:other', 'transfer', 'expenditure', 'returned');
  const transferred = -sumOf(within, 'transfer');
  const account: SourceAccount = {
    ...key,
    agreed: -balances.sum({ account: 'budget:contributed:confirmed', year }),
    broughtForward: owned(before),
    due: -sumOf(within, 'income:contribution'),
    otherIncome: -sumOf(within, 'income:other'),
    transfersIn: transferred > 0n ? transferred : 0n,
    spent: sumOf(within, 'expenditure'),
    returned: sumOf(within, 'returned'),
    transfersOut: transferred < 0n ? -transferred : 0n,
    carriedForward: owned(known),
    heldByHost: sumOf(known, 'held'),
    debtors: sumOf(known, 'debtor:due', 'debtor:invoiced'),
    vatRecoverable: sumOf(known, 'vat-recoverable'),
    paidInAdvance: sumOf(known, 'paid-in-advance'),
    settlement: sumOf(known, 'settlement'),
    creditors: -sumOf(known, 'creditor', 'creditor:retained'),
    returnable: -sumOf(known, 'returnable'),
    inKind: sumOf(within, 'expenditure:in-kind'),
  };
  assertIdentity(account);
  return account;
}

const sumOf = (rows: readonly Balance[], ...accounts: readonly CashAccount[]): Pence => {
  const names = new Set<Account>(accounts.map((account): Account => `cash:${account}`));
  return sumPence(rows.filter(({ account }) => names.has(account)).map(({ pence }) => pence));
};

/** All sources together: transfers between them cancel, as far as they stay within the fund. */
export function totalOf(sources: readonly SourceAccount[]): SourceAccount {
  const of = (name: Exclude<keyof SourceAccount, 'source' | 'nature'>): Pence =>
    sumPence(sources.map((account) => account[name]));
  return {
    source: 'all',
    nature: 'all',
    agreed: of('agreed'),
    broughtForward: of('broughtForward'),
    due: of('due'),
    otherIncome: of('otherIncome'),
    transfersIn: of('transfersIn'),
    spent: of('spent'),
    returned: of('returned'),
    transfersOut: of('transfersOut'),
    carriedForward: of('carriedForward'),
    heldByHost: of('heldByHost'),
    debtors: of('debtors'),
    vatRecoverable: of('vatRecoverable'),
    paidInAdvance: of('paidInAdvance'),
    settlement: of('settlement'),
    creditors: of('creditors'),
    returnable: of('returnable'),
    inKind: of('inKind'),
  };
}

/** Rule 5, both halves: a statement in which they do not hold is not made. */
export function assertIdentity(of: SourceAccount): void {
  const came = of.broughtForward + of.due + of.otherIncome + of.transfersIn;
  const moved = came - of.spent - of.returned - of.transfersOut;
  const debts = of.debtors + of.vatRecoverable + of.paidInAdvance + of.settlement;
  const standing = of.heldByHost + debts - of.creditors - of.returnable;
  if (moved !== of.carriedForward || standing !== of.carriedForward)
    throw new Error(
      `${of.source} (${of.nature}) carries ${formatPence(of.carriedForward)} forward, but its year comes to ${formatPence(moved)} and its balances to ${formatPence(standing)}`,
    );
}
