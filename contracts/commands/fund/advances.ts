import { z } from 'zod';
import { FinancialYear, Id, Nature, OrganisationId, PositiveAmount, Text } from '../../values.js';

export const advanceCommands = {
  'pay-advance': z.strictObject({
    advance: Id,
    provider: OrganisationId,
    award: Id,
    nature: Nature.default('revenue'),
    /** The year whose commitment it is paid ahead of; the year of the day if not said. */
    relatesTo: FinancialYear.optional(),
    amount: PositiveAmount,
    remittance: Text,
  }),
  'evidence-advance': z.strictObject({
    advance: Id,
    /** The evidence's own name: an expenditure like any other, paid already. */
    expenditure: Id,
    cost: PositiveAmount,
    reference: Text,
  }),
  'return-advance': z.strictObject({
    advance: Id,
    amount: PositiveAmount.optional(),
    reference: Text,
  }),
} as const;
