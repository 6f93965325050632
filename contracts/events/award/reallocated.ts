import { z } from 'zod';
import { event } from '../../event-type.js';
import { Amount, Day, Id, Text } from '../../values.js';
import { AwardYear } from './shapes.js';

/** A contract's running total of changes of the commissioner's own decision, and how it was tested. */
export const variedSoFar = {
  /** Changes of the commissioner's own decision so far, this one with them. */
  total: Amount,
  /** Of the original value, two places; null where that is nil. */
  percent: z.string().nullable(),
  /** The regime that it was tested by, and since when its rule was so; null: not tested. */
  tested: z.strictObject({ regime: Text, since: Day }).nullable(),
  /** A notice is to be published. */
  notice: z.boolean(),
};
const Varied = z.strictObject(variedSoFar);

/**
 * A reallocation that was decided takes money out of the award or puts it in: its funding and its
 * value are now these. Recorded before the funds move the money, so that no crash leaves it out.
 */
export const AwardReallocated = event('AwardReallocated', 2, {
  reallocation: Id,
  adds: z.array(AwardYear).max(200),
  releases: z.array(AwardYear).max(200),
  /** Year by year, after the move. */
  funding: z.array(AwardYear).max(400),
  value: Amount,
  /** Of a contract: a reallocation is the commissioner's own decision. Null: not counted. */
  variation: Varied.nullable(),
});

/**
 * A reallocation that is being carried out will bring the award more, or take from it: until it is
 * decided or given up, what else changes the award leaves room for it within the limits of its regime.
 */
export const AwardReallocationReserved = event('AwardReallocationReserved', 1, {
  reallocation: Id,
  attempt: Text,
  /** What it brings less what it takes out. */
  more: Amount,
});

/** That try came to nothing, whether or not it had got as far as this award: it brings nothing now. */
export const AwardReallocationReleased = event('AwardReallocationReleased', 1, {
  reallocation: Id,
  attempt: Text,
});

export const reallocatedEvents = {
  AwardReallocated,
  AwardReallocationReserved,
  AwardReallocationReleased,
} as const;

export type Varied = z.infer<typeof Varied>;
