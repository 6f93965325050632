import { createHash } from 'node:crypto';
import { Id } from '#contracts/values.js';
import { supplierKey } from '#libs/interchange/suppliers.js';

/** An identifier of the file as one of ours: kept where it can be, else spelt with what is allowed. */
export function idFrom(text: string): string {
  if (Id.safeParse(text).success) return text;
  return `${slug(text)}.${digest(text)}`;
}

/** Who is known by name only: the same whenever the name is, case and inner spaces folded. */
export function nameId(name: string): string {
  const key = supplierKey(name);
  return `name:${slug(key)}.${digest(key)}`;
}

/** Words as an identifier, where the same words are always the same thing, as a kind of scheme is. */
export const wordsId = (text: string): string => slug(text);

const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .toLowerCase() || 'x';

const digest = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 8);

/** The row of a file, for things that the file itself gives no identifier. */
export const rowId = (sha256: string, line: number): string => `${fileOfRows(sha256)}:${line}`;

/** What all rows of one file are called after. */
export const fileOfRows = (sha256: string): string => sha256.slice(0, 16);

/** A body's register, as one file has it and one fund took it in. */
export const registerId = (sha256: string, fund: string): string =>
  `${fileOfRows(sha256)}.${digest(fund)}`;

/** Columns that were found, by meaning. */
export const foundColumns = (
  mapping: Readonly<Record<string, string | null>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(mapping).filter((pair): pair is [string, string] => pair[1] !== null),
  );
