import { command } from '#test/support/given.js';
import { periodAfter } from '../auditor/amounts.js';
import type { Books } from '../auditor/books.js';
import type { Choice, WishesOf } from './choice.js';
import { pick, pounds } from './wish.js';
import { years } from './world.js';

/** Months and years that close, and what their money becomes. */
export const yearWeights = {
  softClose: 1,
  hardClose: 2,
  reopen: 1,
  closeYear: 6,
  provisional: 3,
  reprofile: 2,
  returnHeld: 2,
  payBack: 3,
  forecast: 1,
  profile: 1,
} as const;

export const yearWishes: WishesOf<keyof typeof yearWeights> = {
  softClose: ({ books, b, day }) =>
    command(
      'soft-close-period',
      { period: nextOpen(books, b), ...(b % 2 === 0 ? { offices: ['finance'] } : {}) },
      day,
    ),
  hardClose: ({ books, day }) => command('hard-close-period', { period: nextOpen(books, 0) }, day),
  reopen: ({ books, a, day }) =>
    command('reopen-period', { period: pick([...books.closed.keys(), '2026-04'], a) }, day),
  closeYear: (of) => command('close-year', closing(of), of.day),
  provisional: ({ source, nature, amount, day, b }) =>
    command(
      'bring-balances-provisionally',
      {
        year: b % 9 === 0 ? '2028-29' : '2027-28',
        basis: 'Draft outturn',
        balances: [{ source, nature, amount }],
      },
      day,
    ),
  reprofile: ({ id, b, nature, ...of }) => {
    const { most, ...held } = heldOf(of);
    return command(
      'reprofile-held-money',
      {
        ...held,
        ...(b % 2 === 0 ? { intoYear: '2028-29' } : {}),
        ...(b % 5 === 0 ? { intoNature: nature } : {}),
        amount: most,
        reference: id,
      },
      of.day,
    );
  },
  returnHeld: ({ id, ...of }) => {
    const { most, ...held } = heldOf(of);
    return command('return-held-money', { ...held, amount: most, reference: id }, of.day);
  },
  payBack: ({ books, a, source, nature, pence, id, day }) => {
    const owed = books.list('returnable').filter(({ pence }) => pence > 0n);
    const found = owed[a % Math.max(1, owed.length)];
    return command(
      'pay-back',
      {
        source: found?.source ?? source,
        nature: found?.nature === 'capital' ? 'capital' : found ? 'revenue' : nature,
        amount: pounds(atMost(pence, found?.pence)),
        reference: id,
      },
      day,
    );
  },
  forecast: ({ scheme, source, year, nature, amount, day }) =>
    command(
      'submit-forecast',
      { scheme, source, year, nature, month: day.slice(0, 7), outturn: amount, explanation: 'So' },
      day,
    ),
  profile: ({ scheme, source, year, nature, day }) =>
    command('profile-budget', { scheme, source, year, nature }, day),
};

/** The first period from April 2026 that is not closed hard, or one a little later. */
function nextOpen(books: Books, later: number): string {
  let period = '2026-04';
  while (books.closed.get(period) === 'hard') period = periodAfter(period);
  for (let on = 0; on < later % 3; on += 1) period = periodAfter(period);
  return period;
}

/** Every award decided about, every source that settles alone too: mostly. */
function closing({ books, a, b, c }: Choice) {
  const first = years.find(
    (year) => books.list('brought forward', { year: after(year) }).length === 0,
  );
  const year = b % 5 === 0 ? pick(years, a) : (first ?? '2026-27');
  const outstanding = new Set(
    books
      .list('committed', { year })
      .filter(({ pence }) => pence !== 0n)
      .map(({ award }) => award),
  );
  const decisions = ['carry', 'hold', 'return'] as const;
  return {
    year,
    commitments: [...outstanding].slice(c % 7 === 6 ? 1 : 0).map((award, place) => ({
      award,
      decision: (place + c) % 3 !== 0 ? ('release' as const) : ('carry' as const),
    })),
    unspent: [...books.sources.keys()].flatMap((source, place) =>
      (['revenue', 'capital'] as const).map((nature) => ({
        source,
        nature,
        decision: pick(decisions, a + place),
        basis: 'As its funder wrote',
      })),
    ),
    ...(b % 4 === 0 ? { outside: { amount: pounds((a % 9) + 1), reference: 'A trust' } } : {}),
  };
}

/** No more than there is, but now and then. */
const atMost = (pence: number, most: bigint | undefined): number =>
  most !== undefined && pence > most && pence % 7 !== 0 ? Number(most) : pence;

function heldOf({ books, a, source, year, pence }: Omit<Choice, 'id' | 'b' | 'nature'>) {
  const held = books.list('held').filter(({ pence }) => pence > 0n);
  const found = held[a % Math.max(1, held.length)];
  return {
    source: found?.source ?? source,
    year: found?.year ?? year,
    nature: found?.nature === 'capital' ? ('capital' as const) : ('revenue' as const),
    most: pounds(atMost(pence, found?.pence)),
  };
}

const after = (year: string): string => {
  const begins = Number(year.slice(0, 4)) + 1;
  return `${begins}-${String((begins + 1) % 100).padStart(2, '0')}`;
};
