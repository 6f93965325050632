import { yearOf } from '#contracts/financial-year.js';
import { formatPence, type Pence } from '#libs/money/pence.js';
import { bookOf, type Posting } from './posting.js';

/**
 * Rule 2: an event's postings sum to zero per fund, book, accounting year, nature and source. Kept on
 * in production: a posting rule that breaks it must not reach a page. Most are made in pairs that
 * cancel; only what is left over is added up.
 */
export function assertBalanced(
  event: { readonly number: number; readonly type: string },
  made: readonly Posting[],
): void {
  let sums: Map<string, Pence> | undefined;
  for (let place = 0; place < made.length; place += 1) {
    const [one, next] = [made[place], made[place + 1]];
    if (!one) continue;
    if (next && cancel(one, next)) {
      place += 1;
      continue;
    }
    sums ??= new Map();
    const { on, pence } = one;
    const key = `${on.fund}|${bookOf(on.account)}|${yearOf(on.period)}|${on.nature}|${on.source}`;
    sums.set(key, (sums.get(key) ?? 0n) + pence);
  }
  for (const [key, sum] of sums ?? [])
    if (sum !== 0n)
      throw new Error(
        `event ${event.number} (${event.type}) does not balance: ${key} is off by ${formatPence(sum)}`,
      );
}

function cancel({ on: a, pence }: Posting, { on: b, pence: other }: Posting): boolean {
  return (
    pence === -other &&
    a.fund === b.fund &&
    a.period === b.period &&
    a.nature === b.nature &&
    a.source === b.source &&
    bookOf(a.account) === bookOf(b.account)
  );
}
