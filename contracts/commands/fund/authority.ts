import { z } from 'zod';
import { ToDecide } from '../../events/fund/authority.js';
import { Day, NonNegativeAmount } from '../../values.js';

const { shape } = ToDecide;
const part = shape.parts.element.shape;

export const authorityCommands = {
  /**
   * Lets somebody else decide what a scheme of delegation does not let them decide alone: exactly
   * this, once. What a refusal says under `asks` is what is approved here.
   */
  'approve-decision': z.strictObject({
    ...shape,
    of: shape.of.default('none'),
    amount: NonNegativeAmount,
    recurrent: shape.recurrent.default(false),
    parts: z
      .array(
        z.strictObject({
          scheme: part.scheme.default('none'),
          source: part.source.default('none'),
          year: part.year,
          nature: part.nature.default('revenue'),
          amount: part.amount,
        }),
      )
      .min(1)
      .max(1_000),
    /** The last day on which it may be used. */
    until: Day,
  }),
} as const;
