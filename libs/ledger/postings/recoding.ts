import type { EventOf } from '#contracts/events/all.js';
import type { CodedPayments, recodingEvents } from '#contracts/events/fund/recoding.js';
import { postsNothing, type Posting, type PostingsBy } from '../posting.js';
import { owed, paid, paidAtOnce, borneByOwner, portions, postEach, spent } from './spending.js';

/**
 * The old coding is taken back with its payment, and the new one recorded with it: what one source
 * holds more, another holds less, and each side balances by itself (rule 5).
 */
export const recodingPostings: PostingsBy<typeof recodingEvents> = {
  SpendingRecoded: (event) => {
    const { provider, period, relatesTo, was, is } = event.data;
    const before = { provider, period, relatesTo, ...was };
    const after = { period, relatesTo, ...is };
    return [
      ...postEach(portions(event, before, -1n), spent, owed),
      ...postEach(portions(event, { ...before, parts: was.paid }, -1n), paid),
      ...postEach(portions(event, after), spent, owed),
      ...postEach(portions(event, { ...after, parts: is.paid }), paid),
    ];
  },
  PaymentsRecoded: (event) => [
    ...event.data.was.flatMap((line) => payments(event, line, -1n)),
    ...event.data.is.flatMap((line) => payments(event, line, 1n)),
  ],
  RecodingProposed: postsNothing,
  RecodingApproved: postsNothing,
  RecodingProposalEnded: postsNothing,
  RecodingProposalLapsed: postsNothing,
  RecodingAuthorised: postsNothing,
};

/** What was paid at once is owed to nobody: its cost meets what the host holds, or its owner's income. */
function payments(
  event: EventOf<'PaymentsRecoded'>,
  { award, provider, nature, relatesTo, ...part }: CodedPayments,
  sign: 1n | -1n,
): Posting[] {
  const { period, form } = event.data;
  const of = { award, provider, nature, relatesTo, period };
  const coded = portions(event, { ...of, parts: [part] }, sign);
  return postEach(coded, spent, form === 'aligned' ? borneByOwner : paidAtOnce);
}
