import { z } from 'zod';
import { event } from '../../event-type.js';
import { Amount, CostCategory, FinancialYear, Id, OrganisationId, Text } from '../../values.js';
import { CostShare } from '../award/shapes.js';
import { CommitmentLine, Period, PromiseOverride } from './shapes.js';

/** A cost category of one award-year gaining what another loses: memorandum only. */
export const CostMove = z.strictObject({
  year: FinancialYear,
  from: CostCategory,
  to: CostCategory,
  amount: Amount,
});

const CostLine = z.strictObject({
  year: FinancialYear,
  period: Period,
  category: CostCategory,
  amount: Amount,
});

export const Clawback = z.strictObject({ expenditure: Id, amount: Amount });

/** What a change adds is reserved from the scheme; what it takes away is reserved from the award. */
const change = {
  award: Id,
  change: Id,
  provider: OrganisationId,
  kind: z.enum(['contract', 'grant']),
  adds: z.array(CommitmentLine).max(600),
  takes: z.array(CommitmentLine).max(600),
};

export const CommitmentChangeReserved = event('CommitmentChangeReserved', 4, {
  ...change,
  /** What it adds is to be for; none where the award does not say. */
  costShares: z.array(CostShare).max(6),
  costMoves: z.array(CostMove).max(50),
  /** Who takes the award over with what remains of it; null where it stays where it is. */
  novatedTo: OrganisationId.nullable(),
  /** What is taken back of an expenditure once the change is decided. */
  clawback: Clawback.nullable(),
  expires: z.iso.datetime(),
  obligation: z.enum(['none', 'law', 'demand-led', 'published-fact']),
  /** The statute, order or term that an obligation in law rests on; null where there is none, or it was not said. */
  legalBasis: Text.nullable(),
  overBudget: Amount,
  /** Null where it is within what there is, or obliged. */
  override: PromiseOverride.nullable(),
  /** The agreement's version whose limits it was judged by; -1 where the fund has no agreement. */
  agreementRevision: z.int(),
});

/** The change was decided: what it adds is committed, what it takes away is the scheme's again. */
export const CommitmentChangeConfirmed = event('CommitmentChangeConfirmed', 1, {
  ...change,
  /** By how much each cost line of the award grows or shrinks. */
  costLines: z.array(CostLine).max(600),
});

/** The change was not made: everything is where it was. */
export const CommitmentChangeReleased = event('CommitmentChangeReleased', 1, change);

/** What remains of an award passes to another provider, each pound where it stands. */
export const CommitmentNovated = event('CommitmentNovated', 1, {
  award: Id,
  change: Id,
  from: OrganisationId,
  to: OrganisationId,
  lines: z.array(CommitmentLine.extend({ holding: z.enum(['reserved', 'committed']) })).max(600),
  costLines: z.array(CostLine).max(600),
});

/**
 * The other way: what came back of work that a former provider did went to the one who has the award
 * since, and its invoice has come after all. It is promised to the former one again, to be matched.
 */
export const CommitmentPassedBack = event('CommitmentPassedBack', 1, {
  award: Id,
  /** The accrual that was reversed before, and is cleared now. */
  accrual: Id,
  from: OrganisationId,
  to: OrganisationId,
  lines: z.array(CommitmentLine).min(1).max(600),
});

export const CostLinesMoved = event('CostLinesMoved', 1, {
  award: Id,
  provider: OrganisationId,
  ...CostMove.shape,
  period: Period,
  /** Within the contract's own allowance, or decided as a reallocation. */
  by: z.enum(['allowance', 'reallocation']),
  /** The change of the award, or the reallocation, that it belongs to. */
  reference: Id,
});

/** Cost lines of an award whose money a reallocation took or added to: each gives or gets its part. */
export const CostLinesFollowed = event('CostLinesFollowed', 1, {
  award: Id,
  provider: OrganisationId,
  reallocation: Id,
  /** By how much each cost line grows or shrinks. */
  costLines: z.array(CostLine).min(1).max(600),
});

export const commitmentChangeEvents = {
  CommitmentChangeReserved,
  CommitmentChangeConfirmed,
  CommitmentChangeReleased,
  CommitmentNovated,
  CommitmentPassedBack,
  CostLinesMoved,
  CostLinesFollowed,
} as const;

export type Clawback = z.infer<typeof Clawback>;
export type CostMove = z.infer<typeof CostMove>;
