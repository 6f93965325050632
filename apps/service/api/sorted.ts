import { z } from 'zod';
import { refuse } from '#projections/reading/refused.js';
import { behindCursor, type Behind, type Sort } from '#projections/reading/sort.js';

/** One field, with a minus from the largest: what a list that is as long as the log is sorted by. */
export const sortBy = <Field extends string>(
  fields: readonly Field[],
): z.ZodType<Sort<Field> | undefined> =>
  z
    .string()
    .optional()
    .transform((said, context): Sort<Field> | undefined => {
      if (said === undefined) return undefined;
      const by = fields.find((field) => field === said.replace(/^-/, ''));
      if (by !== undefined) return { by, descending: said.startsWith('-') };
      context.addIssue({
        code: 'custom',
        message: `sort by one of ${fields.join(', ')}, with a minus from the largest`,
      });
      return z.NEVER;
    });

/** What is said of it to those who look for it. */
export const sortSays = (fields: readonly string[]): string =>
  `One of ${fields.join(', ')}, with a minus from the largest; the order of the log if not said`;

const values: Readonly<Record<string, RegExp>> = {
  number: /^\d{1,15}$/,
  effective: /^\d{4}-\d{2}-\d{2}$/,
  amount: /^-?\d{1,18}$/,
};

/** The place of a posting in the log: its event, and its line in that. */
export const placeOfPosting = /^\d{1,15}-\d{1,9}$/;

/** Where a page begins: refused where the cursor is of a page in another order. */
export function behindIn(
  cursor: string | undefined,
  sort: Sort | undefined,
  place: RegExp,
): Behind | undefined {
  if (cursor === undefined) return undefined;
  const behind = sort ? behindCursor(cursor) : { value: null, place: cursor };
  const isValue =
    (behind?.value ?? null) === null || values[sort?.by ?? '']?.test(behind?.value ?? '') === true;
  if (behind && isValue && place.test(behind.place)) return behind;
  throw refuse('invalid-request', {
    detail: 'cursor is not `next` of a page of this list in this order',
  });
}
