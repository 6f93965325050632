import type { EventOf } from '#contracts/events/all.js';
import type { CodedPayments, recodingEvents } from '#contracts/events/fund/recoding.js';
import { parsePence } from '#libs/money/pence.js';
import { move, postsNothing, type Posting, type PostingsBy } from '../posting.js';
import { filed, owed, paid, spent } from './spending.js';

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
  return [
    ...spent(event, { ...of, parts: [part] }, sign),
    ...move(
      sign * parsePence(part.amount),
      event.effective,
      filed(event, of, part),
      { account: form === 'aligned' ? 'cash:income:contribution' : 'cash:held' },
      { account: 'cash:expenditure' },
    ),
  ];
}
