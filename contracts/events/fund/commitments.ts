import { z } from 'zod';
import { event } from '../../event-type.js';
import { Amount, CostCategory, FinancialYear, Id, OrganisationId, Text } from '../../values.js';
import { CostShare } from '../award/shapes.js';
import { CommitmentLine, Period, PromiseOverride } from './shapes.js';

const commitment = { award: Id, provider: OrganisationId, lines: z.array(CommitmentLine).max(600) };

const costLines = z.array(
  z.strictObject({
    year: FinancialYear,
    period: Period,
    category: CostCategory,
    amount: Amount,
  }),
);

export const CommitmentReserved = event('CommitmentReserved', 5, {
  ...commitment,
  kind: z.enum(['contract', 'grant']),
  expires: z.iso.datetime(),
  /** What the award is to be for; none where it does not say. */
  costShares: z.array(CostShare).max(6),
  /** Why it may go beyond the budget: law, a demand-led scheme, or a fact that is only recorded. */
  obligation: z.enum(['none', 'law', 'demand-led', 'published-fact']),
  /** The statute, order or term that an obligation in law rests on; null where there is none, or it was not said. */
  legalBasis: Text.nullable(),
  overBudget: Amount,
  /** Null where it is within what there is, or obliged. */
  override: PromiseOverride.nullable(),
  /** The agreement's version whose limits it was judged by; -1 where the fund has no agreement. */
  agreementRevision: z.int(),
});

export const CommitmentConfirmed = event('CommitmentConfirmed', 2, {
  ...commitment,
  costLines,
});

export const CommitmentReleased = event('CommitmentReleased', 3, {
  ...commitment,
  /** By how much its cost lines shrink with it, below zero; none of what was only reserved. */
  costLines,
  from: z.enum(['reserved', 'committed']),
  cause: z.enum(['lapsed', 'given-up']),
});

export const commitmentEvents = {
  CommitmentReserved,
  CommitmentConfirmed,
  CommitmentReleased,
} as const;
