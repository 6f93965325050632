import type { z } from 'zod';
import { refuse } from '#projections/reading/refused.js';

/** Parameters checked against their schema; refused with what is wrong, and where that is in one of them. */
export function checkedQuery<Schema extends z.ZodType>(
  schema: Schema,
  query: unknown,
): z.output<Schema> {
  const asked = schema.safeParse(query);
  if (asked.success) return asked.data;
  throw refuse('invalid-request', {
    detail: asked.error.issues
      .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
      .join('; '),
  });
}
