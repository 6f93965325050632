import type { recodingEvents } from '#contracts/events/fund/recoding.js';
import type { PostingsBy } from '../posting.js';
import { owed, paid, spent } from './spending.js';

/**
 * The old coding is taken back with its payment, and the new one recorded with it: what one source
 * holds more, another holds less, and each side balances by itself (rule 5).
 */
export const recodingPostings: PostingsBy<typeof recodingEvents> = {
  SpendingRecoded: (event) => {
    const { provider, period, relatesTo, was, is } = event.data;
    const before = { provider, period, relatesTo, ...was };
    const after = { provider, period, relatesTo, ...is };
    return [
      ...spent(event, before, -1n),
      ...owed(event, before, -1n),
      ...paid(event, { ...before, parts: was.paid }, -1n),
      ...spent(event, after, 1n),
      ...owed(event, after, 1n),
      ...paid(event, { ...after, parts: is.paid }, 1n),
    ];
  },
};
