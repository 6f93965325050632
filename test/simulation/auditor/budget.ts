import { must, totalOf, whole } from './amounts.js';
import type { AuditBy } from './auditor.js';

export const budgetAudit = {
  BudgetAllocated: (auditor, event) => {
    const books = auditor.books(event);
    const { scheme, source, year, nature, amount, parts } = event.data;
    must('rule 2: the parts of an allocation sum to it', totalOf(parts) === whole(amount));
    must(
      `rule 19: no more is allocated than ${source} has unallocated for ${year}`,
      whole(amount) <= books.sum('unallocated', { source, year, nature }),
    );
    must(
      `rule 18: ${scheme} is inside the ring-fences of ${source}`,
      books.fenced({ scheme, source, year, nature }, event.effective) === undefined,
    );
    for (const { certainty, amount: part } of parts)
      books.pass(
        whole(part),
        { certainty, source, year, nature },
        { account: 'unallocated' },
        { account: 'scheme', scheme },
      );
  },
} satisfies AuditBy;
