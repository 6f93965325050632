import { event } from '../../event-type.js';
import { Id, PersonalText } from '../../values.js';

/**
 * The fund will never count this claim on an outcome: it is rejected. Here, where it would be counted,
 * it is decided; the outcome's own stream says so next.
 */
export const StagePaymentBarred = event('StagePaymentBarred', 1, {
  outcome: Id,
  claim: Id,
  cause: PersonalText,
});

export const stageEvents = { StagePaymentBarred } as const;
