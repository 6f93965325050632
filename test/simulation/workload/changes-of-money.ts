import { command } from '#test/support/given.js';
import type { Choice, WishesOf } from './choice.js';
import { dayOf, pick, pounds } from './wish.js';
import { areas, schemeNames, sources } from './world.js';

/** What changes of what was put in and allocated. */
export const changeWeights = {
  vary: 4,
  withdraw: 2,
  confirmPartly: 4,
  giveUp: 4,
  override: 2,
  formula: 3,
  closeScheme: 1,
  cover: 4,
  permit: 2,
  usePermit: 2,
  budgetIncome: 2,
  changeFence: 1,
  rollForward: 2,
  transferSource: 1,
} as const;

export const changeWishes: WishesOf<keyof typeof changeWeights> = {
  vary: ({ contribution, amount, day }) =>
    command('vary-contribution', { contribution, amount, evidence: 'Deed' }, day),
  withdraw: ({ contribution, partly, day }) =>
    command('withdraw-contribution', { contribution, ...partly, evidence: 'Letter' }, day),
  confirmPartly: ({ contribution, amount, id, b, day }) =>
    command(
      'confirm-contribution',
      { contribution, amount, evidence: 'Signed', ...(b % 2 === 0 ? { rest: id } : {}) },
      day,
    ),
  giveUp: (of) => command('give-up-budget', { ...budgetOf(of), amount: of.amount }, of.day),
  override: (of) =>
    command(
      'allocate-budget',
      {
        ...budgetOf(of),
        amount: of.amount,
        override: { authority: 'Cabinet', reason: 'It cannot wait' },
      },
      of.day,
    ),
  formula: ({ id, source, year, nature, amount, a, b, c, day }) =>
    command(
      'allocate-by-formula',
      {
        formula: id,
        source,
        year,
        nature,
        amount,
        measure: 'People supported',
        measuredOn: day,
        weights: schemeNames.slice(0, (b % 3) + 1).map((scheme, place) => ({
          area: areas[scheme] ?? `area-${place}`,
          scheme,
          weight: `${(a + place * 7) % 50}.${(c * 13 + 1) % 1000}`,
        })),
      },
      day,
    ),
  closeScheme: ({ scheme, day }) => command('close-scheme', { scheme, cause: 'It ended' }, day),
  cover: (of) => {
    const tasks = [...of.books.tasks].filter(([, open]) => open > 0n).map(([task]) => task);
    const task = pick(tasks.length > 0 ? tasks : ['1'], of.a);
    const { scheme, source, year, nature } = of.books.overspent.get(task) ?? of;
    const kind = nature === 'capital' ? ('capital' as const) : ('revenue' as const);
    const over = { scheme, source, year, nature: kind };
    const budget = { ...(of.b % 5 === 4 ? budgetOf(of) : over), ...of.partly };
    return command(
      'cover-overspend',
      {
        task,
        cover:
          of.b % 3 === 0
            ? { from: 'elsewhere', reference: 'A move' }
            : { from: 'unallocated', ...budget },
      },
      of.day,
    );
  },
  permit: ({ id, source, pence, b, c, day }) =>
    command(
      'record-permission',
      {
        permission: id,
        source,
        ...(c % 5 < 3
          ? { grantedBy: 'treasury', standing: 'government' as const }
          : { grantedBy: c % 5 === 3 ? source : pick(['host', 'icb', 'harbour'], b) }),
        permits: pick(['other-use', 'other-use', 'capital-to-revenue', 'other-year'] as const, b),
        amount: pounds(pence + 300),
        ...(c % 2 === 0 ? { until: dayOf(c * 9) } : {}),
        ...(b % 5 === 3 ? { schemes: [pick(schemeNames, c)] } : {}),
        reference: id,
      },
      day,
    ),
  /** Money that somebody else let be used otherwise, within what they said or not. */
  usePermit: ({ books, scheme, source, year, amount, a, day }) => {
    const known = [...books.permissions.values()].filter(({ permits }) => permits === 'other-use');
    const found = known[a % Math.max(1, known.length)];
    return command(
      'allocate-budget',
      { scheme, source: found?.source ?? source, year, amount },
      day,
    );
  },
  /** What came in, mostly. */
  budgetIncome: ({ books, source, year, nature, partly, pence, a, day }) => {
    const came = books
      .list('other income')
      .filter((of) => of.pence > 0n && books.sources.has(of.source));
    const found = came[a % Math.max(1, came.length)];
    return command(
      'budget-other-income',
      {
        source: found?.source ?? source,
        year: found?.year ?? year,
        nature: found?.nature === 'capital' ? 'capital' : found ? 'revenue' : nature,
        amount: pounds(Number(found?.pence ?? pence)),
        ...partly,
      },
      day,
    );
  },
  rollForward: ({ id, contribution, year, c, day }) =>
    command(
      'roll-forward-contribution',
      {
        contribution: id,
        from: contribution,
        ...(c % 2 === 0 ? { year } : {}),
        ...(c % 7 === 0 ? { power: 's256' } : {}),
        uplift: c % 3 === 0 ? '0.033' : '0',
        efficiency: c % 5 === 0 ? '0.01' : '0',
      },
      day,
    ),
  transferSource: ({ source, b, day }) =>
    command('transfer-source', { source, to: pick(sources, b), evidence: 'Order' }, day),
  changeFence: ({ books, a, b, year, day }) => {
    const fence = books.fences[a % Math.max(1, books.fences.length)];
    const ringFence = fence?.ringFence ?? 'none-such';
    const evidence = 'Letter';
    return b % 3 === 0
      ? command('end-ring-fence', { ringFence, evidence }, day)
      : command(
          'change-ring-fence',
          { ringFence, name: 'Anew', years: [year], yearLimited: a % 2 === 0, evidence },
          day,
        );
  },
};

/** Mostly a budget that there is. */
function budgetOf({ books, scheme, source, year, nature, a, b }: Choice) {
  const known = books.list('scheme').filter(({ pence }) => pence > 0n);
  const found = b % 4 === 0 ? undefined : known[a % Math.max(1, known.length)];
  return found
    ? {
        scheme: found.scheme,
        source: books.sources.has(found.source) ? found.source : source,
        year: found.year,
        nature: found.nature === 'capital' ? ('capital' as const) : ('revenue' as const),
      }
    : { scheme, source, year, nature };
}
