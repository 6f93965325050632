import { must, totalOf, whole } from './amounts.js';
import type { AuditBy } from './auditor.js';
import { bill, counts, owe, pay } from './spending.js';

export const invoiceAudit = {
  ExpenditureApproved: (auditor, event) => {
    const books = auditor.books(event);
    const of = bill(books, event.data.expenditure);
    of.approved = (of.approved ?? of.paid) + whole(event.data.amount);
    must('what is approved adds up', of.approved === whole(event.data.approved));
  },
  // A claim that was never verified counts nowhere.
  ExpenditureRejected: (auditor, event) => {
    const { claims } = auditor.books(event);
    must(
      'rule 1: what is rejected was claimed, and not verified',
      claims.delete(event.data.expenditure),
    );
  },
  ExpenditureDisputed: (auditor, event) => {
    const of = auditor.books(event).bills.get(event.data.expenditure);
    if (of === undefined) return;
    of.disputed += whole(event.data.amount);
    must('what is contested adds up', of.disputed === whole(event.data.disputed));
    must('rule 4: no more is contested than is owed', of.disputed <= of.owed);
  },
  DisputeResolved: (auditor, event) => {
    const of = auditor.books(event).bills.get(event.data.expenditure);
    if (of === undefined) return;
    of.disputed -= whole(event.data.amount);
    must('what is still contested adds up', of.disputed === whole(event.data.disputed));
  },
  ExpenditureRecovered: (auditor, event) => {
    const books = auditor.books(event);
    const { data } = event;
    counts(books, event);
    must('rule 2: the parts of a recovery sum to it', totalOf(data.parts) === whole(data.amount));
    pay(books, data, -1n);
    const of = bill(books, data.expenditure);
    of.owed += whole(data.amount);
    of.paid -= whole(data.amount);
    owe(of, data.parts, 1n);
    must('rule 4: no more comes back than was paid', of.paid >= 0n && of.owed <= 0n);
  },
} satisfies AuditBy;
