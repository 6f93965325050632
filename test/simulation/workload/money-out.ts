import type { FundCommandInput } from '#contracts/commands/fund.js';
import { command } from '#test/support/given.js';
import type { Accrued } from '../auditor/clearing.js';
import type { Books } from '../auditor/books.js';
import type { Choice, WishesOf } from './choice.js';
import { dueOf } from './money-in.js';
import { oneOf, pounds } from './wish.js';

/** What is given up of commitments, and what is spent. */
export const moneyOutWeights = {
  release: 6,
  accrue: 12,
  clear: 9,
  reverseAccrual: 3,
  claim: 6,
  verify: 18,
  pay: 18,
  credit: 9,
  reverse: 3,
  payment: 12,
  recode: 6,
  payOnBehalf: 2,
  overspend: 1,
  recodePayments: 6,
  reverseEntry: 5,
} as const;

export const moneyOutWishes: WishesOf<keyof typeof moneyOutWeights> = {
  release: ({ award, year, amount, day }) =>
    command('release-commitment', { award, year, amount }, day),
  accrue: (of) =>
    command('accrue-expenditure', { ...charge(of), cost: of.amount, description: of.id }, of.day),
  clear: (of) => {
    const { books, a, c } = of;
    const [accrual, accrued] = oneOfAccruals(books, a);
    // Mostly its own; what is another's must be refused.
    const { provider, award, nature } = accrued ?? of;
    const scheme = [...(accrued?.parts.values() ?? [])][0]?.of.scheme ?? of.scheme;
    const own = { provider, ...(award === 'none' ? { scheme, award: undefined } : { award }) };
    const kind = nature === 'capital' ? ('capital' as const) : ('revenue' as const);
    // Of aligned money its owner's payment clears it.
    if (books.terms?.kind === 'aligned')
      return command(
        'record-payment',
        { expenditure: of.id, ...own, nature: kind, net: of.amount, reference: of.id, accrual },
        of.day,
      );
    return verify(of, {
      accrual,
      ...(c % 6 === 0
        ? {}
        : { ...own, nature: kind, ...(c % 3 === 0 ? {} : { sources: 'as-scheme' as const }) }),
    });
  },
  verify: (of) => verify(of),
  reverseAccrual: ({ books, a, day }) =>
    command('reverse-accrual', { expenditure: oneOfAccruals(books, a)[0] }, day),
  claim: ({ id, provider, award, amount, day }) =>
    command('claim-expenditure', { expenditure: id, provider, award, amount, reference: id }, day),
  reverseEntry: ({ books, a, day }) => {
    const standing = [...books.entries.keys()];
    return command(
      'reverse-entry',
      { entry: standing[a % Math.max(1, standing.length)] ?? 0 },
      day,
    );
  },
  pay: ({ bill, partly, id, day }) =>
    command('pay-expenditure', { expenditure: bill, ...partly, remittance: id }, day),
  credit: ({ books, id, bill, amount, c, day }) => {
    const whole = pounds(Number(books.bills.get(bill)?.cost ?? 0n) || 1);
    return command(
      'credit-expenditure',
      { expenditure: id, credits: bill, cost: c % 3 === 0 ? whole : amount, reference: id },
      day,
    );
  },
  reverse: ({ id, bill, day }) =>
    command('reverse-expenditure', { expenditure: id, corrects: bill }, day),
  recode: ({ id, bill, award, scheme, source, amount, pence, books, b, c, day }) => {
    const cost = Number(books.bills.get(bill)?.cost ?? 0n) || 1;
    const whole = pounds(cost);
    return command(
      'recode-spending',
      {
        expenditure: id,
        corrects: bill,
        ...(b % 2 === 0 ? { amount: pounds(pence % 7 === 0 ? pence : (pence % cost) + 1) } : {}),
        ...(b % 3 === 0 && award !== 'none-such' ? { award } : { scheme }),
        ...(c % 3 === 0 ? { sources: [{ source, amount: c % 6 === 0 ? amount : whole }] } : {}),
      },
      day,
    );
  },
  payOnBehalf: (of) =>
    command(
      'pay-on-behalf',
      { expenditure: of.bill, ...dueOf(of), ...of.partly, reference: of.id },
      of.day,
    ),
  /** More than any budget here: what is over opens a task. */
  overspend: ({ id, provider, scheme, source, pence, day }) =>
    command(
      'record-payment',
      {
        ...{ expenditure: id, provider, scheme, source, nature: 'revenue' },
        ...{ net: pounds(pence + 900), reference: id },
      },
      day,
    ),
  payment: ({ id, provider, award, scheme, source, nature, amount, a, b, c, day }) =>
    command(
      'record-payment',
      {
        expenditure: id,
        kind: b % 4 === 0 ? 'credit-note' : 'payment',
        provider: c % 4 === 0 ? 'unknown' : provider,
        ...(a % 2 === 0 && award !== 'none-such' ? { award } : {}),
        scheme: b % 3 === 0 ? 'unknown' : scheme,
        source: c % 2 === 0 ? 'unknown' : source,
        nature: b % 5 === 0 ? 'unknown' : nature,
        net: `${b % 4 === 0 ? '-' : ''}${amount}`,
        reference: id,
      },
      day,
    ),
  recodePayments: ({ books, id, year, award, scheme, source, nature, amount, a, b, c, day }) => {
    // As it was published, mostly.
    const published = [...books.published].filter(([, pence]) => pence > 0n);
    const coding =
      c % 6 === 5 ? undefined : published[(a + b) % Math.max(1, published.length)]?.[0];
    const [of, by, kind, , , , counted] = coding?.split(' ') ?? [];
    const natures = ['revenue', 'capital', 'unknown'] as const;
    return command(
      'recode-payments',
      {
        recoding: id,
        from:
          counted === undefined
            ? {
                year,
                ...(a % 2 === 0 ? { source: 'unknown' } : {}),
                ...(b % 3 === 0 ? { scheme } : {}),
              }
            : {
                ...{ year: counted, source: by, scheme: of },
                nature: natures.find((one) => one === kind),
              },
        ...(c % 3 === 0 ? { amount } : {}),
        to:
          b % 4 === 0 && award !== 'none-such'
            ? { award }
            : {
                ...(a % 3 === 0 ? {} : { scheme }),
                ...(c % 4 === 0 ? { sources: 'as-scheme' } : { source }),
                ...(b % 5 === 0 ? {} : { nature }),
              },
        ...(a % 4 === 0 ? { abortive: id } : {}),
      },
      day,
    );
  },
};

const charge = ({ id, provider, scheme, award, source, nature, amount, b, c }: Choice) => ({
  expenditure: id,
  provider,
  ...(b % 4 === 0 ? { scheme } : { award }),
  sources: c % 3 === 0 ? [{ source, amount }] : ('as-scheme' as const),
  nature,
});

/** One that stands, with what is known of it. */
function oneOfAccruals(books: Books, a: number): [string, Accrued | undefined] {
  const open = [...books.accrued].filter(([, { open }]) => open).map(([id]) => id);
  const id = oneOf(open, a);
  return [id, books.accrued.get(id)];
}

const verify = (of: Choice, more: Partial<FundCommandInput<'verify-expenditure'>> = {}) =>
  command(
    'verify-expenditure',
    {
      ...charge(of),
      net: of.amount,
      irrecoverableVat: of.a % 3 === 0 && of.c % 3 !== 0 ? '0.05' : 'unknown',
      recoverableVat: of.b % 3 === 0 ? pounds(of.pence % 7) : '0.00',
      reference: of.id,
      ...more,
    },
    of.day,
  );
