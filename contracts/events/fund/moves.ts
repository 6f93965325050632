import { z } from 'zod';
import { event } from '../../event-type.js';
import { Amount, FinancialYear, Id, Nature, OrganisationId, Text } from '../../values.js';
import { Approval, Leg } from './move-shapes.js';
import { place } from './shapes.js';

/** Budget of one leg at one place: an award's names it and its provider, a scheme's neither. */
export const MoveLine = z.strictObject({
  leg: z.int().min(0),
  ...place,
  year: FinancialYear,
  nature: Nature,
  award: Id,
  provider: OrganisationId,
  /** A month, or the adjustment period at the end of a year. */
  period: z.string().regex(/^\d{4}-\d{2}(-adj)?$/),
  amount: Amount,
});

/**
 * A line as it moves. `crosses`: from or to another fund, source or nature, so that the money itself
 * passes and not only the authority to spend it; within a source from year to year it does not.
 */
export const MovedLine = MoveLine.extend({ crosses: z.boolean() });

/** What an office has now decided on a budget head for a year, towards its cumulative limit. */
export const Counted = z.strictObject({
  organisation: OrganisationId,
  office: Id,
  head: Id,
  year: FinancialYear,
  amount: Amount,
});

/**
 * A fund's part in a move that is being decided: its money is set aside, and what the offices decide
 * is counted. Where money only comes in, nothing is set aside.
 */
export const BudgetReservedForMove = event('BudgetReservedForMove', 1, {
  reallocation: Id,
  /** Tells one try at carrying a reallocation out from the next. */
  attempt: Text,
  /** Of the whole reallocation, over all funds. */
  amount: Amount,
  technical: z.boolean(),
  recurrent: z.boolean(),
  /** The legs that touch this fund. */
  legs: z.array(Leg).min(1).max(200),
  lines: z.array(MoveLine).max(600),
  approvals: z.array(Approval).min(1).max(50),
  counted: z.array(Counted).max(600),
  expires: z.iso.datetime(),
});

const moved = { reallocation: Id, lines: z.array(MovedLine).min(1).max(600) };

/** Out of where it was set aside, in transfer. */
export const BudgetMovedOut = event('BudgetMovedOut', 1, {
  ...moved,
  approvals: z.array(Approval).min(1).max(50),
});

/** In from transfer, to a scheme or to an award's commitment. */
export const BudgetMovedIn = event('BudgetMovedIn', 1, {
  ...moved,
  approvals: z.array(Approval).min(1).max(50),
});

/** The move was not made: everything is where it was, and nothing has been decided. */
export const BudgetMoveReleased = event('BudgetMoveReleased', 1, {
  reallocation: Id,
  attempt: Text,
  lines: z.array(MoveLine).max(600),
  counted: z.array(Counted).max(600),
});

/** A fund's part is done: also where only cost lines moved. */
export const BudgetMoveCompleted = event('BudgetMoveCompleted', 1, {
  reallocation: Id,
  attempt: Text,
});

export const moveEvents = {
  BudgetReservedForMove,
  BudgetMovedOut,
  BudgetMovedIn,
  BudgetMoveReleased,
  BudgetMoveCompleted,
} as const;

export type MovedLine = z.infer<typeof MovedLine>;
export type MoveLine = z.infer<typeof MoveLine>;
export type Counted = z.infer<typeof Counted>;
