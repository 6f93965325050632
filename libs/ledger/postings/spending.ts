import { idOf, type Standing } from '#contracts/events/all.js';
import type { FundEvent, SpendingPart } from '#contracts/events/fund.js';
import type { NatureOrUnknown } from '#contracts/values.js';
import { apportion } from '#libs/money/apportion.js';
import { parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { budget, move, none, type Dimensions, type Posting } from '../posting.js';

type Of<Type extends FundEvent['type']> = Standing & Extract<FundEvent, { type: Type }>;

interface Spending {
  readonly provider: string;
  readonly award: string;
  readonly nature: NatureOrUnknown;
  readonly period: string;
  readonly relatesTo: string;
  readonly parts: readonly SpendingPart[];
}

function filed(event: Standing, of: Spending, part: SpendingPart): Omit<Dimensions, 'account'> {
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
function spent(event: Standing, of: Spending, sign: 1n | -1n): Posting[] {
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

/** Shares a total between parts as their amounts stand to each other. */
function shared(total: Pence, parts: readonly SpendingPart[]): Pence[] {
  const amounts = parts.map((part) => parsePence(part.amount));
  const sum = sumPence(amounts);
  if (total === sum) return amounts;
  return apportion(
    total,
    amounts.map((amount) => (amount < 0n ? -amount : amount)),
  );
}

/** Cost is spending's share of what is owed; recoverable VAT is owed too, but comes back. */
function owed(event: Standing, of: Spending, recoverableVat: Pence, sign: 1n | -1n): Posting[] {
  const vat = recoverableVat === 0n ? [] : shared(recoverableVat, of.parts);
  return of.parts.flatMap((part, place) => {
    const on = filed(event, of, part);
    const creditor = { account: 'cash:creditor' } as const;
    return [
      ...move(sign * parsePence(part.amount), event.effective, on, creditor, {
        account: 'cash:expenditure',
      }),
      ...move(sign * (vat[place] ?? 0n), event.effective, on, creditor, {
        account: 'cash:vat-recoverable',
      }),
    ];
  });
}

function paid(event: Standing, of: Spending, amount: Pence, sign: 1n | -1n): Posting[] {
  const shares = shared(amount, of.parts);
  return of.parts.flatMap((part, place) =>
    move(
      sign * (shares[place] ?? 0n),
      event.effective,
      filed(event, of, part),
      { account: 'cash:held' },
      { account: 'cash:creditor' },
    ),
  );
}

export const expenditureAccrued = (event: Of<'ExpenditureAccrued'>): Posting[] => [
  ...spent(event, event.data, 1n),
  ...owed(event, event.data, 0n, 1n),
];

export const accrualReversed = (event: Of<'AccrualReversed'>): Posting[] => [
  ...spent(event, event.data, -1n),
  ...owed(event, event.data, 0n, -1n),
];

/** Verified, or credited with amounts below zero: spending counts, and the creditor arises. */
export const expenditureVerified = (
  event: Of<'ExpenditureVerified'> | Of<'ExpenditureCredited'>,
): Posting[] => [
  ...spent(event, event.data, 1n),
  ...owed(event, event.data, parsePence(event.data.recoverableVat), 1n),
];

export const expenditurePaid = (event: Of<'ExpenditurePaid'>): Posting[] =>
  paid(event, event.data, parsePence(event.data.amount), 1n);

/** What was paid stays paid: after the reversal the provider owes it. */
export const expenditureReversed = (event: Of<'ExpenditureReversed'>): Posting[] => [
  ...spent(event, event.data, -1n),
  ...owed(event, event.data, parsePence(event.data.recoverableVat), -1n),
];

export const paymentRecorded = (event: Of<'PaymentRecorded'>): Posting[] => [
  ...spent(event, event.data, 1n),
  ...owed(event, event.data, 0n, 1n),
  ...paid(event, event.data, parsePence(event.data.cost), 1n),
];
