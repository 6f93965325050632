import { must, totalOf, whole } from './amounts.js';
import type { AuditBy } from './auditor.js';
import { bill, counts, flagBeyond, owe, pay, spend } from './spending.js';

export const recodingAudit = {
  SpendingRecoded: (auditor, event) => {
    const books = auditor.books(event);
    const { corrects, expenditure, provider, period, was, is, cost, overBudget } = event.data;
    counts(books, event);
    const old = bill(books, corrects);
    must('rule 1: a recoding names what it corrects, once', old.open);
    must('rule 1: a recoding takes back the whole', totalOf(was.parts) === old.cost);
    must('rule 3: a recoding changes no total', totalOf(was.parts) === totalOf(is.parts));
    must('rule 3: what was paid stays paid', totalOf(was.paid) === totalOf(is.paid));
    must('rule 2: a recoding sums to its cost', totalOf(is.parts) === whole(cost));
    old.open = false;
    const filed = { provider, period, cost };
    spend(books, { ...filed, ...was }, -1n);
    pay(books, { ...filed, ...was, parts: was.paid }, -1n);
    spend(books, { ...filed, ...is }, 1n);
    pay(books, { ...filed, ...is, parts: is.paid }, 1n);
    books.bills.set(expenditure, { ...old, open: true, award: is.award, parts: new Map() });
    owe(bill(books, expenditure), is.parts, 1n);
    owe(bill(books, expenditure), is.paid, -1n);
    flagBeyond(books, event, { ...filed, ...is, overBudget });
  },
} satisfies AuditBy;
