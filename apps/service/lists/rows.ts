import type { WrittenValue } from '#libs/interchange/written-value.js';
import { parsePence } from '#libs/money/pence.js';

/** A row of a list as answers write it. */
export type Listed = Readonly<Record<string, unknown>>;

/** What stands in one field of a row; null where nothing does. */
export type FieldValue = string | number | null;

/** The fields of a row by name, in its order: `terms.cap` is the field `cap` within `terms`. */
export type Fields = ReadonlyMap<string, FieldValue>;

/** A row apart into its fields. Where `within` is false, what has fields of its own is one field, as JSON. */
export function fieldsOf(row: Listed, within = true): Fields {
  const fields = new Map<string, FieldValue>();
  const take = (name: string, value: unknown): void => {
    if (isPlain(value) && within)
      for (const [inner, part] of Object.entries(value)) take(`${name}.${inner}`, part);
    else fields.set(name, fieldValue(value));
  };
  for (const [name, value] of Object.entries(row)) take(name, value);
  return fields;
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function fieldValue(value: unknown): FieldValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'boolean') return String(value);
  return Array.isArray(value) && value.every((each) => typeof each !== 'object')
    ? value.join('; ')
    : JSON.stringify(value);
}

/** The names of all fields that any of some rows has, in the order in which they first come. */
export const fieldNames = (rows: Iterable<Fields>): string[] => {
  const names = new Set<string>();
  for (const fields of rows) for (const name of fields.keys()) names.add(name);
  return [...names];
};

/** Amounts as answers write them: nothing else that they write has this form. */
const amount = /^-?(?:0|[1-9]\d{0,15})\.\d{2}$/;
const day = /^\d{4}-\d{2}-\d{2}$/;

/** A field as files write it: amounts and days as what they are. */
export function writtenValue(value: FieldValue | undefined): WrittenValue {
  if (typeof value !== 'string') return value ?? null;
  if (amount.test(value)) return parsePence(value);
  return day.test(value) ? { day: value } : value;
}

/** Numbers and amounts by size, then texts in code-point order, and nothing at last. */
export function compareValues(a: FieldValue, b: FieldValue): number {
  const [sizeA, sizeB] = [sizeOf(a), sizeOf(b)];
  if (sizeA !== undefined && sizeB !== undefined) return order(sizeA, sizeB);
  if (sizeA !== undefined) return -1;
  if (sizeB !== undefined) return 1;
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return order(a, b);
}

/** In hundredths, whether it is an amount or a number. */
const sizeOf = (value: FieldValue): bigint | number | undefined => {
  if (typeof value === 'number') return value * 100;
  return value !== null && amount.test(value) ? parsePence(value) : undefined;
};

const order = <Value>(a: Value, b: Value): number => (a < b ? -1 : a > b ? 1 : 0);
