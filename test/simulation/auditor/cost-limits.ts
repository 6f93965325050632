import { inProportion, larger, must, smaller, total, totalOf, whole, written } from './amounts.js';
import type { Read } from './auditor.js';
import type { Books } from './books.js';
import type { Side } from './kept.js';
import { daysFor, decidedOn } from './judged-days.js';
import {
  allowedBy,
  counts,
  inForceOn,
  inYearsOf,
  standsIn,
  type ShareLimit,
} from './share-limits.js';

/*
 * *Cost category is not crossed with source*: each source of an award pays pro rata for all that it
 * is for. So a maximum share of costs is of the part that the source has in each award for them.
 */

/** What something makes of an award: the money that it gets or loses, and what that is for. */
export interface Effect {
  readonly award: string;
  readonly money: readonly Money[];
  readonly costs: readonly Cost[];
}
export interface Cost {
  readonly year: string;
  readonly category: string;
  readonly pence: bigint;
}
interface Money {
  readonly source: string;
  readonly scheme: string;
  readonly year: string;
  readonly nature: string;
  readonly pence: bigint;
}
type Lines = readonly { readonly year: string; readonly amount: string }[];

/** What an award is to be for is judged when money is set aside for it, and set aside with it. */
export function costsOfPromise(
  books: Books,
  event: Read<'CommitmentReserved'>,
  lines: readonly (Omit<Money, 'pence'> & { readonly amount: string })[],
): void {
  const { award, costShares, obligation } = event.data;
  const costs = byShares(lines, costShares);
  if (obligation !== 'published-fact') {
    const days = decidedOn(event);
    withinCostShares(books, [{ award, money: asMoney(lines), costs }], days);
  }
  books.costsAside.set(award, costs);
}

/** An award is promised for what it was set aside for. */
export function costsAsSetAside(
  books: Books,
  award: string,
  costLines: readonly {
    readonly year: string;
    readonly category: string;
    readonly amount: string;
  }[],
): void {
  for (const { year, category, pence } of books.costsAside.get(award) ?? [])
    must(
      `${award} has what it was set aside for ${category}`,
      pence ===
        totalOf(costLines.filter((line) => line.year === year && line.category === category)),
    );
  books.costsAside.delete(award);
}

/** What an award is for shrinks with what it is promised, as far as it was said. */
export function linesShrink(books: Books, event: Read<'CommitmentReleased'>): void {
  const { award, lines, costLines, from } = event.data;
  const known = (year: string): bigint =>
    total(categories.map((category) => larger(0n, books.sum(`line ${category}`, { year, award }))));
  for (const year of new Set(lines.map((line) => line.year))) {
    const released = from === 'reserved' ? 0n : totalOf(lines.filter((line) => line.year === year));
    const said = known(year);
    must(
      `rule 2: the cost lines of ${award} for ${year} shrink by what is released`,
      -totalOf(costLines.filter((line) => line.year === year)) ===
        (released < said ? released : said),
    );
  }
  for (const { year, category, amount } of costLines)
    books.enter(`line ${category}`, whole(amount), { nature: 'unknown', year, award });
}

/** Rule 18: the costs that count have no more of what a source gives than the share allows. */
export function withinCostShares(
  books: Books,
  effects: readonly Effect[],
  days: readonly string[],
  oddPence = 0n,
): void {
  const years = effects.flatMap(({ money, costs }) => [...money, ...costs].map(({ year }) => year));
  for (const year of new Set(years))
    for (const limit of daysFor(year, days).flatMap((day) => inForceOn(books, day))) {
      if (limit.costCategories === null) continue;
      for (const { award, money, costs } of effects)
        must(
          `rule 18: nobody can tell what ${award} has of the share ${limit.limit}`,
          isFor(books, award, costs).length > 0 ||
            !money.some((one) => one.pence > 0n && isOf(books, limit, year, one)),
        );
      const before = costsOf(books, limit, year, []);
      const after = costsOf(books, limit, year, effects);
      // Two at once do not get round it: each move under way may be made, and each may be let go.
      const onItsWay = [...books.moves.values()].map((sides) =>
        larger(0n, costsOf(books, limit, year, effectsOf(books, sides)) - before),
      );
      must(
        `rule 18: costs get no more than the share ${limit.limit}`,
        after <= before + oddPence ||
          after + total(onItsWay) <= allowedBy(books, limit, year) + oddPence,
      );
    }
}

/** All that an award is for, with what something makes of it. */
const isFor = (books: Books, award: string, more: readonly Cost[] = []): string[] => [
  ...new Set(weightsOf([...costsNow(books, award), ...more]).map(({ category }) => category)),
];

/** A year's money in the parts that the award's shares have. */
export function byShares(
  lines: Lines,
  shares: readonly { readonly category: string; readonly share: number }[],
): Cost[] {
  if (shares.length === 0) return [];
  return [...byYear(lines)].flatMap(([year, pence]) => {
    const parts = inProportion(
      pence,
      shares.map(({ share }) => BigInt(share)),
    );
    return shares.map(({ category }, place) => ({ year, category, pence: parts[place] ?? 0n }));
  });
}

/** What an award is for grows and shrinks with its money, as its lines stand to each other. */
export function following(books: Books, award: string, lines: Lines): Cost[] {
  const now = costsNow(books, award);
  return [...byYear(lines)].flatMap(([year, pence]) => {
    const ofYear = weightsOf(now.filter((cost) => cost.year === year));
    const weights = pence < 0n || ofYear.length > 0 ? ofYear : weightsOf(now);
    const known = total(weights.map((weight) => weight.pence));
    if (known === 0n) return [];
    const parts = inProportion(
      pence < 0n ? -smaller(-pence, known) : pence,
      weights.map((weight) => weight.pence),
    );
    return weights.map(({ category }, place) => ({ year, category, pence: parts[place] ?? 0n }));
  });
}

/** What a move makes of the awards of a fund: by their money, which their lines follow, and by lines. */
export function effectsOf(books: Books, sides: readonly Side[]): Effect[] {
  const awards = new Set(sides.flatMap(({ at }) => (at.kind === 'scheme' ? [] : [at.award])));
  return [...awards].map((award) => {
    const money = sides.flatMap(({ at, pence }) =>
      at.kind === 'award' && at.award === award ? [{ ...at, pence }] : [],
    );
    const lines = sides.flatMap(({ at, pence }) =>
      at.kind === 'line' && at.award === award
        ? [{ year: at.year, category: at.category, pence }]
        : [],
    );
    const costs = following(
      books,
      award,
      money.map((one) => ({ year: one.year, amount: written(one.pence) })),
    );
    return { award, money, costs: [...costs, ...lines] };
  });
}

export const moved = (
  moves: readonly {
    readonly year: string;
    readonly from: string;
    readonly to: string;
    readonly amount: string;
  }[],
): Cost[] =>
  moves.flatMap(({ year, from, to, amount }) => [
    { year, category: from, pence: -whole(amount) },
    { year, category: to, pence: whole(amount) },
  ]);

export const taken = <Line extends { readonly amount: string }>(lines: readonly Line[]): Line[] =>
  lines.map((line) => ({ ...line, amount: `-${line.amount}` }));

export const asMoney = (
  lines: readonly (Omit<Money, 'pence'> & { readonly amount: string })[],
): Money[] => lines.map((line) => ({ ...line, pence: whole(line.amount) }));

const isOf = (books: Books, limit: ShareLimit, year: string, one: Omit<Money, 'pence'>): boolean =>
  one.source === limit.source &&
  inYearsOf(limit, year)(one.year) &&
  books.schemes.has(one.scheme) &&
  counts(books, limit, one);

/** What the source has for the costs that count, promised or spent. */
export function costsOf(
  books: Books,
  limit: ShareLimit,
  year: string,
  effects: readonly Effect[],
): bigint {
  const money = [
    ...standsIn(books, limit, year).filter(({ award }) => award !== 'none'),
    ...effects.flatMap((effect) => effect.money.map((one) => ({ ...one, award: effect.award }))),
  ].filter((one) => isOf(books, limit, year, one));
  const sums = new Map<string, bigint>();
  for (const one of money) {
    const key = `${one.award}\u0000${one.year}`;
    sums.set(key, (sums.get(key) ?? 0n) + one.pence);
  }
  return total(
    [...sums].map(([key, pence]) => {
      const [award = '', of = ''] = key.split('\u0000');
      const costs = [
        ...costsNow(books, award),
        ...effects.filter((effect) => effect.award === award).flatMap((effect) => effect.costs),
      ];
      const ofYear = weightsOf(costs.filter((cost) => cost.year === of));
      const weights = (ofYear.length > 0 ? ofYear : weightsOf(costs)).sort((a, b) =>
        a.category < b.category ? -1 : 1,
      );
      if (weights.length === 0) return 0n;
      const parts = inProportion(
        pence,
        weights.map((weight) => weight.pence),
      );
      return total(
        parts.filter((_, place) =>
          limit.costCategories?.includes(weights[place]?.category ?? 'none'),
        ),
      );
    }),
  );
}

const categories = [
  'delivery',
  'workforce',
  'participation',
  'infrastructure',
  'core',
  'evaluation',
];

/** What an award is for, with what is set aside for it. */
const costsNow = (books: Books, award: string): Cost[] => [
  ...categories.flatMap((category) =>
    books.list(`line ${category}`, { award }).map(({ year, pence }) => ({ year, category, pence })),
  ),
  ...(books.costsAside.get(award) ?? []),
];

/** By category, of every year the sum; of these what is above zero. */
function weightsOf(costs: readonly Cost[]): { category: string; pence: bigint }[] {
  const years = new Map<string, bigint>();
  for (const { year, category, pence } of costs) {
    const key = `${category}|${year}`;
    years.set(key, (years.get(key) ?? 0n) + pence);
  }
  const sums = new Map<string, bigint>();
  for (const [key, pence] of years) {
    const category = key.slice(0, key.indexOf('|'));
    sums.set(category, (sums.get(category) ?? 0n) + larger(0n, pence));
  }
  return [...sums]
    .filter(([, pence]) => pence > 0n)
    .map(([category, pence]) => ({ category, pence }));
}

function byYear(lines: Lines): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { year, amount } of lines) sums.set(year, (sums.get(year) ?? 0n) + whole(amount));
  return sums;
}
