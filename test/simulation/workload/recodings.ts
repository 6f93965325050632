import type { ProposedRecoding } from '#contracts/commands/fund/recoding.js';
import { command } from '#test/support/given.js';
import type { Choice, WishesOf } from './choice.js';
import { moneyOutWishes } from './money-out.js';
import { oneOf, pick } from './wish.js';

/** Recodings that others decide, claims that become invoices, and sources that become one. */
export const decidedWeights = {
  proposeRecoding: 5,
  approveRecoding: 6,
  withdrawRecoding: 2,
  verifyClaim: 5,
  rejectClaim: 2,
  mergeSources: 1,
} as const;

export const decidedWishes: WishesOf<keyof typeof decidedWeights> = {
  proposeRecoding: (of) => {
    const { effective, ...recoding } =
      of.b % 3 === 0 ? moneyOutWishes.recodePayments(of) : moneyOutWishes.recode(of);
    return command(
      'propose-recoding',
      { proposal: of.id, recoding: recoding as ProposedRecoding },
      effective,
    );
  },
  approveRecoding: (of) => command('approve-recoding', { proposal: proposed(of) }, of.day),
  withdrawRecoding: (of) =>
    command('withdraw-recoding', { proposal: proposed(of), cause: 'Right as it was' }, of.day),
  /** As it was claimed, mostly. */
  verifyClaim: ({ books, a, b, amount, nature, id, day }) => {
    const expenditure = oneOf(books.claims.keys(), a);
    const claim = books.claims.get(expenditure);
    return command(
      'verify-expenditure',
      {
        expenditure,
        ...{ provider: claim?.provider ?? 'two-rivers', award: claim?.award ?? 'none-such' },
        ...{ net: b % 3 === 0 ? amount : (claim?.amount ?? amount), nature, reference: id },
      },
      day,
    );
  },
  rejectClaim: ({ books, a, day }) =>
    command(
      'reject-expenditure',
      { expenditure: oneOf(books.claims.keys(), a), cause: 'Not of this grant' },
      day,
    ),
  mergeSources: ({ a, day }) =>
    command(
      'merge-sources',
      { sources: [pick(['icb', 'foundation'], a)], into: 'council', evidence: 'Order' },
      day,
    ),
};

/** One that is open, mostly. */
function proposed({ books, a }: Choice): string {
  const open = [...books.proposals].filter(([, proposal]) => proposal.open).map(([id]) => id);
  return open.length > 0 ? oneOf(open, a) : oneOf(books.proposals.keys(), a);
}
