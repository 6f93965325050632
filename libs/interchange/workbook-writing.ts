import type { CellObject } from 'write-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import { formatPence } from '#libs/money/pence.js';
import { assertWidth, type WrittenRow, type WrittenValue } from './written-value.js';

/** A table on a sheet of its own. */
export interface WrittenSheet {
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly WrittenRow[];
}

/** A workbook is made in one piece, which nothing else is done beside: a second's work at most. */
export const workbookCellsMax = 300_000;

/** The most characters that a cell holds (Excel's specifications and limits). */
const cellCharactersMax = 32_767;
const cut = ' … (cut here: the same table as CSV holds all of it)';

const sheetNameMax = 31;
const columnWidthMax = 60;

/** Digits that a number of a spreadsheet keeps; an amount of more is written as text, to the penny. */
const exactDigits = 15;

/** Spreadsheets take 1900 for a leap year: days before its March would be off by one. */
const firstDay = '1900-03-01';

const amountFormat = '#,##0.00';
const dayFormat = 'd mmm yyyy';

/**
 * Tables as a workbook for spreadsheets (XLSX): first the sheet "About", which says what it is and of
 * which moment, then each table on its own, below a header that stays in sight. Amounts are numbers with
 * two places, days are dates; texts stay texts, whatever they begin with. Throws where a row has not one
 * value for each column.
 */
export const workbook = (
  about: readonly (readonly [what: string, value: WrittenValue])[],
  sheets: readonly WrittenSheet[],
): Promise<Buffer> => {
  const names = sheetNames(sheets.map(({ name }) => name));
  return writeXlsxFile([
    {
      sheet: 'About',
      columns: [{ width: 24 }, { width: columnWidthMax }],
      data: about.map(([what, value]) => [bold(what), cell(value)]),
    },
    ...sheets.map((sheet, place) => ({
      sheet: names[place] ?? '',
      stickyRowsCount: 1,
      columns: sheet.head.map((_, column) => ({ width: widthOf(sheet, column) })),
      data: [
        sheet.head.map(bold),
        ...sheet.rows.map((row) => {
          assertWidth(row, sheet.head);
          return row.map(cell);
        }),
      ],
    })),
  ]).toBuffer();
};

export const cellsOf = (sheets: readonly WrittenSheet[]): number =>
  sheets.reduce((cells, { head, rows }) => cells + head.length * (rows.length + 1), 0);

function cell(value: WrittenValue): CellObject | null {
  if (value === null || value === '') return null;
  if (typeof value === 'bigint') return amount(formatPence(value));
  if (typeof value === 'number') return { value, type: Number };
  if (typeof value === 'string') return text(value);
  return value.day < firstDay
    ? text(value.day)
    : { value: new Date(`${value.day}T00:00:00Z`), type: Date, format: dayFormat };
}

const amount = (written: string): CellObject =>
  written.replace(/\D/g, '').length > exactDigits
    ? { ...text(written), align: 'right' }
    : { value: Number(written), type: Number, format: amountFormat };

const text = (of: string): CellObject => ({
  value: escaped(of.length > cellCharactersMax ? shortened(of) : of),
  type: String,
});

const shortened = (of: string): string => `${of.slice(0, cellCharactersMax - cut.length)}${cut}`;

/** `_x003D_` is how workbooks write a character by its number; the same in a text is only a text. */
const escaped = (of: string): string => of.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

const bold = (of: string): CellObject => ({ ...text(of), fontWeight: 'bold' });

const widthOf = ({ head, rows }: WrittenSheet, column: number): number =>
  Math.min(
    columnWidthMax,
    rows
      .slice(0, 100)
      .reduce(
        (widest, row) => Math.max(widest, shownWidth(row[column] ?? null)),
        (head[column] ?? '').length,
      ) + 2,
  );

const dayWidth = 'd mmm yyyy'.length + 1;
const shownWidth = (value: WrittenValue): number => {
  if (typeof value === 'bigint') return formatPence(value).length + 3;
  if (typeof value === 'object') return value === null ? 0 : dayWidth;
  return String(value).length;
};

/** Sheets have names of 31 characters at most, none of them `[]/\:*?`, and each its own. */
function sheetNames(wanted: readonly string[]): string[] {
  const names = ['about'];
  return wanted.map((of) => {
    const plain = of.replace(/[[\]/\\:*?'\p{C}]+/gu, ' ').trim() || 'Table';
    for (let again = 1; ; again += 1) {
      const behind = again === 1 ? '' : ` (${again})`;
      const name = `${plain.slice(0, sheetNameMax - behind.length).trim()}${behind}`;
      if (names.includes(name.toLowerCase())) continue;
      names.push(name.toLowerCase());
      return name;
    }
  });
}
