import { fromBase64, toBase64 } from './base64.js';
import { isKeyName } from './keys.js';
import { NotProven } from './not-proven.js';

/** A signature as a note carries it. Whether it is good is another question: `signatures.ts`. */
export interface NoteSignature {
  readonly name: string;
  /** Key id: 8 hexadecimal digits. */
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** A text with signatures below it: C2SP signed-note. */
export interface Note {
  /** What is signed, with the newline that ends it. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

const idLength = 4;
/** The standard asks for 16 at least; a note from outside must not make us verify without end. */
const signaturesMax = 100;

/** Throws NotProven for a text that no note can carry. */
export function formatNote({ text, signatures }: Note): string {
  refuseUnlessText(text);
  return `${text}\n${signatures.map(formatSignature).join('')}`;
}

/** Reads a note, which proves nothing yet. Throws NotProven for a text that is none. */
export function parseNote(note: string): Note {
  refuseUnlessText(note);
  // The text may hold empty lines: the last one is where it ends.
  const end = note.lastIndexOf('\n\n');
  const lines = end < 0 ? [] : note.slice(end + 2).split(/(?<=\n)/);
  if (lines.length === 0) throw new NotProven('The note has no signature below an empty line.');
  if (lines.length > signaturesMax) {
    throw new NotProven(`The note has ${lines.length} signatures; ${signaturesMax} are read.`);
  }
  return { text: note.slice(0, end + 1), signatures: lines.map(parseSignature) };
}

/** A signature as its line, with the newline. Partners give their cosignatures so. */
export function formatSignature({ name, id, bytes }: NoteSignature): string {
  return `— ${name} ${toBase64(Buffer.concat([Buffer.from(id, 'hex'), bytes]))}\n`;
}

/** Throws NotProven for a line that is no signature. */
export function parseSignature(line: string): NoteSignature {
  const [, name = '', encoded = ''] = /^— (\S+) (\S+)\n$/u.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (!isKeyName(name) || bytes === undefined || bytes.length <= idLength) {
    throw new NotProven(`"${line.trimEnd()}" is no line of a signature.`);
  }
  return { name, id: bytes.toString('hex', 0, idLength), bytes: bytes.subarray(idLength) };
}

function refuseUnlessText(text: string): void {
  if (!text.endsWith('\n')) throw new NotProven('The note does not end with a newline.');
  // Controls below U+0020 but newline; lone surrogates, with which two texts would have the same UTF-8.
  if (/[^\P{Cc}\n\u007f-\u009f]|\p{Cs}/u.test(text)) {
    throw new NotProven('The note holds control characters, or is not Unicode text.');
  }
}
