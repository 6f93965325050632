import { z } from 'zod';
import { event } from '../../event-type.js';
import { Amount, Id } from '../../values.js';
import { AwardYear } from './shapes.js';

/**
 * A reallocation that was decided takes money out of the award or puts it in: its funding and its
 * value are now these. Recorded before the funds move the money, so that no crash leaves it out.
 */
export const AwardReallocated = event('AwardReallocated', 1, {
  reallocation: Id,
  adds: z.array(AwardYear).max(200),
  releases: z.array(AwardYear).max(200),
  /** Year by year, after the move. */
  funding: z.array(AwardYear).max(400),
  value: Amount,
});

export const reallocatedEvents = { AwardReallocated } as const;
