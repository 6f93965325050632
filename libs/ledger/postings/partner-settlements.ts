import type { ExitLine } from '#contracts/events/agreement/exit.js';
import { idOf, type EventOf, type Standing } from '#contracts/events/all.js';
import type { partnerSettlementEvents } from '#contracts/events/fund/partner-settlements.js';
import { parsePence } from '#libs/money/pence.js';
import { move, nowhere, type Dimensions, type Posting, type PostingsBy } from '../posting.js';

type Filed = Omit<Dimensions, 'account' | 'source' | 'nature'>;

const filed = (
  event: Standing,
  { period, relatesTo }: { readonly period: string; readonly relatesTo: string },
): Filed => ({
  fund: idOf(event.stream),
  period,
  relatesTo,
  ...nowhere,
});

function exitSettled(event: EventOf<'ExitSettled'>): Posting[] {
  const { lines, reversed } = event.data;
  const on = filed(event, event.data);
  return [
    ...reversed
      .flatMap((line) => exitLine(event.effective, on, line))
      .map((posting) => ({ ...posting, pence: -posting.pence })),
    ...lines.flatMap((line) => exitLine(event.effective, on, line)),
  ];
}

/**
 * What the pool owes a partner is returned to it, and a creditor until it is paid; what the partner
 * owes is its contribution, and a debtor. Where it is another source's gain or loss, the money goes
 * from one to the other at once, and the debtor or creditor stays with the leaving partner's source.
 */
function exitLine(effective: string, on: Filed, line: ExitLine): Posting[] {
  const { source, nature, direction, counterpart } = line;
  const pence = parsePence(line.amount);
  const own = { ...on, nature, source };
  const outward = direction === 'to-partner';
  return [
    ...(outward
      ? move(pence, effective, own, { account: 'cash:settlement' }, { account: 'cash:returned' })
      : move(
          pence,
          effective,
          own,
          { account: 'cash:income:contribution' },
          { account: 'cash:settlement' },
        )),
    ...(counterpart === null
      ? []
      : [
          ...between(effective, own, outward ? pence : -pence),
          ...between(effective, { ...own, source: counterpart }, outward ? -pence : pence),
        ]),
  ];
}

/** Money held for one source is held for another; above zero it comes in. */
const between = (
  effective: string,
  on: Filed & Pick<Dimensions, 'source' | 'nature'>,
  pence: bigint,
): Posting[] => move(pence, effective, on, { account: 'cash:transfer' }, { account: 'cash:held' });

function settlementPaid(event: EventOf<'SettlementPaid'>): Posting[] {
  const { source, nature, direction, amount } = event.data;
  const pence = parsePence(amount);
  return move(
    direction === 'to-partner' ? pence : -pence,
    event.effective,
    { ...filed(event, event.data), source, nature },
    { account: 'cash:held' },
    { account: 'cash:settlement' },
  );
}

export const partnerSettlementPostings: PostingsBy<typeof partnerSettlementEvents> = {
  ExitSettled: exitSettled,
  SettlementPaid: settlementPaid,
};
