import { refuse } from '#projections/reading/refused.js';
import { codeOf } from '../explained.js';

/** PostgreSQL has cancelled the question, since it took too long (`query_canceled`). */
const cancelled = '57014';

/** What the database gave up is a refusal, which says what would help; everything else is as it was. */
export const orTookTooLong = (error: unknown): unknown =>
  codeOf(error) === cancelled ? refuse('took-too-long', {}) : error;
