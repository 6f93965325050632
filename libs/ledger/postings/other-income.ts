import type { otherIncomeEvents } from '#contracts/events/fund/other-income.js';
import { idOf, type EventOf } from '#contracts/events/all.js';
import { parsePence } from '#libs/money/pence.js';
import { move, nowhere, type Posting, type PostingsBy } from '../posting.js';

/** Filed under the body that recovers, so that it is not taken for a contribution. */
function vatRecovered(event: EventOf<'VatRecovered'>): Posting[] {
  const { data, effective } = event;
  return move(
    parsePence(data.amount),
    effective,
    {
      fund: idOf(event.stream),
      period: data.period,
      relatesTo: data.relatesTo,
      nature: data.nature,
      source: data.source,
      ...nowhere,
      provider: data.body,
    },
    { account: 'cash:vat-recoverable' },
    { account: 'cash:held' },
  );
}

function otherIncomeBudgeted(event: EventOf<'OtherIncomeBudgeted'>): Posting[] {
  const { data, effective } = event;
  return move(
    parsePence(data.amount),
    effective,
    {
      fund: idOf(event.stream),
      period: data.period,
      relatesTo: data.year,
      nature: data.nature,
      source: data.source,
      ...nowhere,
    },
    { account: 'budget:other-income:confirmed' },
    { account: 'budget:unallocated:confirmed' },
  );
}

export const otherIncomePostings: PostingsBy<typeof otherIncomeEvents> = {
  VatRecovered: vatRecovered,
  OtherIncomeBudgeted: otherIncomeBudgeted,
};
