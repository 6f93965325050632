import { z } from 'zod';
import { Instalment } from '../../events/fund/shapes.js';
import { Day, Id, PositiveAmount, Text } from '../../values.js';

/** How a contribution falls due: so many equal parts, or each instalment by name. */
export const Schedule = z.union([
  z.strictObject({
    parts: z.int().min(1).max(60),
    firstDue: Day,
    everyMonths: z.int().min(1).max(12).default(1),
  }),
  z.strictObject({
    instalments: z
      .array(Instalment.extend({ amount: PositiveAmount }))
      .min(1)
      .max(400),
  }),
]);
export type Schedule = z.infer<typeof Schedule>;

/** Whose money pays: fixed amounts per source, or in proportion to the scheme's allocations. */
export const Sources = z.union([
  z.literal('as-scheme'),
  z
    .array(z.strictObject({ source: Id, amount: PositiveAmount }))
    .min(1)
    .max(50),
]);
export type Sources = z.infer<typeof Sources>;

/** Beyond what there is: on whose authority, and why. Never beyond what law or a funder allows. */
export const Override = z.strictObject({ authority: Text, reason: Text });
export type Override = z.infer<typeof Override>;

/** Columns of a published file, by meaning. */
export const published = z.record(z.string().max(100), z.string().max(2000)).default({});
