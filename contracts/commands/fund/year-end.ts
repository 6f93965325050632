import { z } from 'zod';
import { FinancialYear, Id, Nature, PositiveAmount, Text } from '../../values.js';

const pot = { source: Id, nature: Nature.default('revenue') };

export const yearEndCommands = {
  'close-year': z.strictObject({
    year: FinancialYear,
    /** Every award with money of the year outstanding: given up, or carried with its money. */
    commitments: z
      .array(z.strictObject({ award: Id, decision: z.enum(['release', 'carry']) }))
      .max(600)
      .default([]),
    /** What becomes of the unspent money of a source that settles alone, and on whose word. */
    unspent: z
      .array(
        z.strictObject({
          ...pot,
          decision: z.enum(['carry', 'hold', 'return']),
          basis: Text,
        }),
      )
      .max(100)
      .default([]),
    /** Other income of the year that came in to meet an overspend, and from whom (step 4). */
    outside: z.strictObject({ amount: PositiveAmount, reference: Text }).optional(),
    /** Aligned funds of the agreement whose variance is shared with the pool's. */
    aligned: z.array(Id).max(50).default([]),
    /** The basis on which an NHS body's share is carried: its chief finance officer's own words. */
    bases: z
      .array(z.strictObject({ source: Id, office: Id, basis: Text }))
      .max(50)
      .default([]),
  }),
  'bring-balances-provisionally': z.strictObject({
    year: FinancialYear,
    basis: Text,
    balances: z
      .array(z.strictObject({ ...pot, amount: PositiveAmount }))
      .min(1)
      .max(200),
  }),
  'reprofile-held-money': z.strictObject({
    ...pot,
    year: FinancialYear,
    intoYear: FinancialYear.optional(),
    intoNature: Nature.optional(),
    amount: PositiveAmount,
    /** The funder's letter. */
    reference: Text,
  }),
  'return-held-money': z.strictObject({
    ...pot,
    year: FinancialYear,
    amount: PositiveAmount,
    reference: Text,
  }),
  'pay-back': z.strictObject({
    ...pot,
    /** Default: the power that the source gives under. */
    power: Text.optional(),
    relatesTo: FinancialYear.optional(),
    amount: PositiveAmount,
    reference: Text,
  }),
} as const;
