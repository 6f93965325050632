import { z } from 'zod';
import { Id, Nature, PositiveAmount } from '../../values.js';

/**
 * One amount of an exit settlement: of which fund, and of which source, the leaving partner's. What is
 * owed goes to the partner or comes from it; where it is another source's gain or loss, `counterpart`
 * names that source, else it is the partner's own money.
 */
export const ExitLine = z.strictObject({
  fund: Id,
  source: Id,
  nature: Nature,
  direction: z.enum(['to-partner', 'from-partner']),
  amount: PositiveAmount,
  for: z.enum(['unspent-money', 'risk-share', 'reserve', 'commitments', 'assets', 'other']),
  counterpart: Id.nullable(),
});
export type ExitLine = z.infer<typeof ExitLine>;
