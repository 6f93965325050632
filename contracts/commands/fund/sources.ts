import { z } from 'zod';
import { Rate, Rounding } from '../../events/fund/ring-fences.js';
import { Amount, FinancialYear, Id, OrganisationId, PositiveAmount, Text } from '../../values.js';
import { Schedule } from './shapes.js';

export const sourceCommands = {
  'transfer-source': z.strictObject({ source: Id, to: OrganisationId, evidence: Text }),
  'merge-sources': z.strictObject({
    sources: z.array(Id).min(1).max(50),
    into: Id,
    evidence: Text,
  }),
  'roll-forward-contribution': z.strictObject({
    contribution: Id,
    from: Id,
    /** Default: the power that the contribution before it is given under, else its source. */
    power: Text.optional(),
    /** Default: the year after. */
    year: FinancialYear.optional(),
    /** The part that recurs. Default: all of a recurrent contribution. */
    recurrent: PositiveAmount.optional(),
    changes: z
      .array(z.strictObject({ description: Text, amount: Amount }))
      .max(100)
      .default([]),
    /** Default: as a partner's contributions vary by the agreement, else none. */
    uplift: Rate.optional(),
    efficiency: Rate.optional(),
    rounding: Rounding.default('nearest-penny'),
    /** Default: the same days, years later. */
    schedule: Schedule.optional(),
  }),
  /** A partner pays a provider itself: netted against what it owes the pool. */
  'pay-on-behalf': z.strictObject({
    expenditure: Id,
    contribution: Id,
    instalment: Id,
    /** Default: all that is to be paid. */
    amount: PositiveAmount.optional(),
    reference: Text,
  }),
} as const;
