import { z } from 'zod';
import { Day } from '#contracts/values.js';
import type { Entity } from '#libs/ledger/fact-types.js';
import type { Fact } from '#libs/ledger/facts-at.js';
import type { Moment, Point } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';

/** The point in the query of every read: `asKnownAt` and `effectiveOn`. */
export function pointOf(query: Readonly<Record<string, unknown>>): Point {
  const { asKnownAt, effectiveOn } = query;
  if (asKnownAt !== undefined && typeof asKnownAt !== 'string')
    throw refuse('invalid-request', { detail: 'asKnownAt is given twice' });
  // Empty fields of a form ask nothing.
  const day = z.optional(Day).safeParse(effectiveOn === '' ? undefined : effectiveOn);
  if (!day.success)
    throw refuse('invalid-request', { detail: 'effectiveOn is a day such as "2026-04-01"' });
  return { asKnownAt: asKnownAt === '' ? undefined : asKnownAt, effectiveOn: day.data };
}

/** The point that an answer holds for, as answers state it. */
export const writtenMoment = ({
  number,
  recorded,
  final,
  effectiveOn,
}: Moment): Omit<Moment, 'day'> => ({
  number,
  recorded,
  final,
  effectiveOn,
});

/** A fact as answers list it. */
export const written = <Kind extends Entity>({
  id,
  number,
  effective,
  attributes,
}: Fact<Kind>): object => ({
  id,
  ...attributes,
  number,
  since: effective,
});

/** A parameter given once, with commas, or several times. */
export const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((part) => String(part).split(','));
