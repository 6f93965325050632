import { must, totalOf, whole } from './amounts.js';
import type { AuditBy, Read } from './auditor.js';
import type { Books } from './books.js';
import { bill, counts } from './spending.js';

export const retentionAudit = {
  RetentionHeld: (auditor, event) => {
    keep(auditor.books(event), event, 1n);
  },
  RetentionReleased: (auditor, event) => {
    keep(auditor.books(event), event, -1n);
  },
} satisfies AuditBy;

/** Some of what is owed is kept back: a cost all the same, owed, and not payable meanwhile. */
function keep(
  books: Books,
  event: Read<'RetentionHeld'> | Read<'RetentionReleased'>,
  sign: 1n | -1n,
): void {
  const { expenditure, nature, award, amount, parts, retained } = event.data;
  const year = counts(books, event);
  must('rule 2: the parts of a retention sum to it', totalOf(parts) === whole(amount));
  for (const { source, scheme, amount: part } of parts)
    books.pass(
      sign * whole(part),
      { year, nature, award, source, scheme },
      { account: 'creditor' },
      { account: 'retained' },
    );
  const of = bill(books, expenditure);
  of.retained += sign * whole(amount);
  must('what is kept back adds up', of.retained === whole(retained) && of.retained >= 0n);
}
