import { type Reading, quoted, read, unreadable } from './reading.js';

/** Which number comes first in a date such as 04/07/2022. British bodies write the day first. */
export type DateOrder = 'day-first' | 'month-first';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const TIME = /[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]m)?\s*(?:Z|[+-]\d{2}:?\d{2})?$/i;
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+/i;

const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const COMPACT = /^((?:19|20)\d{2})(\d{2})(\d{2})$/;
const NUMBERS = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/;
const DAY_NAME = /^(\d{1,2})(?:st|nd|rd|th)?[-/. ]*([a-z]{3,9})[-/., ]*(\d{4}|\d{2})$/i;
const NAME_DAY = /^([a-z]{3,9})[-/. ]+(\d{1,2})(?:st|nd|rd|th)?[-/., ]+(\d{4}|\d{2})$/i;
const SERIAL = /^(\d{5})(?:\.\d+)?$/;

// Days of a spreadsheet count from 1899-12-30; these bounds are 1954-10-03 to 2064-04-08.
const FIRST_SERIAL = 20_000;
const LAST_SERIAL = 60_000;

// Outside these a year is a slip of the keyboard (0202, 2922).
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

/**
 * A published date as `2022-07-20`: ISO, day/month/year, names of months, spreadsheet serial numbers, each with
 * or without a time of day. The day is the one written: a time or zone after it does not move it.
 */
export const readDay = (text: string, order: DateOrder = 'day-first'): Reading<string> => {
  const trimmed = text.trim();
  if (trimmed === '') return unreadable('the date is blank');
  const date = trimmed.replace(TIME, '').replace(WEEKDAY, '').trim();
  const parts = partsOf(date, order);
  if (parts === undefined) {
    return unreadable(`the date ${quoted(trimmed)} is not a day such as 2022-07-20 or 20/07/2022`);
  }
  const [year, month, day] = parts;
  if (year < FIRST_YEAR || year > LAST_YEAR) {
    return unreadable(`the year of the date ${quoted(trimmed)} cannot be right`);
  }
  const instant = new Date(Date.UTC(year, month - 1, day));
  if (instant.getUTCMonth() !== month - 1 || instant.getUTCDate() !== day) {
    const expected = order === 'day-first' ? 'day/month/year' : 'month/day/year';
    return unreadable(`the date ${quoted(trimmed)} is not in the calendar (read as ${expected})`);
  }
  return read(instant.toISOString().slice(0, 10));
};

/** Whether a date can only be month first: its second number is no month, its first is. */
export const isOnlyMonthFirst = (text: string): boolean => {
  const match = NUMBERS.exec(text.trim().replace(TIME, ''));
  return match !== null && Number(match[2]) > 12 && Number(match[1]) <= 12;
};

/** Whether a date can only be day first. */
export const isOnlyDayFirst = (text: string): boolean => {
  const match = NUMBERS.exec(text.trim().replace(TIME, ''));
  return match !== null && Number(match[1]) > 12 && Number(match[2]) <= 12;
};

type Parts = readonly [year: number, month: number, day: number];

const partsOf = (date: string, order: DateOrder): Parts | undefined => {
  let match = YEAR_FIRST.exec(date) ?? COMPACT.exec(date);
  if (match !== null) return [Number(match[1]), Number(match[2]), Number(match[3])];
  match = NUMBERS.exec(date);
  if (match !== null) {
    const [first, second] = [Number(match[1]), Number(match[2])];
    const year = fullYear(match[3] ?? '');
    return order === 'day-first' ? [year, second, first] : [year, first, second];
  }
  match = DAY_NAME.exec(date);
  if (match !== null) return named(match[3], match[2], match[1]);
  match = NAME_DAY.exec(date);
  if (match !== null) return named(match[3], match[1], match[2]);
  match = SERIAL.exec(date);
  return match === null ? undefined : serial(Number(match[1]));
};

const named = (year = '', name = '', day = ''): Parts | undefined => {
  const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  return month < 0 ? undefined : [fullYear(year), month + 1, Number(day)];
};

const serial = (days: number): Parts | undefined => {
  if (days < FIRST_SERIAL || days > LAST_SERIAL) return undefined;
  const instant = new Date(Date.UTC(1899, 11, 30 + days));
  return [instant.getUTCFullYear(), instant.getUTCMonth() + 1, instant.getUTCDate()];
};

const fullYear = (written: string): number =>
  written.length === 4 ? Number(written) : Number(written) + (Number(written) < 80 ? 2000 : 1900);
