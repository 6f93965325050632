import { z } from 'zod';

export const correctionCommands = {
  /** Takes back what was recorded as received, paid or given by mistake. */
  'reverse-entry': z.strictObject({
    /** The place of its event in the fund's stream: the event's revision. */
    entry: z.int().min(0),
  }),
} as const;
