import { z } from 'zod';
import { event } from '../../event-type.js';
import { Amount, Id, PersonalText } from '../../values.js';
import { changed } from './shapes.js';

/** What a need costs. Needs are named by kind, never described: the person stays out of it (rule 16). */
export const Need = z.strictObject({ need: Id, amount: Amount });

/**
 * How the money of an award that follows one person was built up. It stands beside the award in its
 * stream; the money is the award's like any other, and moves with it to another provider.
 */
export const PersonalBudgetBuilt = event('PersonalBudgetBuilt', 1, {
  /** A reference that means nothing outside the provider's own records. */
  person: Id,
  needs: z.array(Need).min(1).max(100),
  /** Of the needs. */
  sum: Amount,
  /** Instead of the sum, where somebody decided so; null where the sum stands. */
  override: z.strictObject({ amount: Amount, reason: PersonalText }).nullable(),
  /** The override, or the sum: what the award is worth. */
  budget: Amount,
});

/**
 * The person's needs were looked at anew: from the event's day on the award is worth what they now
 * come to over the whole of its term, with what was spent of it before.
 */
export const PersonalBudgetReassessed = event('PersonalBudgetReassessed', 1, {
  ...changed,
  ...PersonalBudgetBuilt.schema.omit({ person: true }).shape,
  cause: PersonalText,
});

export const personalBudgetEvents = { PersonalBudgetBuilt, PersonalBudgetReassessed } as const;
