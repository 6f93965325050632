import type { savingsEvents } from '#contracts/events/fund/savings.js';
import { idOf } from '#contracts/events/all.js';
import { parsePence } from '#libs/money/pence.js';
import { move, nowhere, type PostingsBy } from '../posting.js';

export const savingsPostings: PostingsBy<typeof savingsEvents> = {
  SavingsShareReceived: ({ data, effective, stream }) =>
    move(
      parsePence(data.amount),
      effective,
      {
        fund: idOf(stream),
        period: data.period,
        relatesTo: data.relatesTo,
        nature: 'revenue',
        source: data.source,
        ...nowhere,
        provider: data.from,
      },
      { account: 'cash:income:other' },
      { account: 'cash:held' },
    ),
};
