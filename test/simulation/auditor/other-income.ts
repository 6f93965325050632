import { must, total, whole } from './amounts.js';
import type { AuditBy } from './auditor.js';
import { counts } from './spending.js';

export const otherIncomeAudit = {
  VatRecovered: (auditor, event) => {
    const books = auditor.books(event);
    const { source, nature, amount } = event.data;
    const year = counts(books, event);
    books.pass(whole(amount), { source, nature, year }, { account: 'vat' }, { account: 'cash' });
    must(
      `no more VAT of ${source} is recovered than arose`,
      books.sum('vat', { source, nature }) >= 0n,
    );
  },
  OtherIncomeBudgeted: (auditor, event) => {
    const books = auditor.books(event);
    const { source, year, nature, period, amount } = event.data;
    books.counts(period, { year });
    const of = { source, year, nature, certainty: 'confirmed' };
    books.enter('income budgeted', whole(amount), of);
    books.enter('unallocated', whole(amount), of);
    must(
      `rule 6: no more other income of ${source} is budgeted than came in`,
      books.sum('income budgeted', of) <=
        total(books.list('other income', { source, year, nature }).map(({ pence }) => pence)),
    );
  },
  SavingsShareReceived: (auditor, event) => {
    const books = auditor.books(event);
    const { income, source, amount, outcome } = event.data;
    must(`rule 1: the income ${income} is recorded once`, !books.incomes.has(income));
    books.incomes.add(income);
    const of = { source, nature: 'revenue', year: counts(books, event) };
    books.enter('other income', whole(amount), of);
    books.enter('cash', whole(amount), of);
    const share = auditor.shares.get(outcome);
    must('rule 6: a savings share is income once it is confirmed', share !== undefined);
    share.received += whole(amount);
    must('rule 6: no more comes in than was confirmed', share.received <= share.confirmed);
  },
} satisfies AuditBy;
