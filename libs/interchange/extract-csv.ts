import { readAmount } from './amounts.js';
import type { ByteSource } from './byte-source.js';
import {
  EXTRACT_COLUMNS,
  type ExtractMapping,
  type ExtractMeaning,
} from './columns/extract-columns.js';
import { readDay } from './days.js';
import type { TableHeader } from './find-header.js';
import { read, unreadable, type Reading } from './reading.js';
import { readTable, type QuarantinedRow, type TableEnd, type TableRow } from './table.js';
import { UnreadableFile } from './unreadable-file.js';

/** An entry of a bank account or of a general ledger, as its extract has it. */
export interface ExtractRow {
  readonly day: string;
  /** Into the account above zero, out of it below. */
  readonly amountPence: bigint;
  /** Words by which the entry may be known again: those with a digit, in capitals. */
  readonly references: readonly string[];
}

export type ExtractItem =
  | { readonly kind: 'header'; readonly header: TableHeader<ExtractMeaning> }
  | { readonly kind: 'entry'; readonly line: number; readonly entry: ExtractRow }
  | QuarantinedRow
  | TableEnd;

/**
 * Reads an extract in file order and bounded memory: the header with its mapping, each row as an entry
 * or quarantined, at last the file's hash and counts. Throws UnreadableFile where the file as a whole
 * cannot be read.
 */
export async function* readExtract(
  source: ByteSource,
  mapping: ExtractMapping = {},
): AsyncGenerator<ExtractItem> {
  let header: TableHeader<ExtractMeaning> | undefined;
  for await (const item of readTable(source, EXTRACT_COLUMNS, mapping)) {
    if (item.kind === 'header') {
      header = item.header;
      const { amount, paidIn, paidOut } = header.positions;
      if (amount === undefined && paidIn === undefined && paidOut === undefined)
        throw new UnreadableFile(
          'columns-missing',
          'No column was recognised for the amount, nor for what is paid in or out; name it in the mapping, for example {"amount": "Value"}.',
          header.columns,
        );
    }
    yield item.kind === 'cells' && header ? entryOf(item, header) : (item as ExtractItem);
  }
}

const entryOf = (
  { line, raw, cells }: TableRow,
  { positions, match }: TableHeader<ExtractMeaning>,
): Extract<ExtractItem, { kind: 'entry' | 'quarantined' }> => {
  const cell = (meaning: ExtractMeaning): string => cells[positions[meaning] ?? -1] ?? '';
  const quarantine = (meaning: ExtractMeaning, reason: string): QuarantinedRow => ({
    ...{ kind: 'quarantined', line, raw, reason },
    column: match.mapping[meaning] ?? '',
  });
  const day = readDay(cell('date'));
  if (!day.ok) return quarantine('date', day.reason);
  const amount = amountOf(cell('amount'), cell('paidIn'), cell('paidOut'));
  if (!amount.ok) {
    const meaning = positions.amount === undefined ? 'paidIn' : 'amount';
    return quarantine(meaning, amount.reason);
  }
  const references = referencesIn(`${cell('reference')} ${cell('text')}`);
  return { kind: 'entry', line, entry: { day: day.value, amountPence: amount.value, references } };
};

/** One column with signs, or two of which one is filled; what is paid out may carry a minus or not. */
function amountOf(amount: string, paidIn: string, paidOut: string): Reading<bigint> {
  if (amount !== '') return readAmount(amount);
  if (paidIn !== '' && paidOut !== '') {
    const [into, out] = [readAmount(paidIn), readAmount(paidOut)];
    if (!into.ok) return into;
    if (!out.ok) return out;
    if (into.value !== 0n && out.value !== 0n)
      return unreadable('the row has an amount paid in and one paid out');
    return read(into.value === 0n ? -magnitude(out.value) : into.value);
  }
  if (paidOut === '') return readAmount(paidIn);
  const out = readAmount(paidOut);
  return out.ok ? read(-magnitude(out.value)) : out;
}

const magnitude = (pence: bigint): bigint => (pence < 0n ? -pence : pence);

const referencesMax = 10;

/**
 * What may be a reference: five characters and more with a digit among them, so that names of people
 * are none. In capitals, without what separates, once each.
 */
export function referencesIn(text: string): string[] {
  const words = text
    .toUpperCase()
    .split(/[\s,;|]+/)
    .map((word) => word.replace(/[^A-Z0-9]/g, ''))
    .filter((word) => word.length >= 5 && /\d/.test(word));
  return [...new Set(words)].slice(0, referencesMax);
}
