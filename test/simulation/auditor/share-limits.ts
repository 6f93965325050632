import { larger, must, total, whole } from './amounts.js';
import type { Books, Entry } from './books.js';
import type { Side } from './kept.js';
import { daysFor } from './judged-days.js';

/** One version of a share of a source's money that some uses may have at most, or must have at least. */
export interface ShareLimit {
  readonly limit: string;
  readonly source: string;
  readonly kind: string;
  readonly rate: string;
  readonly rounding: string;
  readonly over: string;
  readonly natures: readonly string[] | null;
  readonly schemes: readonly string[] | null;
  readonly categories: readonly string[] | null;
  readonly costCategories: readonly string[] | null;
  readonly since: string;
  readonly until: string | null;
}

/** Budget that a scheme gets; less than nothing, what it gives. */
export interface Gain {
  readonly source: string;
  readonly scheme: string;
  readonly year: string;
  readonly nature: string;
  readonly pence: bigint;
}

/**
 * *Ring-fence*: a maximum share is refused at allocation. Of what the source gives in money, in the
 * year or in all years, the uses that count have no more than the share. The first that it breaks.
 */
export function shareBroken(
  books: Books,
  gains: readonly Gain[],
  days: readonly string[],
): ShareLimit | undefined {
  for (const year of new Set(gains.map((gain) => gain.year)))
    for (const day of daysFor(year, days)) {
      const broken = inForceOn(books, day).find((limit) => isBroken(books, limit, year, gains));
      if (broken) return broken;
    }
  return undefined;
}

/** The maxima in force on a day. */
export function inForceOn(books: Books, day: string): ShareLimit[] {
  const inForce = new Map<string, ShareLimit>();
  for (const limit of books.shareLimits) {
    const before = inForce.get(limit.limit);
    if (limit.since <= day && (before === undefined || before.since <= limit.since))
      inForce.set(limit.limit, limit);
  }
  return [...inForce.values()].filter(
    ({ kind, until }) => kind === 'maximum' && (until === null || day <= until),
  );
}

export function withinShares(books: Books, gains: readonly Gain[], days: readonly string[]): void {
  const broken = shareBroken(books, gains, days);
  must(`rule 18: no more than the share ${broken?.limit ?? ''} is allocated`, broken === undefined);
}

function isBroken(books: Books, limit: ShareLimit, year: string, gains: readonly Gain[]): boolean {
  // What schemes have is for no cost until an award is promised it.
  if (limit.costCategories !== null) return false;
  const ofLimit = (all: readonly Gain[]): bigint =>
    total(
      all
        .filter(
          (gain) =>
            gain.source === limit.source &&
            inYearsOf(limit, year)(gain.year) &&
            counts(books, limit, gain),
        )
        .map(({ pence }) => pence),
    );
  const more = ofLimit(gains);
  if (more <= 0n) return false;
  const has = standsIn(books, limit, year)
    .filter((entry) => counts(books, limit, entry) && books.schemes.has(entry.scheme))
    .map(({ pence }) => pence);
  // Two at once do not get round it: each move under way may be made, and each may be let go.
  const onItsWay = [...books.moves.values()].map((sides) => larger(0n, ofLimit(gainsOf(sides))));
  return total(has) + total(onItsWay) + more > allowedBy(books, limit, year);
}

/** What a move adds to schemes, and takes from them. */
export const gainsOf = (sides: readonly Side[]): Gain[] =>
  sides.flatMap(({ at, pence }) => (at.kind === 'line' ? [] : [{ ...at, pence }]));

export const inYearsOf =
  ({ over }: ShareLimit, year: string) =>
  (other: string): boolean =>
    over === 'programme' || other === year;

export const counts = (
  books: Books,
  limit: ShareLimit,
  { scheme, nature }: { readonly scheme: string; readonly nature: string },
): boolean =>
  (limit.natures?.includes(nature) ?? true) &&
  (limit.schemes?.includes(scheme) ?? true) &&
  (limit.categories?.includes(books.schemes.get(scheme)?.category ?? 'unknown') ?? true);

/** Where what the source gave now stands; what a closed year did not spend is brought into the next. */
export const standsIn = (books: Books, limit: ShareLimit, year: string): Entry[] =>
  ['scheme', 'reserved', 'committed', 'matched', 'spent', 'moving'].flatMap((account) =>
    books
      .list(account, { source: limit.source })
      .filter(
        (entry) =>
          (['matched', 'spent'].includes(account) || !books.closedYears.has(entry.year)) &&
          inYearsOf(limit, year)(entry.year),
      ),
  );

/** The share of what the source gives. */
export function allowedBy(books: Books, limit: ShareLimit, year: string): bigint {
  const { source, over } = limit;
  const gives = [...books.contributions.values()]
    .filter(
      (given) =>
        given.source === source && given.form !== 'in-kind' && inYearsOf(limit, year)(given.year),
    )
    .map(({ pence }) => pence);
  const came =
    over === 'programme'
      ? 0n
      : books.sum('brought forward', { source, year }) - books.sum('moved', { source, year });
  return shareOf(total(gives) + came, limit);
}

/** `0.04` of an amount, rounded as the limit says; half a unit is rounded up. */
export function shareOf(
  pence: bigint,
  { rate, rounding }: Pick<ShareLimit, 'rate' | 'rounding'>,
): bigint {
  const [units = '0', places = ''] = rate.split('.');
  const scale = 10n ** BigInt(places.length);
  const exact = pence * whole(`${units}${places}`);
  switch (rounding) {
    case 'down-to-penny':
      return exact / scale;
    case 'nearest-pound':
      return ((2n * exact + 100n * scale) / (200n * scale)) * 100n;
    default:
      return (2n * exact + scale) / (2n * scale);
  }
}
