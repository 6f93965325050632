import type { AwardYear } from '#contracts/events/award/shapes.js';
import { daysAfter, daysBetween, wholeMonths } from '#contracts/calendar.js';
import { firstDayOf, lastDayOf } from '#contracts/financial-year.js';
import { apportion } from '#libs/money/apportion.js';
import { formatPence, minPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { byCodePoint } from '../decision.js';

/** Which money of an award it is: one fund's scheme in one year, capital or revenue. */
export const placeOf = ({ fund, scheme, year, nature }: Omit<AwardYear, 'amount'>): string =>
  [fund, year, scheme, nature].join('|');

export const totalOf = (lines: readonly { readonly amount: string }[]): Pence =>
  sumPence(lines.map(({ amount }) => parsePence(amount)));

/** Amounts of the same place added up, in order of fund, year, scheme and nature; none of nothing. */
export function byPlace(...parts: readonly (readonly AwardYear[])[]): AwardYear[] {
  const sums = new Map<string, { line: AwardYear; pence: Pence }>();
  for (const line of parts.flat()) {
    const sum = sums.get(placeOf(line));
    const pence = parsePence(line.amount);
    if (sum) sum.pence += pence;
    else sums.set(placeOf(line), { line, pence });
  }
  return [...sums]
    .filter(([, { pence }]) => pence !== 0n)
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(
      ([
        ,
        {
          line: { fund, scheme, year, nature },
          pence,
        },
      ]) => ({
        fund,
        scheme,
        year,
        nature,
        amount: formatPence(pence),
      }),
    );
}

export const negated = (lines: readonly AwardYear[]): AwardYear[] =>
  lines.map((line) => ({ ...line, amount: formatPence(-parsePence(line.amount)) }));

/**
 * What is left of an award's money once some of it is released. A year-end carries what was promised
 * for one year on to the next without a word to the award: what is released there was promised for
 * the last year before that still has so much.
 */
export function lessReleased(
  funding: readonly AwardYear[],
  releases: readonly AwardYear[],
): AwardYear[] {
  const left = byPlace(funding, negated(releases));
  const moved: AwardYear[] = [];
  for (const line of left.filter(({ amount }) => amount.startsWith('-'))) {
    let missing = -parsePence(line.amount);
    const earlier = left
      .filter(
        ({ amount, ...of }) =>
          placeOf({ ...of, year: line.year }) === placeOf(line) &&
          of.year < line.year &&
          !amount.startsWith('-'),
      )
      .reverse();
    for (const one of earlier) {
      const has =
        parsePence(one.amount) - totalOf(moved.filter((of) => placeOf(of) === placeOf(one)));
      const taken = minPence(missing, has);
      missing -= taken;
      moved.push({ ...one, amount: formatPence(taken) }, { ...line, amount: formatPence(-taken) });
    }
  }
  return byPlace(left, negated(moved));
}

/** When an award runs; null where it is not known. */
export interface Term {
  readonly start: string | null;
  readonly end: string | null;
}

/**
 * The part of a year's money that lies after a day, in proportion to the time that the award runs in
 * that year: by months where all of it is months, else by days.
 */
export function amountAfter(line: AwardYear, term: Term, last: string): Pence {
  const amount = parsePence(line.amount);
  const { first, final } = runsIn(line.year, term);
  if (last < first) return amount;
  if (last >= final) return 0n;
  const [start, cut, end] = [first, daysAfter(last, 1), daysAfter(final, 1)];
  const inMonths = [start, cut, end].every((day) => day.endsWith('-01'));
  const long = inMonths ? wholeMonths : daysBetween;
  const [, after = 0n] = apportion(amount, [BigInt(long(start, cut)), BigInt(long(cut, end))]);
  return after;
}

/** The days of a year in which the award runs; all of them where its term lies elsewhere. */
function runsIn(year: string, { start, end }: Term): { first: string; final: string } {
  const whole = { first: firstDayOf(year), final: lastDayOf(year) };
  const first = start !== null && start > whole.first ? start : whole.first;
  const final = end !== null && end < whole.final ? end : whole.final;
  return first <= final ? { first, final } : whole;
}
