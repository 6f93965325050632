import { z } from 'zod';
import { event } from '../../event-type.js';
import { Text } from '../../values.js';
import { Period } from './shapes.js';

/** Ordinary postings pass on to the next period; the offices named may still post into this one. */
export const PeriodSoftClosed = event('PeriodSoftClosed', 1, {
  period: Period,
  offices: z.array(Text).min(1).max(20),
});

/** Nothing posts in it any more (rule 17). */
export const PeriodHardClosed = event('PeriodHardClosed', 1, { period: Period });

/** On whose authority; statements of its year that were issued before are to be restated. */
export const PeriodReopened = event('PeriodReopened', 1, {
  period: Period,
  was: z.enum(['soft-closed', 'hard-closed']),
});

export const periodEvents = { PeriodSoftClosed, PeriodHardClosed, PeriodReopened } as const;
