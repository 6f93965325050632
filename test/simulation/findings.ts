import type { settlement } from './workload/settlements.js';
import type { FundKind } from './workload/fund-wishes.js';
import type { Wish } from './workload/wish.js';

const wish = (
  kind: FundKind,
  a: number,
  b: number,
  c: number,
  pence: number,
  day: number,
  made = 0,
): Wish<FundKind> => ({ kind, a, b, c, pence, day, made });

/** What long runs have found, kept so that it is tried every time. */
export const findings: readonly {
  readonly lesson: string;
  /** How years are settled, where it matters: numbers that choose it. */
  readonly settled?: Parameters<typeof settlement>[0];
  readonly wished: readonly Wish<FundKind>[];
}[] = [
  {
    lesson: 'a correction gives money back in a year for which nothing was promised',
    wished: [
      wish('allocate', 0, 21, 0, 1, 0),
      wish('reserve', 17, 48, 54, 2, 0),
      wish('settle', 0, 1, 0, 1, 0),
      wish('verify', 0, 1, 1, 1, 0),
      wish('reverse', 0, 0, 0, 1, 365),
      wish('accrue', 0, 10, 0, 8, 365),
      wish('credit', 0, 0, 0, 1, 0),
    ],
  },
  {
    lesson: 'money that comes back where none was spent permits nothing that a ring-fence forbids',
    wished: [
      wish('fence', 0, 0, 11, 1, 0),
      wish('payment', 0, 52, 0, 1, 0),
      wish('reserve', 0, 0, 5, 1, 0),
    ],
  },
  {
    lesson: 'nothing of a contribution that was withdrawn can be put on new dates',
    wished: [wish('withdraw', 23, 0, 51, 1, 0), wish('schedule', 23, 0, 0, 1, 0)],
  },
  {
    lesson: 'cover is found for what is over, and no more',
    wished: [
      wish('reserve', 0, 63, 0, 1, 0),
      wish('verify', 0, 1, 1, 1, 365),
      wish('credit', 0, 0, 0, 1, 365),
      wish('cover', 0, 0, 0, 1, 0),
      wish('settle', 0, 0, 0, 1, 0),
      wish('permit', 0, 0, 0, 1, 0),
      wish('verify', 0, 0, 0, 1, 0),
      wish('profile', 0, 0, 0, 1, 0),
      wish('allocate', 0, 0, 0, 1, 0),
    ],
  },
  {
    lesson: 'a contribution that was withdrawn when some had come in can be varied again',
    wished: [
      wish('receive', 0, 0, 0, 1, 0),
      wish('withdraw', 0, 0, 21, 1, 0),
      wish('vary', 0, 0, 0, 1, 0),
    ],
  },
  {
    lesson: 'a contribution of which all was withdrawn after an invoice can be agreed anew',
    wished: [
      wish('invoice', 0, 0, 0, 1, 0),
      wish('release', 0, 0, 0, 1, 0),
      wish('settle', 0, 0, 0, 1, 0),
      wish('withdraw', 0, 0, 21, 1, 0),
      wish('vary', 0, 0, 0, 1, 0),
      wish('allocate', 0, 0, 0, 1, 0),
    ],
  },
  {
    lesson:
      'a period that was reopened is not closed again while an award of its year is undecided',
    wished: [
      wish('closeYear', 0, 0, 0, 1, 365),
      wish('reopen', 0, 0, 0, 1, 0),
      wish('reserve', 0, 0, 7, 1, 0),
      wish('hardClose', 0, 0, 0, 1, 30),
      wish('settle', 0, 0, 0, 1, 0),
    ],
  },
  {
    lesson: 'VAT that was recoded to another source since does not come back to the first',
    wished: [
      wish('verify', 0, 0, 0, 8, 0),
      wish('recode', 0, 1, 1, 1, 30),
      wish('verify', 0, 0, 0, 3, 0),
      wish('recoverVat', 0, 0, 0, 4, 0),
    ],
  },
  {
    lesson: 'an award that was reserved is finished, also once its only open period closes softly',
    wished: [
      wish('closeYear', 0, 0, 0, 1, 365),
      wish('reopen', 0, 0, 0, 1, 0),
      wish('reserve', 0, 0, 22, 1, 0),
      wish('softClose', 0, 0, 0, 1, 0),
      wish('settle', 0, 0, 0, 1, 0),
    ],
  },
  {
    lesson: 'held money that is used as another nature passes as money, and not only as authority',
    wished: [
      wish('income', 13, 21, 36, 1, 0),
      wish('closeYear', 0, 0, 0, 1, 365),
      wish('reprofile', 0, 0, 0, 1, 0),
    ],
  },
  {
    lesson: 'a year closes in which a correction gave back more than was matched',
    wished: [
      wish('reserve', 33, 0, 28, 1, 0),
      wish('verify', 0, 0, 0, 1, 0),
      wish('settle', 0, 1, 0, 1, 0),
      wish('recode', 0, 0, 0, 1, 365),
      wish('credit', 7, 0, 0, 1, 0),
      wish('closeYear', 0, 0, 93, 1, 365),
    ],
  },
  {
    lesson: 'published spending that stays where it was crosses no ring-fence when it is recoded',
    wished: [
      wish('reserve', 4, 14, 0, 1, 0),
      wish('payment', 0, 1, 0, 1, 0),
      wish('recodePayments', 45, 64, 0, 1, 0),
    ],
  },
  {
    lesson: 'a permission is used up also where only the day on which it is decided asks for it',
    wished: [
      wish('fence', 3, 19, 82, 1, 1),
      wish('permit', 0, 0, 1, 1, 0),
      wish('allocate', 0, 0, 0, 1, 0, 1),
    ],
  },
  {
    lesson:
      'what went on with a commitment is confirmed where it went, in a year that was reopened',
    settled: { a: 0, b: 0, c: 0 },
    wished: [
      wish('reserve', 0, 0, 22, 2, 0),
      wish('settle', 0, 76, 0, 1, 0),
      wish('closeYear', 0, 37, 0, 1, 365),
      wish('reopen', 0, 0, 0, 1, 0),
      wish('confirm', 68, 0, 0, 1, 0),
    ],
  },
  {
    lesson: 'an instalment whose invoice was paid is due anew once its money went back',
    wished: [
      wish('invoice', 0, 28, 0, 1, 0),
      wish('receive', 0, 58, 0, 1, 0),
      wish('receive', 0, 0, 13, 1, 0),
      wish('vary', 0, 0, 0, 2, 0),
      wish('vary', 0, 0, 0, 1, 0),
    ],
  },
];
