import type { DomainEvent, EventOf } from '#contracts/events/all.js';
import { Certainty, type NatureOrUnknown } from '#contracts/values.js';
import type { Pence } from '#libs/money/pence.js';

/** The dimension does not apply: cash that comes in has no scheme. Not the same as `unknown`, which may apply. */
export const none = 'none';

/**
 * What a posting is filed under. The book is the first word of the account; the accounting year
 * follows from the period.
 */
export interface Dimensions {
  readonly fund: string;
  readonly account: Account;
  /** The month in which it counts. */
  readonly period: string;
  /** The financial year whose cost or income it is. */
  readonly relatesTo: string;
  readonly nature: NatureOrUnknown;
  readonly source: string;
  readonly scheme: string;
  readonly award: string;
  readonly provider: string;
  readonly area: string;
}

/** Of no scheme, award, provider or place. */
export const nowhere = { scheme: none, award: none, provider: none, area: none } as const;

/** One line of an event's postings. Debits are positive, credits negative. */
export interface Posting {
  readonly on: Dimensions;
  /** The day on which it happened. */
  readonly effective: string;
  readonly pence: Pence;
}

/**
 * The accounts of the two books and the memorandum of cost lines (docs/domain.md, *Two books*).
 * Budget: authority to spend, from what was contributed down to what was spent, per certainty.
 */
export type Account =
  | `budget:${BudgetHolding | BudgetOrigin}:${Certainty}`
  | `cash:${CashAccount}`
  | `memo:${'lines' | `line:${string}`}`;

const budgetHoldings = [
  ...(['unallocated', 'scheme', 'reserved', 'committed', 'matched', 'spent', 'moving'] as const),
  ...(['held', 'carried-forward'] as const),
] as const;
/**
 * Where authority stands. `moving`: reserved for a move; `held`: unspent, its funder has yet to decide;
 * `carried-forward`: what went on with a commitment into the next year.
 */
export type BudgetHolding = (typeof budgetHoldings)[number];

const budgetOrigins = [
  ...(['contributed', 'contributed-in-kind', 'in-kind', 'other-income', 'transfer'] as const),
  'brought-forward',
] as const;
/** Where authority comes from. `transfer` carries every move, by scheme: its virements. */
type BudgetOrigin = (typeof budgetOrigins)[number];

const cashAccounts = [
  ...(['expenditure', 'expenditure:in-kind', 'creditor', 'creditor:retained'] as const),
  ...(['paid-in-advance', 'vat-recoverable', 'held', 'debtor:due', 'debtor:invoiced'] as const),
  ...(['income:contribution', 'income:in-kind', 'income:other', 'settlement'] as const),
  ...(['returnable', 'returned', 'transfer'] as const),
] as const;
export type CashAccount = (typeof cashAccounts)[number];

/** Every account of the two books. */
export const bookAccounts: readonly Account[] = [
  ...cashAccounts.map((account): Account => `cash:${account}`),
  ...[...budgetOrigins, ...budgetHoldings].flatMap((holding) =>
    Certainty.options.map((certainty): Account => `budget:${holding}:${certainty}`),
  ),
];

export function budget(holding: BudgetHolding, certainty: Certainty): Account {
  const accounts = (budgetAccounts[holding] ??= {});
  return (accounts[certainty] ??= `budget:${holding}:${certainty}`);
}
/** Written once: what looks an account up need not read it anew each time. */
const budgetAccounts: Partial<Record<BudgetHolding, Partial<Record<Certainty, Account>>>> = {};

/** `budget:scheme:confirmed` is of the budget book. */
export function bookOf(account: string): string {
  let book = books.get(account);
  if (book === undefined) {
    book = account.slice(0, account.indexOf(':'));
    books.set(account, book);
  }
  return book;
}
/** There are few accounts, and each posting asks for its book. */
const books = new Map<string, string>();

/** Takes an amount from one account to another, both filed alike but for what `from` and `to` say. */
export function move(
  pence: Pence,
  effective: string,
  alike: Omit<Dimensions, 'account'>,
  from: Filed,
  to: Filed,
): Posting[] {
  const posted: Posting[] = [];
  addMove(posted, pence, effective, alike, from, to);
  return posted;
}

/** The same, behind what is posted already: of millions of moves, lists to be joined cost as much again. */
export function addMove(
  posted: Posting[],
  pence: Pence,
  effective: string,
  alike: Omit<Dimensions, 'account'>,
  from: Filed,
  to: Filed,
): void {
  if (pence === 0n) return;
  posted.push({ on: filedAs(alike, from), effective, pence: -pence });
  posted.push({ on: filedAs(alike, to), effective, pence });
}
type Filed = Pick<Dimensions, 'account'> & Partial<Dimensions>;

/** Member by member: of millions of postings, those made by spreading cost several times as much. */
const filedAs = (alike: Omit<Dimensions, 'account'>, own: Filed): Dimensions => ({
  fund: own.fund ?? alike.fund,
  account: own.account,
  period: own.period ?? alike.period,
  relatesTo: own.relatesTo ?? alike.relatesTo,
  nature: own.nature ?? alike.nature,
  source: own.source ?? alike.source,
  scheme: own.scheme ?? alike.scheme,
  award: own.award ?? alike.award,
  provider: own.provider ?? alike.provider,
  area: own.area ?? alike.area,
});

/** What each event of an area does to the books: pure, one function per type of event. */
export type PostingsBy<Types> = {
  readonly [Type in keyof Types & DomainEvent['type']]: (event: EventOf<Type>) => Posting[];
};

/** The event moves no money. */
export const postsNothing = (): Posting[] => [];
