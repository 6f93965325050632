import { z } from 'zod';
import { Period } from '../../events/fund/shapes.js';
import { Text } from '../../values.js';

export const periodCommands = {
  'soft-close-period': z.strictObject({
    period: Period,
    /** Who may still post into it. */
    offices: z.array(Text).min(1).max(20).default(['finance', 'section-151-officer']),
  }),
  'hard-close-period': z.strictObject({ period: Period }),
  'reopen-period': z.strictObject({ period: Period }),
} as const;
