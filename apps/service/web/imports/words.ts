import type { FormatName } from '../../imports/format.js';
import { sentenceCase } from '../words.js';

/** What files hold, as people look for it. */
export const formatWords: Readonly<Record<FormatName, { readonly text: string; hint: string }>> = {
  spending: {
    text: 'Payments',
    hint: 'A council’s payments over £500, or an NHS body’s over £25,000: CSV or a workbook',
  },
  '360giving': {
    text: 'Grants',
    hint: 'In the 360Giving standard: JSON, CSV or a workbook',
  },
  'contribution-schedule': {
    text: 'A schedule of contributions',
    hint: 'One line for each instalment: CSV or a workbook',
  },
  'contract-register': {
    text: 'A register of contracts',
    hint: 'The contracts that a body says it has: CSV or a workbook. Published totals, and no money of the fund',
  },
  'planning-workbook': {
    text: 'A plan',
    hint: 'Income, and expenditure by scheme or intervention, as the Better Care Fund and the Shared Prosperity Fund ask for it: a workbook, or one of its sheets as CSV',
  },
};

/** What rows are, counted. */
export const kindWords = (kind: string): string =>
  kinds[kind] ?? sentenceCase(kind.replaceAll('-', ' '));

const kinds: Readonly<Record<string, string>> = {
  payment: 'Payments',
  'credit-note': 'Credit notes',
  refund: 'Refunds',
  'client-contribution': 'Contributions of clients',
  award: 'Awards',
  'already-there': 'There already: nothing changes',
  contribution: 'Contributions',
  allocation: 'Allocations',
  'listed-contract': 'Contracts of a register, as published',
};

/** What was counted among the rows, where there is any. */
export const countWords: Readonly<Record<string, string>> = {
  raggedRows: 'Rows with another number of cells than the header',
  redactedRows: 'Rows whose supplier is withheld',
  blankRows: 'Blank rows, passed over',
  unknownSupplierRows: 'Rows that name no supplier',
  repeatedTransactionNumbers: 'Rows that repeat a transaction number',
  paidMoreThanAwarded: 'Grants of which more was paid than awarded',
  withoutPlannedDates: 'Grants without planned dates',
  repeatedIdentifiers: 'Grants that repeat an identifier',
  withTotal: 'Contracts that state a total',
  withoutTotal: 'Contracts that state none: unknown',
  withoutSupplier: 'Contracts that name no supplier',
  withoutDates: 'Contracts without a start or an end that is known',
  repeatedReferences: 'Contracts with the reference of an earlier row',
  passedOver: 'Headings, notes, totals and rows of 0.00, passed over',
  confirmedWithoutEvidence: 'Confirmed instalments without evidence',
};

export const isFormat = (name: unknown): name is FormatName =>
  typeof name === 'string' && Object.hasOwn(formatWords, name);

/** `1 row`, `1,582 rows` */
export const rowsInWords = (rows: number): string =>
  `${rows.toLocaleString('en-GB')} ${rows === 1 ? 'row' : 'rows'}`;

export const bytesInWords = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} bytes`
    : bytes < 1024 * 1024
      ? `${Math.round(bytes / 1024)} KB`
      : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
