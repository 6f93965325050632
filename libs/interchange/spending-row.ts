import type { SpendingMeaning } from './columns/spending-columns.js';
import type { TableHeader } from './find-header.js';
import { readAmount } from './amounts.js';
import { type DateOrder, readDay } from './days.js';
import { type PublishedText, UNKNOWN, statesNotApplicable } from './reading.js';
import { type SpendingKind, kindOfLine } from './spending-kind.js';
import { type PublishedSupplier, charityOrgId, companyOrgId, isRedacted } from './suppliers.js';
import type { QuarantinedRow, TableRow } from './table.js';

/** One payment, credit or receipt as a body published it. Amounts in pence, net of recoverable VAT. */
export interface SpendingRow {
  /** `2022-07-20` */
  readonly datePaid: string;
  readonly amountPence: bigint;
  /** A stated amount (0 included), a blank, and a stated "N/A" are three different things. */
  readonly irrecoverableVat: { readonly amountPence: bigint } | 'unknown' | 'not-applicable';
  readonly supplier: PublishedSupplier;
  /** The body's own number for the supplier. */
  readonly supplierReference: PublishedText;
  readonly transactionNumber: PublishedText;
  readonly body: { readonly name: PublishedText; readonly id: PublishedText };
  readonly serviceLabel: PublishedText;
  readonly division: PublishedText;
  readonly expenditure: {
    readonly category: PublishedText;
    readonly type: PublishedText;
    readonly code: PublishedText;
  };
  readonly nature: 'capital' | 'revenue' | 'unknown';
  /** Whether the supplier is a voluntary, community or social enterprise; a blank says nothing. */
  readonly vcse: boolean | 'unknown';
  readonly kind: SpendingKind;
  /** Every other cell that is not blank, by column name, and cells whose content was not understood. */
  readonly other: Readonly<Record<string, string>>;
}

export interface RecordedSpending {
  readonly kind: 'row';
  readonly line: number;
  readonly row: SpendingRow;
}

export interface QuarantinedSpending extends QuarantinedRow {
  /** What the amount cell says; `not-applicable` on a line that adds up other lines. */
  readonly amountPence: bigint | 'unknown' | 'not-applicable';
}

const TOTAL =
  /^(?:(?:grand|sub|overall|report|monthly|page)[\s-]*)?totals?(?: (?:for|of|amount|spend|payments?|value|net|paid)\b.*)?\s*[:=]?$/i;

/** Types one row of a spending file, or says why it cannot be recorded. */
export const spendingRow = (
  row: TableRow,
  header: TableHeader<SpendingMeaning>,
  order: DateOrder,
): RecordedSpending | QuarantinedSpending => {
  const cell = (meaning: SpendingMeaning): string =>
    row.cells[header.positions[meaning] ?? -1] ?? '';
  const amount = readAmount(cell('amount'));
  const amountPence = amount.ok ? amount.value : 'unknown';
  const quarantine = (
    meaning: SpendingMeaning | undefined,
    reason: string,
    worth: QuarantinedSpending['amountPence'] = amountPence,
  ): QuarantinedSpending => ({
    kind: 'quarantined',
    line: row.line,
    column: meaning === undefined ? '' : (header.match.mapping[meaning] ?? ''),
    reason,
    raw: row.raw,
    amountPence: worth,
  });

  if (isTotalLine(row.cells, cell('supplier'))) {
    return quarantine(undefined, 'a total of other rows, not a payment', 'not-applicable');
  }
  const day = readDay(cell('datePaid'), order);
  if (!amount.ok) return quarantine('amount', amount.reason);
  if (!day.ok) return quarantine('datePaid', day.reason);
  const vat = irrecoverableVat(cell('irrecoverableVat'));
  if (vat === 'unreadable') {
    return quarantine('irrecoverableVat', 'the irrecoverable VAT is not a whole number of pence');
  }
  const other = otherCells(row, header);
  const text = (meaning: SpendingMeaning): PublishedText => cell(meaning) || UNKNOWN;
  return {
    kind: 'row',
    line: row.line,
    row: {
      datePaid: day.value,
      amountPence: amount.value,
      irrecoverableVat: vat,
      supplier: supplierOf(cell('supplier'), cell('companyNumber'), cell('charityNumber')),
      supplierReference: text('supplierReference'),
      transactionNumber: text('transactionNumber'),
      body: bodyOf(cell('bodyName'), cell('bodyId')),
      serviceLabel: text('serviceLabel'),
      division: text('division'),
      expenditure: {
        category: text('expenditureCategory'),
        type: text('expenditureType'),
        code: text('expenditureCode'),
      },
      nature: natureOf(cell('nature')),
      vcse: vcseOf(cell('vcse')),
      kind: kindOfLine(amount.value, [
        cell('expenditureCategory'),
        cell('expenditureType'),
        cell('serviceLabel'),
        cell('division'),
        ...Object.values(other),
      ]),
      other,
    },
  };
};

/** Whether a line adds up other lines, as reports do below their tables. */
export const isTotalLine = (cells: readonly string[], supplier: string): boolean =>
  supplier === '' ? cells.some((cell) => TOTAL.test(cell)) : TOTAL.test(supplier);

/** A text without digits ("Yes", "Included") states no amount: unknown, and kept beside. */
const irrecoverableVat = (cell: string): SpendingRow['irrecoverableVat'] | 'unreadable' => {
  if (statesNotApplicable(cell)) return 'not-applicable';
  if (!/\d/.test(cell)) return 'unknown';
  const amount = readAmount(cell);
  return amount.ok ? { amountPence: amount.value } : 'unreadable';
};

const supplierOf = (name: string, company: string, charity: string): PublishedSupplier => {
  if (name === '' || statesNotApplicable(name)) return { kind: 'unknown' };
  if (isRedacted(name)) return { kind: 'redacted' };
  const orgIds = [companyOrgId(company), charityOrgId(charity)].filter((id) => id !== undefined);
  return { kind: 'named', name, orgIds };
};

const IDENTIFIER = /:\/\/|^[A-Z]{2}-[A-Z]+-|^[A-Z]\d{8}$|^\d+$/;

/** A lone column "Body" holds an address with some bodies and a name with others: the cell tells. */
const bodyOf = (name: string, id: string): SpendingRow['body'] =>
  name === '' && id !== '' && !IDENTIFIER.test(id)
    ? { name: id, id: UNKNOWN }
    : { name: name || UNKNOWN, id: id || UNKNOWN };

const natureOf = (cell: string): SpendingRow['nature'] => {
  if (/^r(?:ev(?:enue)?)?(?:\s(?!.*capital).*)?$/i.test(cell)) return 'revenue';
  return /^c(?:ap(?:ital)?)?(?:\s(?!.*revenue).*)?$/i.test(cell) ? 'capital' : 'unknown';
};

const vcseOf = (cell: string): SpendingRow['vcse'] => {
  if (/^(?:y|yes|true|1|x|t)$/i.test(cell)) return true;
  if (/^(?:n|no|none|false|0|f|non[\s-]?vcse?)$/i.test(cell)) return false;
  const said =
    /volunt|charit|communit|social enterprise|third sector|\b(?:cic|cio|vcs|vcse|vcfs)\b/i;
  return said.test(cell) && !/\b(?:non?|not)\b/i.test(cell) ? true : 'unknown';
};

/** Whether a cell was taken in whole; what was not understood stays under `other`. */
const UNDERSTOOD: Readonly<Partial<Record<SpendingMeaning, (cell: string) => boolean>>> = {
  nature: (cell) => natureOf(cell) !== 'unknown',
  vcse: (cell) => vcseOf(cell) !== 'unknown',
  companyNumber: (cell) => companyOrgId(cell) !== undefined,
  charityNumber: (cell) => charityOrgId(cell) !== undefined,
  irrecoverableVat: (cell) => irrecoverableVat(cell) !== 'unknown',
};

const otherCells = (
  row: TableRow,
  header: TableHeader<SpendingMeaning>,
): Record<string, string> => {
  const other = new Map<string, string>();
  const meanings = new Map<number, SpendingMeaning>();
  for (const [meaning, at] of Object.entries(header.positions) as [SpendingMeaning, number][]) {
    meanings.set(at, meaning);
  }
  row.cells.forEach((cell, at) => {
    const meaning = meanings.get(at);
    const taken = meaning !== undefined && (UNDERSTOOD[meaning]?.(cell) ?? true);
    if (cell !== '' && !taken) other.set(header.columns[at] ?? '', cell);
  });
  return Object.fromEntries(other);
};
