import type { ColumnMeanings, Mapping } from './match-columns.js';

export type ExtractMeaning = 'date' | 'amount' | 'paidIn' | 'paidOut' | 'text' | 'reference';
export type ExtractMapping = Mapping<ExtractMeaning>;

/** Columns of an extract from a bank account or a general ledger, one line for each entry. */
export const EXTRACT_COLUMNS: ColumnMeanings<ExtractMeaning> = {
  date: {
    title: 'day of the entry',
    required: true,
    names: {
      date: 90,
      'transaction date': 100,
      'posting date': 98,
      'value date': 85,
      'entry date': 95,
      posted: 80,
    },
    not: 'amount balance number',
  },
  amount: {
    title: 'amount, in above zero and out below',
    required: false,
    names: { amount: 95, value: 80, 'net amount': 90, 'transaction amount': 100 },
    not: 'date balance debit credit paid in out money vat',
  },
  paidIn: {
    title: 'amount paid in',
    required: false,
    names: {
      // The word "in" says nothing in a header: what is left of "Paid in" is "paid".
      paid: 100,
      money: 98,
      credit: 95,
      'credit amount': 98,
      receipts: 90,
      cr: 80,
    },
    not: 'date balance out debit',
  },
  paidOut: {
    title: 'amount paid out',
    required: false,
    names: {
      'paid out': 100,
      'money out': 98,
      debit: 95,
      'debit amount': 98,
      payments: 90,
      dr: 80,
    },
    not: 'date balance credit',
  },
  text: {
    title: 'what the entry says',
    required: false,
    names: { description: 100, narrative: 100, details: 95, text: 90, payee: 80, particulars: 95 },
    not: 'date amount balance',
  },
  reference: {
    title: 'reference',
    required: false,
    names: {
      reference: 100,
      'transaction reference': 98,
      'document number': 95,
      ref: 90,
      voucher: 85,
    },
    not: 'date amount balance',
  },
};
