import type { FundCommand } from '#contracts/commands/fund.js';
import type { Refusal } from '#contracts/problems.js';
import { must, whole } from './auditor/amounts.js';
import type { Books } from './auditor/books.js';

/** Was it right to refuse, or not to? By the auditor's own books, before the step. */
export function judge(asked: FundCommand, refused: Refusal | undefined, books: Books): void {
  const short = refused?.facts['short'];
  if (typeof short === 'string') must('a shortfall is not below zero', whole(short) >= 0n);
  switch (asked.command) {
    case 'allocate-budget': {
      const { scheme, source, year, nature, amount, effective } = asked;
      const covered = whole(amount) <= books.sum('unallocated', { source, year, nature });
      const fenced = books.fenced({ scheme, source, year, nature }, effective) !== undefined;
      must(
        'rules 18, 19: allocated exactly if it may be',
        (refused === undefined) === (covered && !fenced),
      );
      if (fenced) must('rule 18 is named first', refused?.problem === 'ring-fence-forbids');
      return;
    }
    case 'record-payment':
      must('rule 15: what was paid is recorded', refused === undefined);
      return;
    default:
      return;
  }
}
