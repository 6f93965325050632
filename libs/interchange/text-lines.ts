import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

import { UnreadableFile } from './unreadable-file.js';

/** What was learnt about the encoding while reading; complete once the lines have been read. */
export interface DecodingNotes {
  encoding: 'UTF-8' | 'UTF-16LE' | 'UTF-16BE';
  /** Lines that were not UTF-8 and were read as Windows-1252. */
  windowsLines: number;
}

/** The longest line accepted, in bytes: bounds memory, far above any published row. */
export const LONGEST_LINE = 1024 * 1024;

const LF = 0x0a;
const CR = 0x0d;
const LINE = /[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+/g;

/**
 * Physical lines, each with its own line ending, as text.
 *
 * Published files mix encodings, often within one file that was pasted together. So each line is UTF-8 where
 * it can be and Windows-1252 where it cannot; UTF-16 is recognised by its byte-order mark or by its zero bytes.
 * Byte-order marks are removed, also one that was encoded twice.
 */
export async function* textLines(
  pieces: AsyncIterable<Uint8Array>,
  notes: DecodingNotes,
): AsyncGenerator<string> {
  let first = true;
  for await (const line of decoded(pieces, notes)) {
    yield first ? withoutMarks(line) : line;
    first = false;
  }
}

const withoutMarks = (line: string): string => line.replace(/^(?:\uFEFF|ï»¿)+/, '');

async function* decoded(
  pieces: AsyncIterable<Uint8Array>,
  notes: DecodingNotes,
): AsyncGenerator<string> {
  let pending: Buffer = Buffer.alloc(0);
  let wide: TextDecoder | undefined;
  let tail = '';
  let sniffed = false;
  for await (const piece of pieces) {
    pending = pending.length === 0 ? Buffer.from(piece) : Buffer.concat([pending, piece]);
    if (!sniffed) {
      if (pending.length < 8) continue;
      wide = sniff(pending, notes);
      sniffed = true;
    }
    if (wide === undefined) {
      const end = endOfLastLine(pending);
      if (end > 0) yield* linesOf(pending.subarray(0, end), notes);
      pending = pending.subarray(end);
    } else {
      tail += wide.decode(pending, { stream: true });
      pending = Buffer.alloc(0);
      const lines = tail.match(LINE) ?? [];
      // The last one may go on in the next piece, and a lone CR there may be half of CR LF.
      tail = lines.pop() ?? '';
      yield* lines;
    }
    if (pending.length > LONGEST_LINE || tail.length > LONGEST_LINE) throw lineTooLong();
  }
  if (!sniffed) wide = sniff(pending, notes);
  if (wide === undefined) yield* linesOf(pending, notes);
  else yield* (tail + wide.decode(pending)).match(LINE) ?? [];
}

export const lineTooLong = (): UnreadableFile =>
  new UnreadableFile(
    'line-too-long',
    `The file has a line longer than ${String(LONGEST_LINE)} bytes; check that it is a table with one row a line.`,
  );

/** Position after the last complete line. A CR as the very last byte may be half of CR LF, so it waits. */
const endOfLastLine = (bytes: Buffer): number =>
  Math.max(bytes.lastIndexOf(LF), bytes.length > 1 ? bytes.lastIndexOf(CR, bytes.length - 2) : -1) +
  1;

function* linesOf(bytes: Buffer, notes: DecodingNotes): Generator<string> {
  if (isUtf8(bytes)) {
    yield* bytes.toString('utf8').match(LINE) ?? [];
    return;
  }
  for (const line of bytes.toString('latin1').match(LINE) ?? []) {
    const own = Buffer.from(line, 'latin1');
    if (isUtf8(own)) {
      yield own.toString('utf8');
    } else {
      notes.windowsLines += 1;
      yield windows1252(line);
    }
  }
}

// Written out because several Node releases decode windows-1252 as Latin-1, which loses € and curly quotes.
const WINDOWS_HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const windows1252 = (latin1: string): string =>
  latin1.replace(/[\u0080-\u009f]/g, (c) => WINDOWS_HIGH[c.charCodeAt(0) - 0x80] ?? c);

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['\u00d0\u00cf\u0011\u00e0', 'an old Excel workbook, or one with a password'],
  ['%PDF', 'a PDF document'],
  ['\u001f\u008b', 'a gzip archive'],
  ['<!DOCTYPE', 'a web page'],
  ['<!doctype', 'a web page'],
  ['<html', 'a web page'],
];

const sniff = (start: Buffer, notes: DecodingNotes): TextDecoder | undefined => {
  if (start.length === 0) {
    throw new UnreadableFile(
      'empty',
      'The file is empty; it should hold a header row and one row a payment.',
    );
  }
  const opening = start.subarray(0, 16).toString('latin1');
  const other = SIGNATURES.find(([signature]) => opening.startsWith(signature));
  if (other !== undefined) {
    throw new UnreadableFile(
      'not-text',
      `The file is ${other[1]}, not text; save it as CSV or as .xlsx first.`,
    );
  }
  const [a, b, c, d] = start;
  if ((a === 0xff && b === 0xfe) || (b === 0 && d === 0 && a !== 0)) {
    notes.encoding = 'UTF-16LE';
    return new TextDecoder('utf-16le', { ignoreBOM: true });
  }
  if ((a === 0xfe && b === 0xff) || (a === 0 && c === 0 && b !== 0)) {
    notes.encoding = 'UTF-16BE';
    return new TextDecoder('utf-16be', { ignoreBOM: true });
  }
  return undefined;
};
