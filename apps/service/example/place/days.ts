import { daysAfter, monthsAfter } from '#contracts/calendar.js';
import { monthsOf } from '#contracts/financial-year.js';

/** The calendar of the example place: three financial years, of which the worked story is the last. */
export const years = ['2024-25', '2025-26', '2026-27'] as const;
export const firstDay = '2024-04-01';
/** The place goes on until here, and is loaded up to the day before. */
export const lastDay = '2027-03-31';

export const months: readonly string[] = years.flatMap((year) => monthsOf(year));

export const firstOf = (month: string): string => `${month}-01`;
export const lastOf = (month: string): string => daysAfter(monthsAfter(firstOf(month), 1), -1);
export const dayIn = (month: string, day: number): string =>
  `${month}-${String(day).padStart(2, '0')}`;
export const monthAfter = (month: string, count = 1): string =>
  monthsAfter(firstOf(month), count).slice(0, 7);

/** The year, as many years on. */
export const yearOn = (year: string, count: number): string => {
  const first = Number(year.slice(0, 4)) + count;
  return `${first}-${String((first + 1) % 100).padStart(2, '0')}`;
};
