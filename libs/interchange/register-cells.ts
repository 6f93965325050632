import { beginningOf } from '#contracts/writable.js';
import { formatPence, type Pence } from '#libs/money/pence.js';
import { readAmount } from './amounts.js';
import { type DateOrder, readDay } from './days.js';
import { type Reading, read, statesNotApplicable, unreadable } from './reading.js';

/* Cells of a register of contracts. Each keeps what was written: what cannot be read of it is unknown. */

export interface StatedDay {
  readonly day: string | null;
  readonly written: string;
}
export interface StatedAmount {
  readonly pence: Pence | null;
  readonly written: string;
}
export interface StatedMonths {
  /** In decimal digits, up to two after the point. */
  readonly months: string | null;
  readonly written: string;
}
export interface StatedExtension {
  readonly of: 'option' | 'number' | 'first' | 'second';
  readonly written: string;
  readonly read: 'yes' | 'no' | 'months' | 'times' | 'not-applicable' | 'unknown';
  readonly value: string | null;
}

const LONGEST = 200;
const kept = (cell: string): string => beginningOf(cell, LONGEST);

/** `TBC`, `X` or a day that no calendar has is unknown, and stays as it was written; null where nothing is. */
export const statedDay = (cell: string, order: DateOrder): StatedDay | null => {
  if (cell === '') return null;
  const day = readDay(cell, order);
  return { day: day.ok ? day.value : null, written: kept(cell) };
};

/** What a yearly amount may say after it, and in its column only: of a total it would say that it is none. */
const A_YEAR = /\s*(?:\(?(?:p\.?\s?a\.?|per (?:annum|year)|a year|annually|each year)\)?)$/i;
const SHORT = /^(£?\s*)(\d{1,6}(?:\.\d{1,6})?)\s*(k|thousand|m|mn|million)$/i;

/** `£0.2m` and `50k` in full: the figure that is written, with its zeros. */
const inFull = (cell: string): string =>
  cell.replace(SHORT, (_, pound: string, figure: string, unit: string) => {
    const zeros = /^(?:k|thousand)$/i.test(unit) ? 3 : 6;
    const [whole = '', places = ''] = figure.split('.');
    const digits = places.padEnd(zeros, '0');
    return `${pound}${whole}${digits.slice(0, zeros)}.${digits.slice(zeros)}`;
  });

/**
 * An amount; unknown where it is written without a digit (`-`, `TBC`, `Various`). With digits that make no
 * one amount (`£1m to £2m`, a total of `10,000 pa`) it is unreadable, for somebody may know what is meant.
 */
export const statedAmount = (
  cell: string,
  of: 'year' | 'all' = 'all',
): Reading<StatedAmount | null> => {
  if (cell === '') return read(null);
  const written = kept(cell);
  if (!/\d/.test(cell)) return read({ pence: null, written });
  const amount = readAmount(inFull(of === 'year' ? cell.replace(A_YEAR, '') : cell));
  return amount.ok ? read({ pence: amount.value, written }) : unreadable(amount.reason);
};

/** As it is recorded: with two places. */
export const writtenAmount = (
  stated: StatedAmount | null,
): { readonly amount: string | null; readonly written: string } | null =>
  stated && {
    amount: stated.pence === null ? null : formatPence(stated.pence),
    written: stated.written,
  };

const NUMBER = /^(\d{1,6})(?:\.(\d+))?$/;
const PART = /(\d{1,4}(?:\.\d{1,2})?)\s*(years?|yrs?|y|months?|mths?|mos?|m)\b/gi;
/** What may stand between the parts of a duration, or around them. */
const GLUE = /^(?:[\s,;&]|and|in total|initial(?:ly)?|fixed|term)*$/i;

/** Months of a number: years where the column is one of years. */
const inMonths = (whole: string, places: string, months: number): string => {
  // Hundredths are whole numbers: what is published to more places is no more exact for it.
  const hundredths =
    (BigInt(whole) * 100n + BigInt(places.padEnd(2, '0').slice(0, 2))) * BigInt(months);
  const rest = (hundredths % 100n).toString().padStart(2, '0').replace(/0+$/, '');
  return `${(hundredths / 100n).toString()}${rest === '' ? '' : `.${rest}`}`;
};

/** `36`, `0.3`, `3 years`, `1 year 6 months`; a number alone is of months unless its column names years. */
export const statedMonths = (cell: string, column: string): StatedMonths | null => {
  if (cell === '') return null;
  const months = monthsOf(cell, column);
  const fits = months !== null && /^\d{1,6}(\.\d{1,2})?$/.test(months);
  return { months: fits ? months : null, written: kept(cell) };
};

const monthsOf = (cell: string, column: string): string | null => {
  const number = NUMBER.exec(cell);
  if (number !== null) {
    if (/\b(?:weeks?|days?)\b/i.test(column)) return null;
    return inMonths(number[1] ?? '', number[2] ?? '', /\b(?:years?|yrs?)\b/i.test(column) ? 12 : 1);
  }
  const parts = [...cell.matchAll(PART)];
  if (parts.length === 0 || !GLUE.test(cell.replace(PART, ''))) return null;
  const units = parts.map(([, , unit = '']) => unit.toLowerCase().startsWith('y'));
  // Two terms of the same unit are a term and its extension: which of them is meant nobody says.
  if (new Set(units).size < units.length) return null;
  const hundredths = parts.reduce((sum, [, count = '', unit = '']) => {
    const [whole = '', places = ''] = count.split('.');
    const one = inMonths(whole, places, unit.toLowerCase().startsWith('y') ? 12 : 1);
    return sum + Math.round(Number(one) * 100);
  }, 0);
  return String(hundredths / 100);
};

/** `Yes`, `1` and a tick say that there is one; a number of months how long; `N/A` that there can be none. */
export const statedExtension = (
  of: StatedExtension['of'],
  cell: string,
  column: string,
): StatedExtension | null => {
  if (cell === '') return null;
  const said = (readAs: StatedExtension['read'], value: string | null = null): StatedExtension => ({
    ...{ of, written: kept(cell), value },
    read: readAs,
  });
  if (statesNotApplicable(cell)) return said('not-applicable');
  if (/^(?:y|yes|true|x|✓|✔|taken|exercised)$/i.test(cell)) return said('yes');
  if (/^(?:n|no|none|nil|false|0(?:\.0+)?)$/i.test(cell)) return said('no');
  const isWhole = /^\d{1,6}(?:\.0+)?$/.test(cell);
  if (of === 'number') return isWhole ? said('times', String(Number(cell))) : said('unknown');
  // Of one that was taken, 1 is a tick; 12 is how many months.
  if (of !== 'option' && Number(cell) === 1) return said('yes');
  const months = monthsOf(cell, column);
  return months === null ? said('unknown') : said('months', months);
};

export const yesOrNo = (cell: string): 'yes' | 'no' | 'unknown' =>
  /^(?:y|yes|true|1|x)$/i.test(cell)
    ? 'yes'
    : /^(?:n|no|false|0|none)$/i.test(cell)
      ? 'no'
      : 'unknown';
