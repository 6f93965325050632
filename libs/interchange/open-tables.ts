import { type DelimitedRecord, recordReader } from './delimited-records.js';
import type { HeadRow } from './find-header.js';
import { quoted } from './reading.js';
import { type DecodingNotes, LONGEST_LINE, lineTooLong, textLines } from './text-lines.js';
import { UnreadableFile } from './unreadable-file.js';
import { isWorkbook, LARGEST_WORKBOOK, sheetsOf, SIGNATURE_BYTES } from './workbook.js';

/** The tables that a file might be: a text by each delimiter, a workbook by each sheet. */
export interface OpenedTables {
  /** The first rows of each. */
  readonly heads: readonly (readonly HeadRow[])[];
  /** What the sheets of a workbook are called; none of a text, which is one table by one delimiter. */
  readonly sheets: readonly string[];
  /** The rows of one of them, from its start, as they are read. */
  records(
    table: number,
  ): Iterable<readonly DelimitedRecord[]> | AsyncIterable<readonly DelimitedRecord[]>;
  /** What to say where that one is the table. */
  warnings(table: number): readonly string[];
  /** Complete once the rows have been read. */
  readonly notes: DecodingNotes;
}

/** Rows looked at to find the header: titles above it are few. */
const HEAD_LINES = 60;

const DELIMITERS = [',', ';', '\t', '|'];

/** Opens a file as what its first bytes say that it is. */
export async function openTables(pieces: AsyncIterable<Uint8Array>): Promise<OpenedTables> {
  const coming = pieces[Symbol.asyncIterator]();
  let start: Buffer = Buffer.alloc(0);
  while (start.length < SIGNATURE_BYTES) {
    const next = await coming.next();
    if (next.done === true) break;
    start = Buffer.concat([start, next.value]);
  }
  const all = async function* (): AsyncGenerator<Uint8Array> {
    yield start;
    for (let next = await coming.next(); next.done !== true; next = await coming.next())
      yield next.value;
  };
  return isWorkbook(start) ? openWorkbook(all()) : openText(all());
}

async function openText(pieces: AsyncIterable<Uint8Array>): Promise<OpenedTables> {
  const notes: DecodingNotes = { encoding: 'UTF-8', windowsLines: 0 };
  const lines = textLines(pieces, notes);
  const head = await take(lines, HEAD_LINES);
  const headBy = (delimiter: string): HeadRow[] => {
    const reader = recordReader(delimiter);
    const records = [...head.flatMap((line) => reader.push(line)), ...reader.end()];
    return records.filter((record) => 'cells' in record);
  };
  return {
    heads: DELIMITERS.map(headBy),
    sheets: [],
    async *records(table) {
      const reader = recordReader(DELIMITERS[table] ?? ',');
      for (const line of head) yield reader.push(line);
      for await (const line of lines) yield reader.push(line);
      yield reader.end();
    },
    warnings: () => [],
    notes,
  };
}

async function openWorkbook(pieces: AsyncIterable<Uint8Array>): Promise<OpenedTables> {
  const sheets = await sheetsOf(await whole(pieces));
  return {
    heads: sheets.map(({ rows }) =>
      rows.slice(0, HEAD_LINES).map((cells, place) => ({ line: place + 1, cells })),
    ),
    sheets: sheets.map(({ name }) => name),
    *records(table) {
      for (const [place, cells] of (sheets[table]?.rows ?? []).entries())
        yield [{ line: place + 1, raw: rawOf(cells), cells }];
    },
    warnings: (table) => {
      const [read, ...others] = [
        ...sheets.filter((_, place) => place === table),
        ...sheets.filter((_, place) => place !== table),
      ].map(({ name }) => quoted(name));
      return others.length === 0
        ? []
        : [`Of the workbook the sheet ${read ?? ''} was read, and not ${others.join(', ')}.`];
    },
    notes: { encoding: 'UTF-8', windowsLines: 0 },
  };
}

/** One long text may stand in many cells of a workbook, which has it once: rows stay as short as lines. */
function rawOf(cells: readonly string[]): string {
  if (cells.reduce((length, cell) => length + cell.length + 1, 0) > LONGEST_LINE)
    throw lineTooLong();
  return cells.join('\t');
}

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > LARGEST_WORKBOOK)
      throw new UnreadableFile(
        'too-large',
        `The workbook is larger than ${LARGEST_WORKBOOK / 1024 / 1024} MB; save its table as CSV.`,
      );
    kept.push(piece);
  }
  return Buffer.concat(kept);
}

const take = async (lines: AsyncGenerator<string>, most: number): Promise<string[]> => {
  const taken: string[] = [];
  // Not for-await: leaving such a loop would end the generator that the rest is read from.
  while (taken.length < most) {
    const next = await lines.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
};
