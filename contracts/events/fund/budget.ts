import { z } from 'zod';
import { event } from '../../event-type.js';
import { Amount, Certainty, Day, FinancialYear, Id, Nature, Text } from '../../values.js';
import { Period } from './shapes.js';

const anyParts = z.array(z.strictObject({ certainty: Certainty, amount: Amount }));
const parts = anyParts.min(1);
const budget = { source: Id, year: FinancialYear, nature: Nature };

export const BudgetAllocated = event('BudgetAllocated', 2, {
  scheme: Id,
  ...budget,
  period: Period,
  area: Id,
  amount: Amount,
  parts,
  /** Beyond what the source had unallocated: on whose authority, why, and by how much (rule 19). */
  override: z.strictObject({ authority: Text, reason: Text, beyond: Amount }).nullable(),
});

/** Budget that a scheme does not need is unallocated again. */
export const BudgetGivenUp = event('BudgetGivenUp', 1, {
  scheme: Id,
  ...budget,
  period: Period,
  area: Id,
  amount: Amount,
  parts,
});

/** A weight as it was measured: whole or with up to six places. */
export const Weight = z.string().regex(/^\d{1,15}(\.\d{1,6})?$/, 'write a weight as "1250.5"');

/** An amount shared between areas by what was measured in each, exact to the penny. */
export const BudgetAllocatedByFormula = event('BudgetAllocatedByFormula', 1, {
  formula: Id,
  ...budget,
  period: Period,
  amount: Amount,
  /** What was measured, and on which day. */
  measure: Text,
  measuredOn: Day,
  shares: z
    .array(
      z.strictObject({ area: Id, scheme: Id, weight: Weight, amount: Amount, parts: anyParts }),
    )
    .min(1)
    .max(500),
});

/** The scheme takes no more budget. What was spent on it stays with it. */
export const SchemeClosed = event('SchemeClosed', 1, { scheme: Id, cause: Text });

/** Cover was found for what went beyond a budget: where from, and what of it is still open. */
export const OverspendCovered = event('OverspendCovered', 1, {
  task: Id,
  amount: Amount,
  left: Amount,
  /** Where cover came from otherwise: a move, a new contribution, the order that was agreed. */
  reference: Text.nullable(),
  moved: z
    .strictObject({
      from: z.enum(['unallocated', 'scheme']),
      fromScheme: Id,
      fromArea: Id,
      scheme: Id,
      area: Id,
      ...budget,
      period: Period,
      parts,
    })
    .nullable(),
});

export const budgetEvents = {
  BudgetAllocated,
  BudgetGivenUp,
  BudgetAllocatedByFormula,
  SchemeClosed,
  OverspendCovered,
} as const;
