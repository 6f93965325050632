import type { advanceEvents } from '#contracts/events/fund/advances.js';
import type { EventOf } from '#contracts/events/all.js';
import { parsePence } from '#libs/money/pence.js';
import { move, type CashAccount, type Posting, type PostingsBy } from '../posting.js';
import { filed, portions, postEach, spent } from './spending.js';

type AdvanceEvent = EventOf<keyof typeof advanceEvents>;

/** Cash of each source passes from one account to another. */
const pass = (event: AdvanceEvent, from: CashAccount, to: CashAccount): Posting[] =>
  event.data.parts.flatMap((part) =>
    move(
      parsePence(part.amount),
      event.effective,
      filed(event, event.data, part),
      { account: `cash:${from}` },
      { account: `cash:${to}` },
    ),
  );

export const advancePostings: PostingsBy<typeof advanceEvents> = {
  AdvancePaid: (event) => pass(event, 'held', 'paid-in-advance'),
  AdvanceEvidenced: (event) => [
    ...postEach(portions(event, event.data), spent),
    ...pass(event, 'paid-in-advance', 'expenditure'),
  ],
  AdvanceReturned: (event) => pass(event, 'paid-in-advance', 'held'),
};
