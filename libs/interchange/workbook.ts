import { crc32 } from 'node:zlib';
import { Decimal } from 'decimal.js';
import readXlsxFile from 'read-excel-file/universal';
import { UnreadableFile } from './unreadable-file.js';
import { partsOfWorkbook } from './workbook-archive.js';

/** One sheet; the first row is the one that spreadsheets number 1. Cells are text, as CSV would have them. */
export interface WorkbookSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** The largest workbook that is read: it is read as a whole, so its size bounds the memory. */
export const LARGEST_WORKBOOK = 16 * 1024 * 1024;

/** A cell far away makes all between it and the first: so far, and no farther. */
const rowsMost = 200_000;
const columnsMost = 1_000;
const cellsMost = 4_000_000;

export const SIGNATURE_BYTES = 4;
/** Of the first part of an archive, of one that has none, and of one in several volumes. */
const SIGNATURES = ['504b0304', '504b0506', '504b0708'];

/** Whether a file begins as an archive does, which no text does. */
export const isWorkbook = (start: Buffer): boolean =>
  SIGNATURES.includes(start.toString('hex', 0, SIGNATURE_BYTES));

/**
 * The sheets of a workbook (XLSX), in its order. Amounts are the digits that stand in the file, so that
 * no penny passes through a binary fraction; dates are calendar days, with the time where there is one;
 * of a formula, its last result. Throws UnreadableFile where the workbook is unsafe or cannot be read.
 */
export async function sheetsOf(bytes: Buffer): Promise<readonly WorkbookSheet[]> {
  const parts = await partsOfWorkbook(bytes);
  for (const [name, part] of parts)
    if (/^xl\/worksheets\//i.test(name)) refuseFarCells(part.toString('utf8'));
  try {
    const sheets = await readXlsxFile(stored(parts), { parseNumber: (digits) => digits });
    return sheets.map(({ sheet, data }) => ({
      name: sheet,
      rows: (data as unknown as readonly (readonly Cell[])[]).map((row) => row.map(textOf)),
    }));
  } catch {
    throw new UnreadableFile(
      'unreadable-workbook',
      'The workbook cannot be read: its parts are not as spreadsheet programs write them; save it again, or save its table as CSV.',
    );
  }
}

/** Addresses stand in the attribute `r` of rows and cells: `7` and `AB7`. */
function refuseFarCells(xml: string): void {
  let [lastRow, lastColumn] = [0, 0];
  for (const [, quotedDouble, quotedSingle] of xml.matchAll(/\sr\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    const address = /^([A-Za-z]{0,3})(\d{1,7})$/.exec(quotedDouble ?? quotedSingle ?? '');
    if (!address) throw tooFar();
    const [, letters = '', row] = address;
    lastRow = Math.max(lastRow, Number(row));
    lastColumn = Math.max(lastColumn, columnOf(letters));
  }
  if (lastRow > rowsMost || lastColumn > columnsMost || lastRow * lastColumn > cellsMost)
    throw tooFar();
}

/** `A` is 1, `AB` is 28; none where there are no letters, as for a row. */
const columnOf = (letters: string): number =>
  letters
    .toUpperCase()
    .split('')
    .reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);

const tooFar = (): UnreadableFile =>
  new UnreadableFile(
    'unsafe-workbook',
    `A sheet of the workbook reaches further than a table does (at most ${rowsMost} rows and ${columnsMost} columns are read); delete what stands far from it, or save the table as CSV.`,
  );

/** What the reader makes of a cell; its own types say the class of a date for a date. */
type Cell = string | boolean | Date | null;

function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (cell instanceof Date) return dayOf(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  const digits = /^[-+]?\d+(?:\.\d+)?E[-+]?\d{1,2}$/i;
  return digits.test(cell) ? new Decimal(cell).toFixed() : cell;
}

/** Spreadsheets keep a day without a zone, and the reader hands it over as if it were UTC. */
function dayOf(date: Date): string {
  if (Number.isNaN(date.getTime())) return 'a date out of range';
  const [day = '', time = ''] = date.toISOString().split('T');
  return time === '00:00:00.000Z' ? day : `${day} ${time.slice(0, 8)}`;
}

/**
 * The parts in an archive of our own, unpacked and in order. The reader unpacks by itself, and two
 * readers of one archive need not find the same in it: so it gets what was looked at, and nothing else.
 * Format: PKWARE's APPNOTE 6.3, method 0 (stored).
 */
function stored(parts: ReadonlyMap<string, Buffer>): ArrayBuffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [name, part] of parts) {
    const nameBytes = Buffer.from(name, 'utf8');
    // Needs version 2.0, UTF-8 names, stored, no time.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt32LE(crc32(part), 10);
    common.writeUInt32LE(part.length, 14);
    common.writeUInt32LE(part.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, nameBytes, part]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    centrals.push(Buffer.from('PK\x01\x02\x14\x00'), common, tail, nameBytes);
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  const whole = Buffer.concat([...locals, central, end]);
  return new Uint8Array(whole).buffer;
}
