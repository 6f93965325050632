import { must } from '../auditor/amounts.js';
import type { Books, Entry } from '../auditor/books.js';

/** A balance of the ledger, as its postings or its views have it. */
export interface LedgerBalance {
  readonly account: string;
  readonly year: string;
  readonly nature: string;
  readonly source: string;
  readonly scheme: string;
  readonly award: string;
  readonly pence: bigint;
}

/** How the ledger names what the auditor keeps: debits above zero, credits below. */
const plain: Readonly<Record<string, readonly (readonly [account: string, sign: 1n | -1n])[]>> = {
  due: [['cash:debtor:due', 1n]],
  invoiced: [['cash:debtor:invoiced', 1n]],
  cash: [['cash:held', 1n]],
  settlement: [['cash:settlement', 1n]],
  transferred: [['cash:transfer', -1n]],
  retained: [['cash:creditor:retained', -1n]],
  creditor: [['cash:creditor', -1n]],
  vat: [['cash:vat-recoverable', 1n]],
  'paid in advance': [['cash:paid-in-advance', 1n]],
  returnable: [['cash:returnable', -1n]],
  returned: [['cash:returned', 1n]],
  /** Owed by nobody: it nets to nothing. */
  evidenced: [['cash:evidenced', 1n]],
  cost: [['cash:expenditure', 1n]],
  income: [['cash:income:contribution', -1n]],
  'other income': [['cash:income:other', -1n]],
  'provided in kind': [
    ['cash:income:in-kind', -1n],
    ['cash:expenditure:in-kind', 1n],
  ],
};
const byCertainty: Readonly<Record<string, readonly [account: string, sign: 1n | -1n]>> = {
  pledged: ['budget:contributed', -1n],
  'income budgeted': ['budget:other-income', -1n],
  'brought forward': ['budget:brought-forward', -1n],
  'carried forward': ['budget:carried-forward', 1n],
  moved: ['budget:transfer', 1n],
  'pledged in kind': ['budget:contributed-in-kind', -1n],
  'promised in kind': ['budget:in-kind', 1n],
};

function namesOf(account: string, { certainty }: Entry): (readonly [string, bigint])[] {
  if (account.startsWith('line '))
    return [
      [`memo:line:${account.slice('line '.length)}`, 1n],
      ['memo:lines', -1n],
    ];
  const cash = plain[account];
  if (cash) return [...cash];
  const [name, sign] = byCertainty[account] ?? [`budget:${account}`, 1n];
  return [[`${name}:${certainty}`, sign]];
}

/**
 * Every balance of the ledger is one that the auditor has too, and the other way round: by account,
 * certainty, accounting year, nature, source, scheme and award.
 */
export function booksAgree(books: Books, ledger: Iterable<LedgerBalance>): void {
  const sums = new Map<string, { theirs: bigint; ours: bigint }>();
  const sum = (of: Omit<LedgerBalance, 'pence'>) => {
    const key = [of.account, of.year, of.nature, of.source, of.scheme, of.award].join(' ');
    const known = sums.get(key) ?? { theirs: 0n, ours: 0n };
    sums.set(key, known);
    return known;
  };
  for (const balance of ledger) sum(balance).theirs += balance.pence;
  for (const account of books.accounts())
    for (const entry of books.list(account))
      for (const [name, sign] of namesOf(account, entry))
        sum({ ...entry, account: name }).ours += sign * entry.pence;
  for (const [key, { theirs, ours }] of sums)
    must(
      `the books of ${books.id} agree: ${key} is ${theirs} in the ledger, ${ours} by the auditor`,
      theirs === ours,
    );
}
