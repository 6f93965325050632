import { londonDay, yearOf } from '#contracts/financial-year.js';

/**
 * Rules 12 and 18 to 20: what is decided about money is judged by the rules in force on the day from
 * which it counts and by those of the day on which it was made: no one is chosen by whoever asks.
 */
export const decidedOn = ({
  effective,
  stamp,
}: {
  readonly effective: string;
  readonly stamp: string;
}): string[] => [...new Set([effective, londonDay(new Date(stamp))])];

/** The day on which it was decided, whichever it is decided for. */
export const madeOn = ({ stamp }: { readonly stamp: string }): string => londonDay(new Date(stamp));

/** The year in which it was decided: naming a day in a later one decides nothing later. */
export const decidedInYear = (event: {
  readonly effective: string;
  readonly stamp: string;
}): string => yearOf(decidedOn(event).sort()[0] ?? event.effective);

/** Money of a year that has not begun by such a day is judged as on the year's first day, too. */
export function daysFor(year: string, days: readonly string[]): string[] {
  const first = `${year.slice(0, 4)}-04-01`;
  return year === 'unknown' || days.every((day) => day >= first) ? [...days] : [...days, first];
}
