import { command } from '#test/support/given.js';
import type { Choice, WishesOf } from './choice.js';
import { dayOf, pick } from './wish.js';
import { places, schemes } from './world.js';

/** What is put in, its ring-fences, and what is allocated of it. */
export const moneyInWeights = {
  pledge: 15,
  pledgeInKind: 1,
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
        recurrent: b % 3 !== 0,
        certainty: b % 2 === 0 ? 'indicative' : 'expected',
        amount,
        ...(b % 7 === 3 ? { subjectToBudget: true } : {}),
        ...(b % 9 === 4 ? { power: 's76' } : {}),
        schedule: { parts: (b % 5) + 1, firstDue: day },
      },
      day,
    ),
  pledgeInKind: ({ id, source, year, nature, amount, day }) =>
    command(
      'pledge-contribution',
      { contribution: id, source, year, nature, form: 'in-kind', amount },
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
  meetGiven: (of) =>
    command(
      'meet-contribution-condition',
      { contribution: onCondition(of), condition: 'return', evidence: 'Return' },
      of.day,
    ),
  failGiven: (of) =>
    command(
      'fail-contribution-condition',
      { contribution: onCondition(of), condition: 'return', cause: 'Late' },
      of.day,
    ),
  schedule: ({ contribution, b, c, day }) =>
    command(
      'schedule-contribution',
      { contribution, schedule: { parts: (b % 4) + 1, firstDue: day, everyMonths: (c % 3) + 1 } },
      day,
    ),
  invoice: (of) => command('invoice-instalment', instalmentOf(of), of.day),
  receive: (of) => command('receive-instalment', instalmentOf(of), of.day),
  /** Of what was pledged in kind, mostly. */
  inKind: ({ books, contribution, amount, a, c, day }) => {
    const pledged = [...books.contributions].filter(([, { form }]) => form === 'in-kind');
    const [known = contribution] = pledged[a % Math.max(1, pledged.length)] ?? [];
    const named = c % 5 === 0 ? contribution : known;
    return command('provide-in-kind', { contribution: named, amount, description: 'A room' }, day);
  },
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
        ...[
          { years: [year] },
          { categories: [pick(Object.values(schemes), b)] },
          { costCategories: ['delivery' as const] },
          { costCategories: pick([['workforce'], ['delivery', 'core']] as const, c).slice() },
        ][b % 4],
        ...(b % 7 === 5 ? { areas: [pick(places, a), pick(places, c)] } : {}),
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

/** One that was given on a condition, mostly. */
const onCondition = ({ books, contribution, a }: Choice): string => {
  const given = [...books.contributions].filter(([, { conditions }]) => conditions.size > 0);
  return given[a % Math.max(1, given.length)]?.[0] ?? contribution;
};

/** One that is due, mostly. */
export function dueOf({ books, contribution, a, b, c }: Choice): {
  readonly contribution: string;
  readonly instalment: string;
} {
  const confirmed = [...books.contributions].filter(
    ([, of]) => of.certainty === 'confirmed' && of.form === 'cash',
  );
  const [known = contribution] = confirmed[a % Math.max(1, confirmed.length)] ?? [];
  const named = c % 5 === 0 ? contribution : known;
  const instalments = books.contributions.get(named)?.instalments.keys() ?? [];
  return { contribution: named, instalment: pick([...instalments, '1'], b) };
}

const instalmentOf = (of: Choice) => ({ ...dueOf(of), ...of.partly, reference: of.id });
