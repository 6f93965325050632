/* Days are ISO dates, as contracts/values.ts has them. */

const instant = (day: string): Date => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

export function daysAfter(day: string, days: number): string {
  const date = instant(day);
  date.setUTCDate(date.getUTCDate() + days);
  return dayOf(date);
}

/** The same day some months on; the last of the month where there is no such day. */
export function monthsAfter(day: string, months: number): string {
  const date = instant(day);
  const wanted = date.getUTCMonth() + months;
  const last = new Date(Date.UTC(date.getUTCFullYear(), wanted + 1, 0)).getUTCDate();
  return dayOf(
    new Date(Date.UTC(date.getUTCFullYear(), wanted, Math.min(date.getUTCDate(), last))),
  );
}

export const daysBetween = (from: string, to: string): number =>
  Math.round((instant(to).getTime() - instant(from).getTime()) / 86_400_000);

/** Whole months from a day to a later one: from 1 April 2026 to 1 April 2029 are 36. */
export function wholeMonths(from: string, to: string): number {
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
    (Number(to.slice(5, 7)) - Number(from.slice(5, 7)));
  return monthsAfter(from, months) > to ? months - 1 : months;
}

/** Whole months that something lasts, its last day included. */
export const lengthInMonths = (start: string, end: string): number =>
  wholeMonths(start, daysAfter(end, 1));
