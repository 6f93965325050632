import { z } from 'zod';
import { ToDecide } from '../../events/fund/authority.js';
import { Day, NonNegativeAmount, Text } from '../../values.js';

const { shape } = ToDecide;
const part = shape.parts.element.shape;

/** What a refusal says under `asks`. */
const asks = {
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
};

export const authorityCommands = {
  /**
   * Lets somebody else decide what a scheme of delegation does not let them decide alone: exactly
   * this, once. What a refusal says under `asks` is what is approved here.
   */
  'approve-decision': z.strictObject({
    ...asks,
    /** The last day on which it may be used. */
    until: Day,
  }),
  /** By who approved exactly this, as long as nobody has decided it. */
  'withdraw-approval': z.strictObject({ ...asks, cause: Text }),
} as const;
