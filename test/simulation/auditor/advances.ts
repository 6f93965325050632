import { must, there, total, totalOf, whole, yearOfDay } from './amounts.js';
import type { AuditBy } from './auditor.js';
import { notGated } from './award-changes.js';
import type { Books } from './books.js';
import { flagBeyond, counts, spend } from './spending.js';

export const advanceAudit = {
  AdvancePaid: (auditor, event) => {
    const books = auditor.books(event);
    const { advance, amount, award, nature, relatesTo: year } = event.data;
    must(`rule 1: the advance ${advance} is paid once`, !books.advances.has(advance));
    books.advances.set(advance, { award, nature, year, left: whole(amount) });
    const open = [...books.advances.values()].filter(
      (one) => one.award === award && one.nature === nature && one.year <= year,
    );
    must(
      `rule 4: no more of ${award} is paid in advance than it has left for ${year}`,
      total(open.map(({ left }) => left)) <= books.sum('committed', { award, nature, year }),
    );
    notGated(auditor, event.data.award, event.stamp);
    pass(books, event, 'cash', 'paid in advance');
  },
  AdvanceEvidenced: (auditor, event) => {
    const books = auditor.books(event);
    const { data } = event;
    counts(books, event);
    const of = there(books.advances.get(data.advance), data.advance);
    of.left -= whole(data.cost);
    must('an advance is evidenced as far as it was paid', of.left >= 0n);
    must('what is left of an advance adds up', of.left === whole(data.left));
    spend(books, data, 1n, 'evidenced');
    books.spentIn.set(data.expenditure, yearOfDay(data.period));
    // What is evidenced is owed no more: it was paid before.
    for (const { source, scheme, amount } of data.parts) {
      const charged = { year: counts(books, event), nature: data.nature, award: data.award };
      books.enter('evidenced', -whole(amount), { ...charged, source, scheme });
      books.enter('paid in advance', -whole(amount), { ...charged, source, scheme });
    }
    flagBeyond(books, event, data);
  },
  AdvanceReturned: (auditor, event) => {
    const books = auditor.books(event);
    const of = there(books.advances.get(event.data.advance), event.data.advance);
    of.left -= whole(event.data.amount);
    must('no more of an advance comes back than is left', of.left >= 0n);
    must('what is left of an advance adds up', of.left === whole(event.data.left));
    pass(books, event, 'paid in advance', 'cash');
  },
} satisfies AuditBy;

interface Passed {
  readonly effective: string;
  readonly data: {
    readonly period: string;
    readonly nature: string;
    readonly award: string;
    readonly amount: string;
    readonly parts: readonly {
      readonly source: string;
      readonly scheme: string;
      readonly amount: string;
    }[];
  };
}

function pass(books: Books, event: Passed, from: string, to: string): void {
  const { nature, award, amount, parts } = event.data;
  const year = counts(books, event);
  must('rule 2: the parts of an advance sum to it', totalOf(parts) === whole(amount));
  for (const { source, scheme, amount: part } of parts)
    books.pass(
      whole(part),
      { year, nature, award, source, scheme },
      { account: from },
      { account: to },
    );
}
