import type { Leg, MovePlace } from '#contracts/events/fund/move-shapes.js';
import type { Effect } from '#contracts/events/reallocation.js';
import type { BudgetHolding } from '#libs/ledger/posting.js';
import { formatPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import type { Fund } from './fund.js';

const authority: readonly BudgetHolding[] = [
  'unallocated',
  'scheme',
  'reserved',
  'committed',
  'matched',
  'spent',
  'moving',
  'held',
];
const inScheme = authority.filter((holding) => holding !== 'unallocated' && holding !== 'held');

interface Thing {
  readonly of: Effect['of'];
  readonly id: string;
  readonly award: string | null;
  readonly year: string;
  readonly nature: Effect['nature'];
  readonly before: Pence;
}

/** Before and after for a fund, and for every scheme, award and cost line of it that a move touches. */
export function effectsOn(fund: Fund, id: string, legs: readonly Leg[]): Effect[] {
  const changes = new Map<string, { thing: Thing; change: Pence }>();
  const add = (place: MovePlace, amount: Pence): void => {
    if (place.fund !== id) return;
    for (const thing of thingsAt(fund, place)) {
      const key = JSON.stringify([thing.of, thing.id, thing.award, thing.year, thing.nature]);
      const change = (changes.get(key)?.change ?? 0n) + amount;
      changes.set(key, { thing, change });
    }
  };
  for (const { from, to, amount } of legs) {
    add(from, -parsePence(amount));
    add(to, parsePence(amount));
  }
  return [...changes.values()].map(({ thing: { before, ...thing }, change }) => ({
    ...thing,
    fund: id,
    before: formatPence(before),
    after: formatPence(before + change),
  }));
}

/** Everything whose amount changes when something leaves a place or comes to it. */
function thingsAt(fund: Fund, place: MovePlace): Thing[] {
  const { year } = place;
  if (place.kind === 'line') {
    const { award, category } = place;
    const before = fund.commitments.get(award)?.costLines.get(year)?.get(category) ?? 0n;
    return [{ of: 'line', id: category, award, year, nature: 'unknown', before }];
  }
  const { scheme, nature } = place;
  const sum = (holdings: readonly BudgetHolding[], where: object): Pence =>
    sumPence(holdings.map((holding) => fund.holdings.sum({ ...where, holding, year, nature })));
  const at = { year, nature };
  const things: Thing[] = [
    { of: 'fund', id: place.fund, award: null, ...at, before: sum(authority, {}) },
    { of: 'scheme', id: scheme, award: null, ...at, before: sum(inScheme, { scheme }) },
  ];
  if (place.kind === 'award') {
    const { award } = place;
    things.push({ of: 'award', id: award, award, ...at, before: sum(['committed'], { award }) });
  }
  return things;
}
