import { z } from 'zod';
import { event, type DraftOf } from '../event-type.js';
import { Day, OrganisationId, Text } from '../values.js';

/** A plan that bodies adopt for a place, as it is from a day on: the whole of it, so that a later one replaces it. */
const terms = {
  title: Text,
  adoptedBy: z.array(OrganisationId).min(1).max(100),
  /** Where it can be read, and where it was adopted. */
  document: Text,
  /** The last day of it; null where it says none. */
  until: Day.nullable(),
};

export const StrategyAdopted = event('StrategyAdopted', 1, terms);

/** Refreshed, joined by another body, to run longer, or to end. */
export const StrategyRevised = event('StrategyRevised', 1, terms);

export const strategyEvents = { StrategyAdopted, StrategyRevised } as const;
export type StrategyEvent = DraftOf<typeof strategyEvents>;
