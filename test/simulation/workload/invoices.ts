import { command } from '#test/support/given.js';
import type { WishesOf } from './choice.js';
import { oneOf, pounds } from './wish.js';

/** What becomes of invoices beside being paid, money paid in advance, and VAT. */
export const invoiceWeights = {
  approve: 4,
  reject: 1,
  dispute: 4,
  resolve: 4,
  recover: 4,
  creditPaid: 2,
  advance: 8,
  evidence: 8,
  returnAdvance: 4,
  recoverVat: 3,
} as const;

export const invoiceWishes: WishesOf<keyof typeof invoiceWeights> = {
  approve: ({ bill, partly, day }) =>
    command('approve-expenditure', { expenditure: bill, ...partly }, day),
  reject: ({ bill, day }) =>
    command('reject-expenditure', { expenditure: bill, cause: 'Not ours' }, day),
  dispute: ({ bill, partly, day }) =>
    command('dispute-expenditure', { expenditure: bill, ...partly, cause: 'Hours' }, day),
  resolve: ({ bill, partly, day }) =>
    command('resolve-dispute', { expenditure: bill, ...partly, finding: 'Agreed' }, day),
  recover: ({ books, bill, a, partly, id, day }) => {
    const owing = [...books.bills].filter(([, { owed }]) => owed < 0n).map(([name]) => name);
    return command(
      'recover-expenditure',
      { expenditure: owing.length > 0 ? oneOf(owing, a) : bill, ...partly, reference: id },
      day,
    );
  },
  advance: ({ id, provider, award, nature, amount, year, b, day }) =>
    command(
      'pay-advance',
      {
        advance: id,
        provider,
        award,
        nature,
        amount,
        ...(b % 3 === 0 ? { relatesTo: year } : {}),
        remittance: id,
      },
      day,
    ),
  evidence: ({ books, id, a, amount, day }) =>
    command(
      'evidence-advance',
      { advance: oneOf(books.advances.keys(), a), expenditure: id, cost: amount, reference: id },
      day,
    ),
  returnAdvance: ({ books, id, a, partly, day }) =>
    command(
      'return-advance',
      { advance: oneOf(books.advances.keys(), a), ...partly, reference: id },
      day,
    ),
  /** Of what is to come back, mostly. */
  recoverVat: ({ books, id, source, nature, pence, a, day }) => {
    const owed = books.list('vat').filter((of) => of.pence > 0n);
    const found = owed[a % Math.max(1, owed.length)];
    const most = Number(found?.pence ?? pence);
    return command(
      'recover-vat',
      {
        recovery: id,
        source: found?.source ?? source,
        nature: found?.nature === 'capital' ? 'capital' : found ? 'revenue' : nature,
        amount: pounds(pence > most ? most : pence),
        reference: id,
      },
      day,
    );
  },
  /** All of what somebody was paid, mostly, so that they owe it. */
  creditPaid: ({ books, id, bill, amount, a, c, day }) => {
    const paid = [...books.bills].filter(([, of]) => of.open && of.paid > 0n && of.cost > 0n);
    const [credits = bill, of] = paid[a % Math.max(1, paid.length)] ?? [];
    return command(
      'credit-expenditure',
      {
        ...{ expenditure: id, credits, reference: id },
        cost: c % 4 === 0 || of === undefined ? amount : pounds(Number(of.cost)),
      },
      day,
    );
  },
};
