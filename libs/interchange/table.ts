import { unwritableIn } from '#contracts/writable.js';

import { type ByteSource, hashed } from './byte-source.js';
import type { ColumnMeanings, Mapping } from './columns/match-columns.js';
import { type Correction, corrected } from './correction.js';
import type { DelimitedRecord } from './delimited-records.js';
import { type TableHeader, findHeader } from './find-header.js';
import { openTables } from './open-tables.js';
import { quoted } from './reading.js';
import type { DecodingNotes } from './text-lines.js';

/** A row that was not recorded, with where and why; `column` is blank when it is the row as a whole. */
export interface QuarantinedRow {
  readonly kind: 'quarantined';
  readonly line: number;
  readonly column: string;
  readonly reason: string;
  /** The row as it stands in the file, without its line ending. */
  readonly raw: string;
}

/** One data row; `cells` has exactly one cell for each column of the header, trimmed. */
export interface TableRow {
  readonly kind: 'cells';
  readonly line: number;
  readonly raw: string;
  readonly cells: readonly string[];
}

/** Facts about the file that are known once it has been read to its end. */
export interface TableEnd {
  readonly kind: 'end';
  /** Of the file's bytes, in lower-case hexadecimal. */
  readonly sha256: string;
  /** Lines above the header. */
  readonly titleLines: number;
  readonly blankRows: number;
  /** Rows with another cell count than the header that could be read all the same. */
  readonly raggedRows: number;
  readonly encoding: DecodingNotes['encoding'];
  /** Lines that were not in that encoding and were read as Windows-1252. */
  readonly windowsLines: number;
}

export type TableItem<M extends string> =
  | { readonly kind: 'header'; readonly header: TableHeader<M> }
  | TableRow
  | QuarantinedRow
  | TableEnd;

/**
 * A delimited file, or a sheet of a workbook, as rows, in file order and bounded memory: first the header
 * with its mapping, then each row, at last the file's hash and counts. Rows that are not one row of this
 * table are quarantined, never dropped; only rows without any content are left out, and counted.
 * Throws UnreadableFile when the file as a whole cannot be read.
 */
export async function* readTable<M extends string>(
  source: ByteSource,
  meanings: ColumnMeanings<M>,
  given: Mapping<M>,
  correction?: Correction,
): AsyncGenerator<TableItem<M>> {
  const bytes = hashed(source);
  try {
    const opened = await openTables(bytes.pieces);
    const header = findHeader(opened.heads, meanings, given);
    const warnings = [...header.warnings, ...opened.warnings(header.table)];
    yield { kind: 'header', header: { ...header, warnings } };

    const rows = rowsUnder(header, meanings, correction);
    for await (const records of opened.records(header.table)) yield* rows.of(records);
    yield {
      kind: 'end',
      sha256: bytes.sha256(),
      titleLines: header.line - 1,
      ...rows.counts,
      ...opened.notes,
    };
  } finally {
    await bytes.close();
  }
}

/** The rows that stand under a header, and what was seen of them so far. */
export interface RowsUnder {
  readonly counts: Readonly<Pick<TableEnd, 'blankRows' | 'raggedRows'>>;
  of(records: readonly DelimitedRecord[]): (TableRow | QuarantinedRow)[];
}

/** Makes rows of the records below a header; those above it are titles. */
export function rowsUnder<M extends string>(
  header: TableHeader<M>,
  meanings: ColumnMeanings<M>,
  correction?: Correction,
): RowsUnder {
  const required = (Object.keys(meanings) as M[]).filter((key) => meanings[key].required);
  const counts = { blankRows: 0, raggedRows: 0 };
  return {
    counts,
    of: (records) =>
      records.flatMap((read) => {
        if (read.line <= header.line) return [];
        const record = read.line === correction?.line ? putRight(read, header, correction) : read;
        const row = rowOf(record, header, required);
        if (row === 'blank') {
          counts.blankRows += 1;
          return [];
        }
        if (row.kind === 'cells' && 'cells' in record && record.cells.length !== row.cells.length) {
          counts.raggedRows += 1;
        }
        return [row];
      }),
  };
}

/** A row with cells beyond the last column, or none at all, is taken from what is named alone. */
const putRight = <M extends string>(
  record: DelimitedRecord,
  { columns }: TableHeader<M>,
  correction: Correction,
): DelimitedRecord => {
  const fits =
    'cells' in record && record.cells.slice(columns.length).every((cell) => cell.trim() === '');
  const cells = corrected(correction, columns, fits ? record.cells : null);
  return { line: record.line, raw: cells.join(), cells };
};

const rowOf = <M extends string>(
  record: DelimitedRecord,
  header: TableHeader<M>,
  required: readonly M[],
): TableRow | QuarantinedRow | 'blank' => {
  const { line, raw } = record;
  const quarantine = (column: string, reason: string): QuarantinedRow => ({
    kind: 'quarantined',
    line,
    column,
    reason,
    raw,
  });
  if ('broken' in record) return quarantine('', record.broken);
  const unwritable = unwritableIn(record.raw);
  if (unwritable) return quarantine('', unwritable.why);
  const cells = record.cells.map((cell) => cell.trim());
  if (cells.every((cell) => cell === '')) return 'blank';
  const width = header.columns.length;
  const surplus = cells.slice(width).find((cell) => cell !== '');
  if (surplus !== undefined) {
    return quarantine(
      '',
      `the row has ${String(cells.length)} cells where the header has ${String(width)}, and ${quoted(surplus)} stands beyond the last column`,
    );
  }
  const fitted = [
    ...cells.slice(0, width),
    ...Array<string>(Math.max(0, width - cells.length)).fill(''),
  ];
  const repeats = required.every((key) => {
    const at: number = header.positions[key] ?? -1;
    return (fitted[at] ?? '').toLowerCase() === (header.columns[at] ?? '').toLowerCase();
  });
  if (repeats) return quarantine('', 'the row repeats the header');
  return { kind: 'cells', line, raw, cells: fitted };
};
