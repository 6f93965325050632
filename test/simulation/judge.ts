import type { FundCommand } from '#contracts/commands/fund.js';
import type { Refusal } from '#contracts/problems.js';
import { must, periodAfter, whole, yearOfDay } from './auditor/amounts.js';
import type { Books } from './auditor/books.js';
import { shareBroken } from './auditor/share-limits.js';

/** Was it right to refuse, or not to? By the auditor's own books, before the step. */
export function judge(
  asked: FundCommand,
  refused: Refusal | undefined,
  books: Books,
  today: string,
): void {
  const short = refused?.facts['short'];
  if (typeof short === 'string') must('a shortfall is not below zero', whole(short) >= 0n);
  switch (asked.command) {
    case 'allocate-budget': {
      const { scheme, source, year, nature, amount, effective } = asked;
      if (refused === undefined || asked.override !== undefined) return;
      const days = [effective, today];
      const covered = whole(amount) <= books.sum('unallocated', { source, year, nature });
      const fenced = books.fenced({ scheme, source, year, nature }, days) !== undefined;
      must(
        `rules 17 to 19: ${refused.problem} is a reason that there is`,
        !covered ||
          fenced ||
          shareBroken(books, [{ scheme, source, year, nature, pence: whole(amount) }], days) !==
            undefined ||
          books.closedOn(scheme, year, days) ||
          (refused.problem === 'year-closed' && isClosed(books, year)),
      );
      return;
    }
    case 'record-payment':
      must('rule 15: what was paid is recorded', refused === undefined);
      return;
    default:
      return;
  }
}

/** None of the year's months is open, nor its adjustment period. */
function isClosed(books: Books, year: string): boolean {
  for (
    let period = `${year.slice(0, 4)}-04`;
    yearOfDay(period) === year;
    period = periodAfter(period)
  )
    if (!books.closed.has(period)) return false;
  return true;
}
