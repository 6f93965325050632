import type { Pence } from '#libs/money/pence.js';
import type { ByteSource } from './byte-source.js';
import {
  REGISTER_COLUMNS,
  type RegisterMapping,
  type RegisterMeaning,
} from './columns/register-columns.js';
import type { Correction } from './correction.js';
import { type DateOrder, isOnlyDayFirst, isOnlyMonthFirst } from './days.js';
import type { TableHeader } from './find-header.js';
import { registerRow, totalOf, type ListedContract } from './register-row.js';
import { supplierKey } from './suppliers.js';
import { readTable, type QuarantinedRow, type TableEnd, type TableRow } from './table.js';
import { UnreadableFile } from './unreadable-file.js';

export interface RegisterOptions {
  readonly mapping?: RegisterMapping;
  readonly dateOrder?: DateOrder;
  readonly correction?: Correction | undefined;
}

/** What was read. rowsIn = recorded + quarantined, always. */
export interface RegisterSummary extends Omit<TableEnd, 'kind'> {
  readonly rowsIn: number;
  readonly recorded: number;
  readonly quarantined: number;
  /** Recorded rows that state a total, and its sum in pence. */
  readonly withTotal: number;
  readonly totalPence: Pence;
  readonly withoutSupplier: number;
  readonly withoutDates: number;
  readonly repeatedReferences: number;
  /** The body that most rows name as the buyer; undefined where no more than half of them name one. */
  readonly publisher: string | undefined;
  /** As the dates of the file are written, as far as they tell. */
  readonly dateOrder: DateOrder;
  readonly columns: readonly string[];
  readonly mapping: Readonly<Record<RegisterMeaning, string | null>>;
  readonly warnings: readonly string[];
}

export type RegisterItem =
  | { readonly kind: 'header'; readonly header: TableHeader<RegisterMeaning> }
  | ListedContract
  | QuarantinedRow
  | { readonly kind: 'summary'; readonly summary: RegisterSummary };

/**
 * Reads a body's register of contracts: the header with its mapping, each row in file order, recorded or
 * quarantined, at last the summary. Throws UnreadableFile when the file as a whole cannot be read.
 */
export async function* readContractRegister(
  source: ByteSource,
  options: RegisterOptions = {},
): AsyncGenerator<RegisterItem> {
  const order = options.dateOrder ?? 'day-first';
  const tally = newTally();
  let header: TableHeader<RegisterMeaning> | undefined;
  for await (const item of readTable(
    source,
    REGISTER_COLUMNS,
    options.mapping ?? {},
    options.correction,
  )) {
    if (item.kind === 'header') {
      header = item.header;
      refuseOtherTables(header);
      yield item;
    } else if (header === undefined) {
      return;
    } else if (item.kind === 'end') {
      yield { kind: 'summary', summary: summaryOf(tally, header, item) };
    } else {
      const found = item.kind === 'cells' ? registerRow(item, header, order) : item;
      if (item.kind === 'cells') countDates(tally, item, header);
      count(tally, found);
      yield found;
    }
  }
}

/** A title and a supplier stand in many tables: contracts have a value or dates too. */
const refuseOtherTables = ({ positions, columns }: TableHeader<RegisterMeaning>): void => {
  const telling = ['total', 'annual', 'start', 'end', 'duration'] as const;
  if (telling.some((meaning) => positions[meaning] !== undefined)) return;
  throw new UnreadableFile(
    'columns-missing',
    'No column was recognised for a value, a start, an end or a duration of the contracts; name one in the mapping, for example {"total": "Value"}.',
    columns,
  );
};

const newTally = () => ({
  recorded: 0,
  quarantined: 0,
  withTotal: 0,
  totalPence: 0n,
  withoutSupplier: 0,
  withoutDates: 0,
  repeatedReferences: 0,
  monthFirst: 0,
  dayFirst: 0,
  references: new Set<string>(),
  /** By folded name: as it was written first, and how often. */
  purchasers: new Map<string, { readonly name: string; readonly rows: number }>(),
});
type Tally = ReturnType<typeof newTally>;

const count = (tally: Tally, item: ListedContract | QuarantinedRow): void => {
  if (item.kind === 'quarantined') {
    tally.quarantined += 1;
    return;
  }
  const { contract } = item;
  tally.recorded += 1;
  const total = totalOf(contract);
  if (total !== null) {
    tally.withTotal += 1;
    tally.totalPence += total;
  }
  if (contract.supplier.name === null) tally.withoutSupplier += 1;
  if ((contract.start?.day ?? contract.end?.day ?? null) === null) tally.withoutDates += 1;
  if (contract.purchaser !== null) {
    const key = supplierKey(contract.purchaser);
    const { name = contract.purchaser, rows = 0 } = tally.purchasers.get(key) ?? {};
    tally.purchasers.set(key, { name, rows: rows + 1 });
  }
  if (contract.reference === null) return;
  if (tally.references.has(contract.reference)) tally.repeatedReferences += 1;
  tally.references.add(contract.reference);
};

const countDates = (
  tally: Tally,
  { cells }: TableRow,
  { positions }: TableHeader<RegisterMeaning>,
): void => {
  for (const meaning of ['start', 'end', 'currentEnd', 'review'] as const) {
    const cell = cells[positions[meaning] ?? -1] ?? '';
    if (isOnlyMonthFirst(cell)) tally.monthFirst += 1;
    if (isOnlyDayFirst(cell)) tally.dayFirst += 1;
  }
};

const summaryOf = (
  tally: Tally,
  header: TableHeader<RegisterMeaning>,
  { kind: _kind, ...end }: TableEnd,
): RegisterSummary => {
  const { references: _references, purchasers, monthFirst, dayFirst, ...counts } = tally;
  const rowsIn = tally.recorded + tally.quarantined;
  const most = [...purchasers.values()].sort((a, b) => b.rows - a.rows)[0];
  const isMonthFirst = monthFirst > 0 && dayFirst === 0;
  return {
    ...end,
    ...counts,
    rowsIn,
    publisher: most !== undefined && most.rows * 2 > tally.recorded ? most.name : undefined,
    dateOrder: isMonthFirst ? 'month-first' : 'day-first',
    columns: header.columns,
    mapping: header.match.mapping,
    warnings: [
      ...header.warnings,
      ...(rowsIn === 0 ? ['The file holds a header and no rows.'] : []),
      ...(isMonthFirst
        ? ['Its dates can only be month first (such as 07/20/2022): all of them are read so.']
        : []),
      ...(monthFirst > 0 && dayFirst > 0
        ? [
            `${String(monthFirst)} dates can only be month first (such as 07/20/2022), where others are day first: these are not known, and kept as they are written.`,
          ]
        : []),
      ...(end.windowsLines > 0
        ? [
            `${String(end.windowsLines)} lines are not UTF-8 and were read as Windows-1252; look at names with accents.`,
          ]
        : []),
    ],
  };
};
