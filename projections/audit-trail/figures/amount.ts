import type { DomainEvent } from '#contracts/events/all.js';
import { bookOf, type Posting } from '#libs/ledger/posting.js';
import { parsePence, type Pence } from '#libs/money/pence.js';

/** Where an event states its amount itself: the first of these that it has. */
const stated = ['gross', 'amount', 'cost', 'value', 'outturn', 'share', 'total'] as const;
const written = /^-?\d{1,16}\.\d{2}$/;

/**
 * The amount of an event, by which auditors search: what it states itself, with its sign (a credit
 * note is below zero); else the sum of its debits in one book of one fund, the largest of these; null
 * where it has neither. An amount stated in place of another is the new one.
 */
export function amountOf(event: DomainEvent, made: readonly Posting[]): Pence | null {
  const data = event.data as Readonly<Record<string, unknown>>;
  for (const name of stated) {
    const value = data[name];
    if (typeof value === 'string' && written.test(value)) return parsePence(value);
  }
  return made.length === 0 ? null : mostDebited(made);
}

function mostDebited(made: readonly Posting[]): Pence {
  const sums = new Map<string, Pence>();
  let most = 0n;
  for (const { on, pence } of made) {
    if (pence <= 0n) continue;
    const book = `${on.fund}|${bookOf(on.account)}`;
    const sum = (sums.get(book) ?? 0n) + pence;
    sums.set(book, sum);
    if (sum > most) most = sum;
  }
  return most;
}
