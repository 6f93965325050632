import { inProportion, larger, millionths, must, there, total, totalOf, whole } from './amounts.js';
import { awaitsEach, notOver } from './agreements.js';
import type { AuditBy } from './auditor.js';
import type { Books } from './books.js';
import { givesUp, isDecision, isGiven } from './given-up.js';
import { decidedOn } from './judged-days.js';
import { usedBy } from './permissions.js';
import { withinShares } from './share-limits.js';

export const budgetAudit = {
  BudgetAllocated: (auditor, event) => {
    const books = auditor.books(event);
    const { scheme, source, year, nature, amount, parts, period, override } = event.data;
    books.counts(period, { year });
    const left = larger(0n, books.sum('unallocated', { source, year, nature }));
    const beyond = larger(0n, whole(amount) - left);
    must(
      `rule 19: no more is allocated than ${source} has unallocated for ${year}, but by authority`,
      override === null ? beyond === 0n : whole(override.beyond) === beyond,
    );
    if (beyond > 0n) awaitsEach(auditor, books, event, 'override', beyond);
    if (beyond > 0n) books.shrunk.add(`${source}|${year}|${nature}`);
    insideFences(books, event, scheme, whole(amount));
    withinShares(books, [{ scheme, source, year, nature, pence: whole(amount) }], decidedOn(event));
    notOver(auditor, books, event);
    const given = [{ scheme, pence: whole(amount) }];
    if (isGiven(auditor, books, event, event.data, given) < whole(amount))
      isDecision(auditor, books, event, 'allocation', scheme);
    if (override !== null) isDecision(auditor, books, event, 'override', scheme);
    allocate(books, event.data, scheme, amount, parts);
  },

  BudgetGivenUp: (auditor, event) => {
    const books = auditor.books(event);
    const { scheme, source, year, nature, amount, parts, period } = event.data;
    books.counts(period, { year });
    must(
      `rule 4: ${scheme} gives up no more than is uncommitted`,
      whole(amount) <= books.uncommitted({ scheme, source, year, nature }),
    );
    must('rule 2: the parts sum', totalOf(parts) === whole(amount));
    givesUp(books, event.data, { scheme, pence: whole(amount) });
    for (const { certainty, amount: part } of parts)
      books.pass(
        whole(part),
        { certainty, source, year, nature },
        { account: 'scheme', scheme },
        { account: 'unallocated' },
      );
  },

  BudgetAllocatedByFormula: (auditor, event) => {
    const books = auditor.books(event);
    const { amount, period, shares, source, year, nature } = event.data;
    books.counts(period, { year });
    must(
      `rule 19: no more is shared out than ${source} has unallocated for ${year}`,
      whole(amount) <= books.sum('unallocated', { source, year, nature }),
    );
    const parts = inProportion(
      whole(amount),
      shares.map(({ weight }) => millionths(weight)),
    );
    withinShares(
      books,
      shares.map((share) => ({
        ...{ scheme: share.scheme, source, year, nature },
        pence: whole(share.amount),
      })),
      decidedOn(event),
    );
    notOver(auditor, books, event);
    const given = shares.map((share) => ({ scheme: share.scheme, pence: whole(share.amount) }));
    if (isGiven(auditor, books, event, event.data, given) < whole(amount))
      isDecision(auditor, books, event, 'allocation', event.data.formula);
    shares.forEach((share, place) => {
      must(
        `rule 2: ${share.area} gets its share by largest remainder`,
        whole(share.amount) === parts[place],
      );
      insideFences(books, event, share.scheme, whole(share.amount));
      allocate(books, event.data, share.scheme, share.amount, share.parts);
    });
  },

  SchemeClosed: (auditor, event) => {
    const books = auditor.books(event);
    there(books.schemes.get(event.data.scheme), event.data.scheme);
    books.closedSchemes.set(event.data.scheme, event.effective);
  },

  OverspendCovered: (auditor, event) => {
    const books = auditor.books(event);
    const { task, amount, left, moved } = event.data;
    const open = there(books.tasks.get(task), task) - whole(amount);
    must('rule 19: cover is found for what is over, and no more', open >= 0n);
    must('what is still to be covered adds up', open === whole(left));
    books.tasks.set(task, open);
    if (moved === null) return;
    const { source, year, nature, parts, from, fromScheme, scheme, period } = moved;
    must(
      `rule 18: what covers ${scheme} is inside the ring-fences of ${source}`,
      books.fenced({ scheme, source, year, nature }, decidedOn(event)) === undefined,
    );
    books.counts(period, { year });
    must('rule 2: what covers it adds up', totalOf(parts) === whole(amount));
    const place = { source, year, nature };
    must(
      'rule 20: what another scheme has covers it by a virement',
      from === 'unallocated' && fromScheme === 'none',
    );
    notOver(auditor, books, event);
    isGiven(auditor, books, event, place, [{ scheme, pence: whole(amount) }]);
    withinShares(books, [{ ...place, scheme, pence: whole(amount) }], decidedOn(event));
    for (const { certainty, amount: part } of parts)
      books.pass(
        whole(part),
        { certainty, source, year, nature },
        { account: 'unallocated' },
        { account: 'scheme', scheme },
      );
  },
} satisfies AuditBy;

interface Budget {
  readonly source: string;
  readonly year: string;
  readonly nature: string;
}

function insideFences(
  books: Books,
  event: {
    readonly key: string;
    readonly effective: string;
    readonly stamp: string;
    readonly data: Budget;
  },
  scheme: string,
  pence: bigint,
): void {
  const { key, data } = event;
  const { source, year, nature } = data;
  const days = decidedOn(event);
  must(
    `rule 18: ${scheme} takes no budget from the day on which it closed`,
    !books.closedOn(scheme, year, days),
  );
  must(
    `rule 18: ${scheme} is inside the ring-fences of ${source}, or its funder permits it`,
    books.fenced({ scheme, source, year, nature }, days) === undefined ||
      usedBy(books, key, { source, scheme, permits: 'other-use' }) >= pence,
  );
}

function allocate(
  books: Books,
  { source, year, nature }: Budget,
  scheme: string,
  amount: string,
  parts: readonly { readonly certainty: string; readonly amount: string }[],
): void {
  must('rule 2: the parts of an allocation sum to it', totalOf(parts) === whole(amount));
  must(
    'no part is below zero',
    parts.every((part) => whole(part.amount) > 0n),
  );
  must('every part is counted', total(parts.map((part) => whole(part.amount))) >= 0n);
  for (const { certainty, amount: part } of parts)
    books.pass(
      whole(part),
      { certainty, source, year, nature },
      { account: 'unallocated' },
      { account: 'scheme', scheme },
    );
}
