import { must, totalOf, whole } from './amounts.js';
import type { AuditBy } from './auditor.js';
import { usedBy } from './permissions.js';

export const budgetAudit = {
  BudgetAllocated: (auditor, event) => {
    const books = auditor.books(event);
    const { scheme, source, year, nature, amount, parts, period } = event.data;
    books.counts(period, { year });
    must('rule 2: the parts of an allocation sum to it', totalOf(parts) === whole(amount));
    must(
      `rule 19: no more is allocated than ${source} has unallocated for ${year}`,
      whole(amount) <= books.sum('unallocated', { source, year, nature }),
    );
    const fence = books.fenced({ scheme, source, year, nature }, event.effective);
    must(
      `rule 18: ${scheme} is inside the ring-fences of ${source}, or its funder permits it`,
      fence === undefined ||
        usedBy(books, event.key, { source, scheme, permits: 'other-use' }) === whole(amount),
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
