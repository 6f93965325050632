import type { EventOf } from '#contracts/events/all.js';
import type { retentionEvents } from '#contracts/events/fund/retention.js';
import { parsePence } from '#libs/money/pence.js';
import { move, type Posting, type PostingsBy } from '../posting.js';
import { filed } from './spending.js';

/** Owed all the same, but not yet payable. */
const kept = (
  event: EventOf<'RetentionHeld'> | EventOf<'RetentionReleased'>,
  sign: 1n | -1n,
): Posting[] =>
  event.data.parts.flatMap((part) =>
    move(
      sign * parsePence(part.amount),
      event.effective,
      filed(event, event.data, part),
      { account: 'cash:creditor:retained' },
      { account: 'cash:creditor' },
    ),
  );

export const retentionPostings: PostingsBy<typeof retentionEvents> = {
  RetentionHeld: (event) => kept(event, 1n),
  RetentionReleased: (event) => kept(event, -1n),
};
