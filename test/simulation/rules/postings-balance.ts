import type { Posting } from '#libs/ledger/posting.js';
import { must, yearOfDay } from '../auditor/amounts.js';

/** Rule 2: per fund, book, accounting year, nature and source, each event's postings sum to zero. */
export function postingsBalance(postings: readonly Posting[]): void {
  const sums = new Map<string, bigint>();
  for (const { on, pence } of postings) {
    must('rule 2: no posting of nothing', pence !== 0n);
    const [book] = on.account.split(':');
    const key = [on.fund, book, yearOfDay(on.period), on.nature, on.source].join('|');
    sums.set(key, (sums.get(key) ?? 0n) + pence);
  }
  for (const [key, sum] of sums) must(`rule 2: ${key} balances, and is off by ${sum}`, sum === 0n);
}
