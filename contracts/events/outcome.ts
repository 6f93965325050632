import type { DraftOf } from '../event-type.js';
import { measureEvents } from './outcome/measures.js';

/** What may happen to an outcome, by area. */
export const outcomeEvents = { ...measureEvents } as const;

export type OutcomeEvent = DraftOf<typeof outcomeEvents>;
