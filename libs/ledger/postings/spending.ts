import type { spendingEvents } from '#contracts/events/fund/spending.js';
import { idOf, type EventOf, type Standing } from '#contracts/events/all.js';
import type { InvoicedPart, SpendingPart } from '#contracts/events/fund/shapes.js';
import type { NatureOrUnknown } from '#contracts/values.js';
import { parsePence } from '#libs/money/pence.js';
import {
  budget,
  move,
  none,
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

/** Spending uses up a commitment, or the scheme's own budget where no award has money left for it. */
export function spent(event: Standing, of: Spending, sign: 1n | -1n): Posting[] {
  return of.parts.flatMap((part) => {
    const pence = sign * parsePence(part.amount);
    const on = filed(event, of, part);
    return part.drawsOn === 'commitment'
      ? move(
          pence,
          event.effective,
          on,
          { account: budget('committed', part.certainty) },
          { account: budget('matched', part.certainty) },
        )
      : move(
          pence,
          event.effective,
          on,
          { account: budget('scheme', part.certainty), award: none, provider: none },
          { account: budget('spent', part.certainty) },
        );
  });
}

/** Cost is spending's share of what is owed; recoverable VAT is owed too, but comes back. */
export function owed(event: Standing, of: Spending, sign: 1n | -1n): Posting[] {
  return of.parts.flatMap((part) => {
    const on = filed(event, of, part);
    const creditor = { account: 'cash:creditor' } as const;
    return [
      ...move(sign * parsePence(part.amount), event.effective, on, creditor, {
        account: 'cash:expenditure',
      }),
      ...move(sign * parsePence(part.recoverableVat ?? '0.00'), event.effective, on, creditor, {
        account: 'cash:vat-recoverable',
      }),
    ];
  });
}

/** Creditors are paid by the host; with -1, a provider pays back what it owes. */
export function paid(event: Standing, of: Spending, sign: 1n | -1n): Posting[] {
  return of.parts.flatMap((part) =>
    move(
      sign * parsePence(part.amount),
      event.effective,
      filed(event, of, part),
      { account: 'cash:held' },
      { account: 'cash:creditor' },
    ),
  );
}

const expenditureAccrued = (event: EventOf<'ExpenditureAccrued'>): Posting[] => [
  ...spent(event, event.data, 1n),
  ...owed(event, event.data, 1n),
];

const accrualReversed = (event: EventOf<'AccrualReversed'>): Posting[] => [
  ...spent(event, event.data, -1n),
  ...owed(event, event.data, -1n),
];

/** Out of what it came back to; whose it is and that it was confirmed stays known, and no more. */
const unspentMoneyHeld = (event: EventOf<'UnspentMoneyHeld'>): Posting[] =>
  event.data.parts.flatMap((part) => {
    const on = filed(event, event.data, part);
    return move(
      parsePence(part.amount),
      event.effective,
      on,
      part.drawsOn === 'commitment'
        ? { account: budget('committed', part.certainty) }
        : { account: budget('scheme', part.certainty), award: none, provider: none },
      {
        account: budget('held', part.certainty),
        ...{ scheme: none, award: none, provider: none, area: none },
      },
    );
  });

/** Verified, or credited with amounts below zero: spending counts, and the creditor arises. */
const expenditureVerified = (
  event: EventOf<'ExpenditureVerified'> | EventOf<'ExpenditureCredited'>,
): Posting[] => [...spent(event, event.data, 1n), ...owed(event, event.data, 1n)];

const expenditurePaid = (event: EventOf<'ExpenditurePaid'>): Posting[] =>
  paid(event, event.data, 1n);

/** What was paid stays paid: after the reversal the provider owes it. */
const expenditureReversed = (event: EventOf<'ExpenditureReversed'>): Posting[] => [
  ...spent(event, event.data, -1n),
  ...owed(event, event.data, -1n),
];

const paymentRecorded = (event: EventOf<'PaymentRecorded'>): Posting[] => [
  ...spent(event, event.data, 1n),
  ...owed(event, event.data, 1n),
  ...paid(event, event.data, 1n),
];

/** Its owner's income pays its owner's cost at once: both show, and nothing is held or owed between. */
const alignedPaymentRecorded = (event: EventOf<'AlignedPaymentRecorded'>): Posting[] => [
  ...spent(event, event.data, 1n),
  ...event.data.parts.flatMap((part) =>
    move(
      parsePence(part.amount),
      event.effective,
      filed(event, event.data, part),
      { account: 'cash:income:contribution' },
      { account: 'cash:expenditure' },
    ),
  ),
];

export const spendingPostings: PostingsBy<typeof spendingEvents> = {
  ExpenditureAccrued: expenditureAccrued,
  AccrualReversed: accrualReversed,
  UnspentMoneyHeld: unspentMoneyHeld,
  ExpenditureClaimed: postsNothing,
  ExpenditureVerified: expenditureVerified,
  ExpenditurePaid: expenditurePaid,
  ExpenditureCredited: expenditureVerified,
  ExpenditureReversed: expenditureReversed,
  PaymentRecorded: paymentRecorded,
  AlignedPaymentRecorded: alignedPaymentRecorded,
};
