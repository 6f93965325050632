import { z } from 'zod';
import { event } from '../../event-type.js';
import {
  Amount,
  Certainty,
  CostCategory,
  FinancialYear,
  Id,
  Nature,
  NatureOrUnknown,
  OrganisationId,
  Power,
  Text,
} from '../../values.js';
import { Period, Restatement } from './shapes.js';

/** Money of one source, capital or revenue. */
const Pot = z.strictObject({ source: Id, nature: Nature, amount: Amount });
/** Money that comes into the next year; `held`: it cannot be allocated before somebody decides. */
const Brought = Pot.extend({ to: z.enum(['unallocated', 'held']) });

/** How one source's year ended, and what became of what it had left. Pence of one nature. */
const SourceYear = z.strictObject({
  source: Id,
  nature: Nature,
  /** Shared with the partners, or settled alone: ring-fenced, restricted, year-limited, capital. */
  settled: z.enum(['shared', 'alone']),
  broughtForward: Amount,
  due: Amount,
  otherIncome: Amount,
  cost: Amount,
  /** Income less cost and less what went back, before anything is shared. */
  own: Amount,
  /** What passes to it from other sources; below zero: to them. */
  transfer: Amount,
  outcome: z.enum(['carried', 'held', 'returnable', 'nothing-left']),
  returnable: Amount,
  carriedForward: Amount,
  /** Of what is carried, what nobody can allocate: it awaits its funder's word, or is a reserve. */
  held: Amount,
  /** The funder's consent, or the basis that an NHS chief finance officer recorded. */
  basis: Text.nullable(),
});

/** A commitment that goes on with its money in the next year. */
const CarriedCommitment = z.strictObject({
  award: Id,
  provider: OrganisationId,
  scheme: Id,
  source: Id,
  nature: NatureOrUnknown,
  area: Id,
  certainty: Certainty,
  /** In the next year: its money goes with it, and is there. Aligned money stays as certain as it was. */
  becomes: Certainty,
  amount: Amount,
});

/**
 * The seven steps of the year-end, decided together. Amounts that pass (`transfers`, `returnable`,
 * `brought`) are what this closing adds to earlier ones: a year that was reopened is closed again by
 * the difference.
 */
export const YearClosed = event('YearClosed', 3, {
  year: FinancialYear,
  /** 1 for the first closing; more: a restatement of it. */
  closing: z.int().min(1),
  period: Period,
  opens: Period,
  /** The version of the agreement in force for the year; -1 where there is none. */
  agreementRevision: z.int(),
  sources: z.array(SourceYear).max(400),
  /** Unrestricted contributions due + other income − unrestricted cost. Below zero: overspent. */
  variance: Amount,
  /**
   * Adverse variances, in the agreement's order of cover; what is left of them is shared. Before all,
   * `carried`: money that earlier years left and this one planned to spend is no overspend. Underspends,
   * uncommitted allocations and what came in from outside are in the variance already.
   */
  covered: z.array(
    z.strictObject({
      by: z.enum(['carried', 'underspends', 'risk-reserve', 'uncommitted-allocations', 'outside']),
      amount: Amount,
      /** What came in from outside, and from whom. */
      reference: Text.nullable(),
    }),
  ),
  /** Of an underspend, before it is shared; `commitments`: what goes on with them. */
  retained: z.array(
    z.strictObject({
      use: z.enum(['commitments', 'risk-reserve', 'non-recurrent']),
      amount: Amount,
    }),
  ),
  /** Variance of aligned money that is shared too; its owners keep the money itself. */
  aligned: z.array(z.strictObject({ fund: Id, source: Id, amount: Amount })).max(200),
  /** What was shared, in proportion to what, and each source's part. */
  shared: Amount,
  base: z.array(z.strictObject({ source: Id, amount: Amount })),
  shares: z.array(z.strictObject({ source: Id, amount: Amount })),
  transfers: z.array(Pot).max(400),
  returnable: z.array(Pot).max(400),
  brought: z.array(Brought).max(800),
  commitments: z.array(CarriedCommitment).max(600),
  costLines: z.array(
    z.strictObject({ award: Id, provider: OrganisationId, category: CostCategory, amount: Amount }),
  ),
});

/** Until the year before is closed, a year stands on what it is expected to bring. */
export const BalancesBroughtProvisionally = event('BalancesBroughtProvisionally', 2, {
  year: FinancialYear,
  period: Period,
  certainty: Certainty,
  /** Where the figures come from. */
  basis: Text,
  brought: z.array(Brought).min(1).max(400),
});

/** The year before is closed, and what was brought of it before that is certain, wherever it stands. */
export const ProvisionalBalancesConfirmed = event('ProvisionalBalancesConfirmed', 1, {
  source: Id,
  nature: Nature,
  year: FinancialYear,
  period: Period,
  was: Certainty,
  amount: Amount,
  restated: z.array(Restatement).max(400),
});

/** The funder lets unspent money be used after all: as what, and in which year. */
export const HeldMoneyReprofiled = event('HeldMoneyReprofiled', 1, {
  source: Id,
  nature: Nature,
  year: FinancialYear,
  period: Period,
  intoNature: Nature,
  intoYear: FinancialYear,
  intoPeriod: Period,
  amount: Amount,
  reference: Text,
});

/** The funder wants it back: it is owed to the funder from now on. */
export const HeldMoneyReturnable = event('HeldMoneyReturnable', 1, {
  source: Id,
  nature: Nature,
  year: FinancialYear,
  period: Period,
  amount: Amount,
  reference: Text,
});

/** What was owed to a funder or a partner is paid back. */
export const MoneyReturned = event('MoneyReturned', 2, {
  source: Id,
  power: Power,
  nature: Nature,
  period: Period,
  relatesTo: FinancialYear,
  amount: Amount,
  reference: Text,
});

export const yearEndEvents = {
  YearClosed,
  BalancesBroughtProvisionally,
  ProvisionalBalancesConfirmed,
  HeldMoneyReprofiled,
  HeldMoneyReturnable,
  MoneyReturned,
} as const;

export type Pot = z.infer<typeof Pot>;
export type Brought = z.infer<typeof Brought>;
export type SourceYear = z.infer<typeof SourceYear>;
export type CarriedCommitment = z.infer<typeof CarriedCommitment>;
