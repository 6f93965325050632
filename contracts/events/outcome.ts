import type { DraftOf } from '../event-type.js';
import { measureEvents } from './outcome/measures.js';
import { outcomePaymentEvents } from './outcome/payments.js';

/** What may happen to an outcome, by area. */
export const outcomeEvents = { ...measureEvents, ...outcomePaymentEvents } as const;

export type OutcomeEvent = DraftOf<typeof outcomeEvents>;
