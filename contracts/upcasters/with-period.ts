import type { JsonObject } from '../envelope.js';
import { periodIn } from '../financial-year.js';

/*
 * Before months could be closed, what belonged to a year counted in the month of the day, or in the
 * first or last of the year where the day lay outside it.
 */

interface OfAYear extends JsonObject {
  readonly year: string;
}

export const withPeriod = (of: JsonObject, day: string): JsonObject => ({
  ...of,
  period: periodIn((of as OfAYear).year, day),
});

/** Each line counts in its own year. */
export const linesWithPeriod = (lines: unknown, day: string): JsonObject[] =>
  (lines as readonly JsonObject[]).map((line) => withPeriod(line, day));
