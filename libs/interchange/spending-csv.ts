import type { ByteSource } from './byte-source.js';
import {
  SPENDING_COLUMNS,
  type SpendingMapping,
  type SpendingMeaning,
} from './columns/spending-columns.js';
import type { Correction } from './correction.js';
import { type DateOrder, isOnlyMonthFirst } from './days.js';
import type { TableHeader } from './find-header.js';
import { UNKNOWN } from './reading.js';
import { type QuarantinedSpending, type RecordedSpending, spendingRow } from './spending-row.js';
import { type TableEnd, type TableRow, readTable } from './table.js';

export interface SpendingOptions {
  /** Columns named by hand or kept from another file; what it leaves out is matched by meaning. */
  readonly mapping?: SpendingMapping;
  /** Which number comes first in 04/07/2022; the day unless said otherwise. */
  readonly dateOrder?: DateOrder;
  readonly correction?: Correction | undefined;
}

/** What was read. rowsIn = recorded + quarantined, always; titles, the header and empty rows are not rows. */
export interface SpendingSummary extends Omit<TableEnd, 'kind'> {
  readonly rowsIn: number;
  readonly recorded: number;
  readonly quarantined: number;
  /** Sum of the recorded amounts. */
  readonly totalPence: bigint;
  /** Sum of the amounts on quarantined rows where the amount itself could be read. */
  readonly quarantinedPence: bigint;
  readonly redactedRows: number;
  readonly unknownSupplierRows: number;
  /** Rows whose transaction number stands on an earlier row: split lines with some bodies, slips with others. */
  readonly repeatedTransactionNumbers: number;
  readonly columns: readonly string[];
  readonly mapping: Readonly<Record<SpendingMeaning, string | null>>;
  readonly warnings: readonly string[];
}

export type SpendingItem =
  | { readonly kind: 'header'; readonly header: TableHeader<SpendingMeaning> }
  | RecordedSpending
  | QuarantinedSpending
  | { readonly kind: 'summary'; readonly summary: SpendingSummary };

/** Beyond this many different transaction numbers, repeats are no longer looked for: memory stays bounded. */
const MOST_NUMBERS = 1_000_000;

/**
 * Reads a council's payments over £500 or an NHS body's over £25,000: first the header with its mapping, then
 * every row in file order, recorded or quarantined, at last the summary.
 * Throws UnreadableFile, with one clear sentence, when the file as a whole cannot be read.
 */
export async function* readSpending(
  source: ByteSource,
  options: SpendingOptions = {},
): AsyncGenerator<SpendingItem> {
  const order = options.dateOrder ?? 'day-first';
  const tally = newTally();
  let header: TableHeader<SpendingMeaning> | undefined;
  for await (const item of readTable(
    source,
    SPENDING_COLUMNS,
    options.mapping ?? {},
    options.correction,
  )) {
    if (item.kind === 'header') {
      header = item.header;
      yield item;
    } else if (item.kind === 'end') {
      if (header === undefined) return;
      yield { kind: 'summary', summary: summaryOf(tally, header, item, order) };
    } else if (header !== undefined) {
      const read: RecordedSpending | QuarantinedSpending =
        item.kind === 'cells'
          ? spendingRow(item, header, order)
          : { ...item, amountPence: 'unknown' as const };
      if (item.kind === 'cells') countDateOrder(tally, item, header);
      count(tally, read);
      yield read;
    }
  }
}

const newTally = () => ({
  recorded: 0,
  quarantined: 0,
  totalPence: 0n,
  quarantinedPence: 0n,
  redactedRows: 0,
  unknownSupplierRows: 0,
  repeatedTransactionNumbers: 0,
  monthFirstDates: 0,
  numbers: new Set<string>(),
});

type Tally = ReturnType<typeof newTally>;

const count = (tally: Tally, item: RecordedSpending | QuarantinedSpending): void => {
  if (item.kind === 'quarantined') {
    tally.quarantined += 1;
    if (typeof item.amountPence === 'bigint') tally.quarantinedPence += item.amountPence;
    return;
  }
  const { row } = item;
  tally.recorded += 1;
  tally.totalPence += row.amountPence;
  if (row.supplier.kind === 'redacted') tally.redactedRows += 1;
  if (row.supplier.kind === 'unknown') tally.unknownSupplierRows += 1;
  if (row.transactionNumber === UNKNOWN) return;
  if (tally.numbers.has(row.transactionNumber)) tally.repeatedTransactionNumbers += 1;
  else if (tally.numbers.size < MOST_NUMBERS) tally.numbers.add(row.transactionNumber);
};

const countDateOrder = (
  tally: Tally,
  row: TableRow,
  header: TableHeader<SpendingMeaning>,
): void => {
  const at = header.positions.datePaid;
  if (at !== undefined && isOnlyMonthFirst(row.cells[at] ?? '')) tally.monthFirstDates += 1;
};

const summaryOf = (
  tally: Tally,
  header: TableHeader<SpendingMeaning>,
  { kind: _kind, ...end }: TableEnd,
  order: DateOrder,
): SpendingSummary => {
  const { numbers: _numbers, monthFirstDates: _dates, ...counts } = tally;
  return {
    ...end,
    ...counts,
    rowsIn: tally.recorded + tally.quarantined,
    columns: header.columns,
    mapping: header.match.mapping,
    warnings: [...header.warnings, ...warningsOf(tally, header, end, order)],
  };
};

const warningsOf = (
  tally: Tally,
  header: TableHeader<SpendingMeaning>,
  end: Omit<TableEnd, 'kind'>,
  order: DateOrder,
): string[] => {
  const warnings: string[] = [];
  const amount = header.match.mapping.amount ?? '';
  if (/gross|\binc(?:l|lud\w*|\.)?\b.*\bvat\b/i.test(amount)) {
    warnings.push(
      `The amounts of “${amount}” are gross: they may hold VAT that the body gets back.`,
    );
  }
  if (tally.recorded + tally.quarantined === 0) {
    warnings.push('The file holds a header and no rows.');
  }
  if (order === 'day-first' && tally.monthFirstDates > 0) {
    warnings.push(
      `${String(tally.monthFirstDates)} dates can only be month first (such as 07/20/2022), so dates such as 07/04/2022 may have been misread; read the file again month first if its body writes so.`,
    );
  }
  if (tally.repeatedTransactionNumbers > 0) {
    warnings.push(
      `${String(tally.repeatedTransactionNumbers)} rows repeat a transaction number of an earlier row.`,
    );
  }
  if (tally.numbers.size >= MOST_NUMBERS) {
    warnings.push(
      `Repeated transaction numbers were looked for among the first ${String(MOST_NUMBERS)} only.`,
    );
  }
  if (tally.unknownSupplierRows > 0) {
    warnings.push(`${String(tally.unknownSupplierRows)} rows name no supplier.`);
  }
  if (end.windowsLines > 0) {
    warnings.push(
      `${String(end.windowsLines)} lines are not UTF-8 and were read as Windows-1252; look at names with accents.`,
    );
  }
  return warnings;
};
