import type { spendingEvents } from '#contracts/events/fund/spending.js';
import { idOf, type EventOf, type Standing } from '#contracts/events/all.js';
import type { InvoicedPart, SpendingPart } from '#contracts/events/fund/shapes.js';
import type { NatureOrUnknown } from '#contracts/values.js';
import { parsePence, type Pence } from '#libs/money/pence.js';
import {
  addMove,
  budget,
  move,
  none,
  nowhere,
  postsNothing,
  type Dimensions,
  type Posting,
  type PostingsBy,
} from '../posting.js';

interface Spending {
  readonly provider: string;
  readonly award: string;
  readonly nature: NatureOrUnknown;
  readonly period: string;
  readonly relatesTo: string;
  readonly parts: readonly (SpendingPart & Partial<InvoicedPart>)[];
}

export function filed(
  event: Standing,
  of: Omit<Spending, 'parts'>,
  part: Pick<SpendingPart, 'scheme' | 'source' | 'area'>,
): Omit<Dimensions, 'account'> {
  return {
    fund: idOf(event.stream),
    period: of.period,
    relatesTo: of.relatesTo,
    nature: of.nature,
    source: part.source,
    scheme: part.scheme,
    award: of.award,
    provider: of.provider,
    area: part.area,
  };
}

/** Part of a spending, read once for all that it posts. */
interface Portion {
  readonly part: SpendingPart & Partial<InvoicedPart>;
  readonly pence: Pence;
  readonly recoverableVat: Pence;
  readonly effective: string;
  readonly on: Omit<Dimensions, 'account'>;
}

/** The parts of a spending; with -1, of one that is taken back. */
export const portions = (event: Standing, of: Spending, sign: 1n | -1n = 1n): Portion[] =>
  of.parts.map((part) => ({
    part,
    pence: sign * parsePence(part.amount),
    recoverableVat: sign * parsePence(part.recoverableVat ?? '0.00'),
    effective: event.effective,
    on: filed(event, of, part),
  }));

/** What a portion posts, behind what is posted already. */
type PortionPosts = (posted: Posting[], of: Portion) => void;

/** What all portions post by one rule, then by the next. */
export function postEach(of: readonly Portion[], ...rules: readonly PortionPosts[]): Posting[] {
  const posted: Posting[] = [];
  for (const rule of rules) for (const portion of of) rule(posted, portion);
  return posted;
}

const [held, creditor, expenditure, vat] = [
  { account: 'cash:held' },
  { account: 'cash:creditor' },
  { account: 'cash:expenditure' },
  { account: 'cash:vat-recoverable' },
] as const;

/** Spending uses up a commitment, or the scheme's own budget where no award has money left for it. */
export const spent: PortionPosts = (posted, { part, pence, effective, on }) => {
  const { drawsOn, certainty } = part;
  if (drawsOn === 'commitment') {
    const committed = { account: budget('committed', certainty) };
    addMove(posted, pence, effective, on, committed, { account: budget('matched', certainty) });
  } else {
    const scheme = { account: budget('scheme', certainty), award: none, provider: none };
    addMove(posted, pence, effective, on, scheme, { account: budget('spent', certainty) });
  }
};

/** Cost is spending's share of what is owed; recoverable VAT is owed too, but comes back. */
export const owed: PortionPosts = (posted, { pence, recoverableVat, effective, on }) => {
  addMove(posted, pence, effective, on, creditor, expenditure);
  addMove(posted, recoverableVat, effective, on, creditor, vat);
};

/** Creditors are paid by the host; taken back, a provider pays back what it owes. */
export const paid: PortionPosts = (posted, { pence, effective, on }) =>
  addMove(posted, pence, effective, on, held, creditor);

/** Its owner's income meets its owner's cost: nothing is held or owed between. */
export const borneByOwner: PortionPosts = (posted, { pence, effective, on }) =>
  addMove(posted, pence, effective, on, { account: 'cash:income:contribution' }, expenditure);

/** What the host pays at once is owed to nobody. */
export const paidAtOnce: PortionPosts = (posted, { pence, effective, on }) =>
  addMove(posted, pence, effective, on, held, expenditure);

/** Out of what it came back to; whose it is and that it was confirmed stays known, and no more. */
const unspentMoneyHeld = (
  event: EventOf<'UnspentMoneyHeld'> | EventOf<'UnspentMoneyReleased'>,
  sign: 1n | -1n = 1n,
): Posting[] =>
  event.data.parts.flatMap((part) => {
    const on = filed(event, event.data, part);
    return move(
      sign * parsePence(part.amount),
      event.effective,
      on,
      part.drawsOn === 'commitment'
        ? { account: budget('committed', part.certainty) }
        : { account: budget('scheme', part.certainty), award: none, provider: none },
      { account: budget('held', part.certainty), ...nowhere },
    );
  });

export const spendingPostings: PostingsBy<typeof spendingEvents> = {
  ExpenditureAccrued: (event) => postEach(portions(event, event.data), spent, owed),
  AccrualReversed: (event) => postEach(portions(event, event.data, -1n), spent, owed),
  AlignedCostAccrued: (event) => postEach(portions(event, event.data), spent, borneByOwner),
  AlignedAccrualReversed: (event) =>
    postEach(portions(event, event.data, -1n), spent, borneByOwner),
  UnspentMoneyHeld: (event) => unspentMoneyHeld(event),
  UnspentMoneyReleased: (event) => unspentMoneyHeld(event, -1n),
  ExpenditureClaimed: postsNothing,
  ExpenditureVerified: (event) => postEach(portions(event, event.data), spent, owed),
  ExpenditurePaid: (event) => postEach(portions(event, event.data), paid),
  // Of amounts below zero.
  ExpenditureCredited: (event) => postEach(portions(event, event.data), spent, owed),
  // What was paid stays paid: after the reversal the provider owes it.
  ExpenditureReversed: (event) => postEach(portions(event, event.data, -1n), spent, owed),
  PaymentRecorded: (event) => postEach(portions(event, event.data), spent, owed, paid),
  AlignedPaymentRecorded: (event) => postEach(portions(event, event.data), spent, borneByOwner),
};
