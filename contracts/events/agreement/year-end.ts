import { z } from 'zod';
import { Id, PositiveAmount } from '../../values.js';

/** Where cover for an overspend is looked for, one after the other, before it is shared. */
export const CoverOf = z.enum([
  'underspends',
  'risk-reserve',
  'uncommitted-allocations',
  'outside',
]);

/** What becomes of an underspend at the end of a year. */
export const YearEndRule = z.strictObject({
  /** Each partner's part: kept in the pool in its name, or paid back to it. */
  underspend: z.enum(['carried', 'returned']),
  /** What the pool keeps before anything is shared, one after the other; `null` is all that is left. */
  retained: z
    .array(
      z.strictObject({
        use: z.enum(['risk-reserve', 'non-recurrent']),
        upTo: PositiveAmount.nullable(),
      }),
    )
    .max(10),
  /**
   * Who bears what a source that settles alone spent too much; of one that is not named, the
   * unrestricted pool does. Both are sources of the fund.
   */
  excess: z
    .array(z.strictObject({ source: Id, bearer: Id }))
    .max(50)
    .refine((all) => new Set(all.map(({ source }) => source)).size === all.length, {
      error: 'name one bearer for each source',
    }),
});

export type CoverOf = z.infer<typeof CoverOf>;
export type YearEndRule = z.infer<typeof YearEndRule>;
