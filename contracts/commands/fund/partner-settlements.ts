import { z } from 'zod';
import { Id, Nature, OrganisationId, PositiveAmount, Text } from '../../values.js';

export const partnerSettlementCommands = {
  /** Posts what the agreement says was agreed; it names no amounts of its own. */
  'settle-exit': z.strictObject({
    partner: OrganisationId,
    /** Default: of each flow the power that its source gives under. */
    power: Text.optional(),
  }),
  /** All that is owed, where no amount is named. */
  'record-settlement-payment': z.strictObject({
    source: Id,
    nature: Nature.default('revenue'),
    /** Default: the power that the source gives under. */
    power: Text.optional(),
    direction: z.enum(['to-partner', 'from-partner']),
    amount: PositiveAmount.optional(),
    reference: Text,
  }),
} as const;
