import type { invoiceEvents } from '#contracts/events/fund/invoices.js';
import type { EventOf } from '#contracts/events/all.js';
import { postsNothing, type Posting, type PostingsBy } from '../posting.js';
import { paid, portions, postEach } from './spending.js';

/** Cash that the provider owed comes back: a payment the other way. */
const expenditureRecovered = (event: EventOf<'ExpenditureRecovered'>): Posting[] =>
  postEach(portions(event, event.data, -1n), paid);

export const invoicePostings: PostingsBy<typeof invoiceEvents> = {
  ExpenditureApproved: postsNothing,
  ExpenditureRejected: postsNothing,
  ExpenditureDisputed: postsNothing,
  DisputeResolved: postsNothing,
  ExpenditureRecovered: expenditureRecovered,
};
