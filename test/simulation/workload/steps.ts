import type { CostShare } from '#contracts/events/award/shapes.js';
import { command } from '#test/support/given.js';
import type { WishesOf } from './choice.js';
import { oneOf, pick, pounds } from './wish.js';
import { providers, schemeNames, years } from './world.js';

/** The steps of an award in one fund, where no award stream asks for them. */
export const stepWeights = { reserve: 24, settle: 24, reserveChange: 9, settleChange: 9 } as const;

/** Some do not say what they are for. */
const sharesOf = (c: number): CostShare[] =>
  c % 6 === 5
    ? []
    : [
        { category: 'delivery', share: (c % 7) + 1 },
        { category: 'core', share: 3 },
      ];

export const stepWishes: WishesOf<keyof typeof stepWeights> = {
  reserve: ({ id, scheme, source, nature, pence, a, b, c, day }) =>
    command(
      'reserve-commitment',
      {
        award: id,
        kind: 'contract',
        provider: pick(providers, c),
        expires: `${day}T12:00:00Z`,
        obligation: pick(['none', 'none', 'none', 'law', 'published-fact'] as const, b),
        ...(a % 9 === 8 ? {} : { legalBasis: 'Care Act 2014, section 18' }),
        costShares: sharesOf(c),
        lines: years.slice(0, (a % 2) + 1).flatMap((year, place) =>
          (c % 3 === 0 ? [scheme, pick(schemeNames, b + 1)] : [scheme]).map((under) => ({
            scheme: under,
            year,
            nature,
            amount: pounds(pence + place),
            sources:
              c % 4 === 0 ? [{ source, amount: pounds(pence + place) }] : ('as-scheme' as const),
          })),
        ),
      },
      day,
    ),
  settle: ({ books, award, b, day }) =>
    b % 5 === 0
      ? command('lapse-commitment', { award }, day)
      : command(
          'confirm-commitment',
          {
            award,
            costShares: [...(books.awards.get(award)?.costShares ?? [])] as CostShare[],
          },
          day,
        ),
  reserveChange: (of) => {
    const { id, books, award, year, scheme, nature, amount, a, b, day } = of;
    const promised = books.awards.get(award);
    if (promised?.state !== 'committed') return stepWishes.reserve(of);
    const named = promised.lines[a % promised.lines.length];
    const line = { scheme: named?.scheme ?? scheme, year: named?.year ?? year, nature, amount };
    return command(
      'reserve-change',
      {
        award,
        change: id,
        kind: 'contract',
        provider: promised.provider,
        expires: `${day}T12:00:00Z`,
        obligation: 'none',
        costShares: [...promised.costShares] as CostShare[],
        ...(b % 2 === 0 ? { adds: [{ ...line, sources: 'as-award' }] } : { takes: [line] }),
      },
      day,
    );
  },
  settleChange: ({ books, award, a, b, day }) => {
    const [of = award, change = 'none-such'] = oneOf(books.changes.keys(), a).split('|');
    const costShares = [...(books.awards.get(of)?.costShares ?? [])] as CostShare[];
    return b % 3 === 0
      ? command('lapse-change', { award: of, change }, day)
      : command('confirm-change', { award: of, change, costShares }, day);
  },
};
