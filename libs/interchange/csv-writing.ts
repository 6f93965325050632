import { formatPence } from '#libs/money/pence.js';
import { assertWidth, type WrittenRows, type WrittenValue } from './written-value.js';

const charactersPerPiece = 1 << 16;

/** Without it Excel reads a CSV file by the code page of the machine; programs would rather not have it. */
const byteOrderMark = '\uFEFF';

/**
 * What a spreadsheet may take for a formula (OWASP, "CSV Injection"): `= + - @`, their full-width forms,
 * a tab or the end of a line at the start; also behind white space and characters that are not shown,
 * which some programs drop before they look.
 */
const formula = /^(?:[\t\r\n]|[\s\p{C}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/u;
const plainNumber = /^-?\d+(?:\.\d+)?$/;

/**
 * RFC 4180 asks for quotes around commas, quotes and ends of lines. Semicolons and tabs have them too:
 * a spreadsheet that is told to divide there as well would else begin a cell in the middle of a text.
 */
const needsQuotes = /[",;\t\r\n]|^\s|\s$/;

/**
 * A table as CSV (RFC 4180), in pieces: a header, one record for each row, CRLF behind each. Amounts are
 * written as `1200000.00`, days as `2026-04-01`, nothing as an empty cell. A text that a spreadsheet may
 * take for a formula stands behind an apostrophe. Holds one piece, however long the table is. Throws where
 * a row has not one value for each column.
 */
export async function* csv(
  head: readonly string[],
  rows: WrittenRows,
  /** For people, who open it in a spreadsheet: marked as UTF-8. */
  { forPeople = false }: { readonly forPeople?: boolean } = {},
): AsyncGenerator<string> {
  let piece = `${forPeople ? byteOrderMark : ''}${record(head)}`;
  for await (const row of rows) {
    assertWidth(row, head);
    piece += record(row);
    if (piece.length < charactersPerPiece) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

const record = (values: readonly WrittenValue[]): string => `${values.map(cell).join(',')}\r\n`;

function cell(value: WrittenValue): string {
  if (value === null) return '';
  if (typeof value === 'bigint') return formatPence(value);
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? textCell(value) : textCell(value.day);
}

function textCell(text: string): string {
  if (formula.test(text) && !plainNumber.test(text)) return quoted(`'${text}`);
  return needsQuotes.test(text) ? quoted(text) : text;
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
