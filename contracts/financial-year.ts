/*
 * Months are written `2026-04`, financial years `2026-27` (1 April to 31 March). After its March a
 * year has one period more, `2027-03-adj`, in which it is adjusted; as text it sorts where it belongs.
 */

/** The financial year of a day, a month or an adjustment period. */
export function yearOf(dayOrMonth: string): string {
  const year = Number(dayOrMonth.slice(0, 4));
  const first = dayOrMonth.slice(5, 7) >= '04' ? year : year - 1;
  return `${first}-${String((first + 1) % 100).padStart(2, '0')}`;
}

export const monthOf = (day: string): string => day.slice(0, 7);
const firstMonthOf = (year: string): string => `${year.slice(0, 4)}-04`;
const lastMonthOf = (year: string): string => `${Number(year.slice(0, 4)) + 1}-03`;
export const firstDayOf = (year: string): string => `${firstMonthOf(year)}-01`;
export const lastDayOf = (year: string): string => `${lastMonthOf(year)}-31`;

export const yearAfter = (year: string): string =>
  yearOf(firstMonthOf(String(Number(year.slice(0, 4)) + 1)));

export const yearBefore = (year: string): string => yearOf(`${Number(year.slice(0, 4)) - 1}-04`);

/** The twelve months of a year, April first. */
export function monthsOf(year: string): string[] {
  const first = Number(year.slice(0, 4));
  return [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3].map(
    (month) => `${month >= 4 ? first : first + 1}-${String(month).padStart(2, '0')}`,
  );
}

/** Every period of a year: its months, and the one in which it is adjusted. */
export const periodsOf = (year: string): string[] => [
  ...monthsOf(year),
  `${lastMonthOf(year)}-adj`,
];

/** The last period of a year, or of a quarter of it: 1 is April to June. */
export const lastPeriodOf = (year: string, quarter: number | null): string =>
  (quarter === null ? periodsOf(year).at(-1) : monthsOf(year)[quarter * 3 - 1]) ?? '';

/** The period that follows: March is followed by the adjustment of its year. */
export function periodAfter(period: string): string {
  const year = yearOf(period);
  const periods = periodsOf(year);
  return periods[periods.indexOf(period) + 1] ?? firstMonthOf(yearAfter(year));
}

/** The month in which something of a year counts when it is decided on a day: never outside the year. */
export function periodIn(year: string, day: string): string {
  const month = monthOf(day);
  if (month < firstMonthOf(year)) return firstMonthOf(year);
  return month > lastMonthOf(year) ? lastMonthOf(year) : month;
}

/** Today in Europe/London, where the ledger's days are days. */
export function londonDay(instant: Date): string {
  return london.format(instant);
}
const london = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });
