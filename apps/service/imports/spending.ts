import type { IrrecoverableVat } from '#contracts/values.js';
import type { z } from 'zod';
import { yearOf } from '#contracts/financial-year.js';
import { beginningOf } from '#contracts/writable.js';
import { readSpending, type SpendingSummary } from '#libs/interchange/spending-csv.js';
import type { SpendingRow } from '#libs/interchange/spending-row.js';
import {
  SPENDING_COLUMNS,
  type SpendingMapping,
} from '#libs/interchange/columns/spending-columns.js';
import { supplierKey } from '#libs/interchange/suppliers.js';
import { formatPence } from '#libs/money/pence.js';
import type { Format, ImportOptions, Opened, Request, Row } from './format.js';
import { introduction } from './introduction.js';
import { foundColumns, nameId, rowId } from './names.js';

/** Council spending over £500 and NHS spending over £25,000: payments of a fund. */
export const spendingFormat: Format = {
  meanings: SPENDING_COLUMNS,

  async survey(open, options) {
    const summary = await summaryOf(open, options);
    const { sha256, rowsIn, columns, mapping, warnings } = summary;
    const { raggedRows, redactedRows, blankRows } = summary;
    const { unknownSupplierRows, repeatedTransactionNumbers } = summary;
    return {
      sha256,
      rowsIn,
      columns,
      mapping: foundColumns(mapping),
      warnings,
      counts: {
        raggedRows,
        redactedRows,
        blankRows,
        unknownSupplierRows,
        repeatedTransactionNumbers,
      },
    };
  },

  async *rows(open, options, { sha256 }): AsyncIterable<Row> {
    const identified = await identifiers(open, options);
    const introduced = new Set<string>();
    for await (const item of readSpending(open(), readAs(options))) {
      if (item.kind === 'quarantined')
        yield { lines: [item.line], column: item.column, reason: item.reason };
      if (item.kind !== 'row') continue;
      const provider = providerOf(item.row, identified);
      const introduces = introduced.has(provider) ? [] : introductions(item.row, provider);
      introduced.add(provider);
      yield {
        lines: [item.line],
        amountPence: item.row.amountPence,
        introduces,
        requests: [request(item.row, rowId(sha256, item.line), provider, options)],
      };
    }
  },
};

/** Identifiers that the file itself gives for a name: other rows of that name are the same supplier. */
async function identifiers(open: Opened, options: ImportOptions): Promise<Map<string, string>> {
  const identified = new Map<string, string | undefined>();
  for await (const item of readSpending(open(), readAs(options))) {
    if (item.kind !== 'row' || item.row.supplier.kind !== 'named') continue;
    const [orgId] = item.row.supplier.orgIds;
    if (orgId === undefined) continue;
    const key = supplierKey(item.row.supplier.name);
    // A name with two identifiers may be two bodies: it identifies neither.
    identified.set(key, !identified.has(key) || identified.get(key) === orgId ? orgId : undefined);
  }
  return new Map([...identified].flatMap(([key, id]) => (id === undefined ? [] : [[key, id]])));
}

function providerOf({ supplier }: SpendingRow, identified: ReadonlyMap<string, string>): string {
  if (supplier.kind !== 'named') return supplier.kind;
  return supplier.orgIds[0] ?? identified.get(supplierKey(supplier.name)) ?? nameId(supplier.name);
}

function introductions({ supplier, vcse, datePaid }: SpendingRow, provider: string): Request[] {
  if (supplier.kind !== 'named') return [];
  return [
    introduction(provider, datePaid, {
      name: supplier.name,
      identifiers: [...supplier.orgIds],
      vcse: vcse === 'unknown' ? 'unknown' : vcse ? 'yes' : 'no',
    }),
  ];
}

function request(
  row: SpendingRow,
  id: string,
  provider: string,
  { fund, scheme = 'unknown', source = 'unknown' }: ImportOptions,
): Request {
  const { datePaid: effective, nature, transactionNumber: reference, kind } = row;
  const relatesTo = yearOf(effective);
  // What residents pay towards their care is income, and no credit note (docs/domain.md, *Words*).
  return kind === 'client-income'
    ? {
        step: 'income',
        asked: {
          kind: 'fund',
          id: fund,
          command: {
            command: 'record-other-income',
            effective,
            income: id,
            kind: 'client-contribution',
            from: provider,
            source,
            scheme,
            nature,
            relatesTo,
            amount: formatPence(-row.amountPence),
            reference,
            published: published(row),
          },
        },
      }
    : {
        step: 'payment',
        asked: {
          kind: 'fund',
          id: fund,
          command: {
            command: 'record-payment',
            effective,
            expenditure: id,
            kind,
            provider,
            scheme,
            source,
            nature,
            relatesTo,
            net: formatPence(row.amountPence),
            irrecoverableVat: vatOf(row),
            reference,
            published: published(row),
          },
        },
      };
}

const vatOf = ({ irrecoverableVat }: SpendingRow): z.output<typeof IrrecoverableVat> =>
  typeof irrecoverableVat === 'string'
    ? irrecoverableVat
    : formatPence(irrecoverableVat.amountPence);

/** What views and auditors ask for; the other columns stay in the file, which the hash names. */
function published(row: SpendingRow): Record<string, string> {
  const { body, serviceLabel, division, expenditure, vcse } = row;
  const stated = {
    body: body.name,
    service: serviceLabel,
    division,
    category: expenditure.category,
    type: expenditure.type,
    code: expenditure.code,
    vcse: typeof vcse === 'boolean' ? (vcse ? 'yes' : 'no') : vcse,
  };
  return Object.fromEntries(
    Object.entries(stated)
      .filter(([, text]) => text !== 'unknown')
      .map(([name, text]) => [name, beginningOf(text, 2000)]),
  );
}

async function summaryOf(open: Opened, options: ImportOptions): Promise<SpendingSummary> {
  for await (const item of readSpending(open(), readAs(options)))
    if (item.kind === 'summary') return item.summary;
  throw new Error('a spending file ends with its summary');
}

const readAs = ({
  mapping,
  correction,
}: ImportOptions): { mapping?: SpendingMapping; correction: ImportOptions['correction'] } =>
  mapping === undefined ? { correction } : { mapping, correction };
