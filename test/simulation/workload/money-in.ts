import { command } from '#test/support/given.js';
import type { WishesOf } from './choice.js';
import { dayOf, pick } from './wish.js';
import { schemes } from './world.js';

/** What is put in, its ring-fences, and what is allocated of it. */
export const moneyInWeights = {
  pledge: 15,
  confirm: 12,
  meetGiven: 1,
  failGiven: 1,
  schedule: 6,
  invoice: 6,
  receive: 9,
  inKind: 3,
  income: 3,
  fence: 1,
  allocate: 24,
} as const;

export const moneyInWishes: WishesOf<keyof typeof moneyInWeights> = {
  pledge: ({ id, source, year, nature, amount, b, day }) =>
    command(
      'pledge-contribution',
      {
        contribution: id,
        source,
        year,
        nature,
        form: b % 8 === 0 ? 'in-kind' : 'cash',
        certainty: b % 2 === 0 ? 'indicative' : 'expected',
        amount,
        ...(b % 7 === 3 ? { subjectToBudget: true } : {}),
        schedule: { parts: (b % 5) + 1, firstDue: day },
      },
      day,
    ),
  confirm: ({ contribution, b, day }) =>
    command(
      'confirm-contribution',
      {
        ...{ contribution, evidence: 'Signed' },
        ...(b % 3 === 0 ? { budgetResolution: true } : {}),
        ...(b % 2 === 0 ? { conditions: [{ condition: 'return', text: 'A return is made' }] } : {}),
      },
      day,
    ),
  meetGiven: ({ contribution, day }) =>
    command(
      'meet-contribution-condition',
      { contribution, condition: 'return', evidence: 'Return' },
      day,
    ),
  failGiven: ({ contribution, day }) =>
    command(
      'fail-contribution-condition',
      { contribution, condition: 'return', cause: 'Late' },
      day,
    ),
  schedule: ({ contribution, b, c, day }) =>
    command(
      'schedule-contribution',
      { contribution, schedule: { parts: (b % 4) + 1, firstDue: day, everyMonths: (c % 3) + 1 } },
      day,
    ),
  invoice: (of) => command('invoice-instalment', instalmentOf(of), of.day),
  receive: (of) => command('receive-instalment', instalmentOf(of), of.day),
  inKind: ({ contribution, amount, day }) =>
    command('provide-in-kind', { contribution, amount, description: 'A room' }, day),
  income: ({ books, id, source, nature, amount, a, b, c, day }) =>
    command(
      'record-other-income',
      {
        income: b % 3 === 0 ? pick([...books.incomes, id], a) : id,
        kind: 'interest',
        source: c % 12 === 11 ? 'unknown' : source,
        nature,
        amount,
        reference: id,
      },
      day,
    ),
  fence: ({ id, source, nature, year, a, b, c, day }) =>
    command(
      'define-ring-fence',
      {
        ringFence: id,
        name: id,
        source,
        natures: [nature],
        ...(b % 2 === 0 ? { years: [year] } : { categories: [pick(Object.values(schemes), b)] }),
        ...(c % 2 === 0 ? { until: dayOf(c * 7) } : {}),
        yearLimited: a % 3 === 0,
        evidence: 'Letter',
      },
      day,
    ),
  allocate: ({ books, contribution, scheme, source, year, nature, amount, c, day }) => {
    const given = books.contributions.get(contribution);
    return command(
      'allocate-budget',
      c % 7 === 0 || given === undefined || given.form === 'in-kind'
        ? { scheme, source, year, nature, amount }
        : {
            source: given.source,
            year: given.year,
            nature: given.nature === 'capital' ? 'capital' : 'revenue',
            scheme,
            amount,
          },
      day,
    );
  },
};

const instalmentOf = ({
  books,
  contribution,
  b,
  id,
  partly,
}: Parameters<typeof moneyInWishes.invoice>[0]) => ({
  contribution,
  instalment: pick([...(books.contributions.get(contribution)?.instalments.keys() ?? []), '1'], b),
  ...partly,
  reference: id,
});
