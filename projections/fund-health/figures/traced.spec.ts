import { october, opening, imported } from '#test/support/figures.js';
import type { FundView } from '#projections/reading/reading.js';
import { atRisk } from './at-risk.js';
import { awards, longTerm } from './award-length.js';
import { budgetAgainstActual } from './budget-actual.js';
import { cliffEdges } from './cliff-edges.js';
import { awardConcentration, spendingConcentration } from './concentration.js';
import { contributions } from './contributions.js';
import { costLines } from './cost-lines.js';
import { coverage } from './coverage.js';
import { creditors, debtors } from './debtors-creditors.js';
import { dependence } from './dependence.js';
import { flexibilityByYear } from './flexibility.js';
import { held } from './held.js';
import { collected } from './instalments.js';
import { localVcse } from './local-vcse.js';
import { lastMonthEnded, monitoring } from './monitoring.js';
import { otherBalances } from './other-balances.js';
import { otherIncome } from './other-income.js';
import { position, positionByYear } from './position.js';
import { ringFences } from './ring-fences.js';
import { shareLimits } from './share-limits.js';
import { inFewerParts, retraced, together, type Traced } from './traced.js';
import { spendingByYear, unknowns } from './unknowns.js';

const isTraced = (value: object): value is Traced => 'pence' in value && 'from' in value;

/** Every traced amount in an answer, however deep. */
function tracedIn(value: unknown): Traced[] {
  if (typeof value !== 'object' || value === null) return [];
  return isTraced(value) ? [value] : Object.values(value).flatMap(tracedIn);
}

const figures: Record<string, (view: FundView) => unknown> = {
  contributions,
  collected,
  position: ({ balances }) => position(balances),
  positionByYear: ({ balances }) => positionByYear(balances),
  coverage,
  flexibilityByYear,
  atRisk,
  budgetAgainstActual,
  monitoring: (view) => monitoring(view, lastMonthEnded(view.moment.day)),
  held,
  debtors,
  creditors,
  otherBalances,
  otherIncome,
  ringFences,
  shareLimits,
  awards,
  longTerm,
  awardConcentration,
  spendingConcentration,
  localVcse,
  costLines,
  cliffEdges,
  dependence: (view) => dependence(view, '2026-27'),
  unknowns,
  spendingByYear,
};

describe.each(Object.entries(figures))('every amount of %s', (_, figure) => {
  it.each([
    ['on the opening day', opening],
    ['in October', october],
    ['of an imported fund', imported],
  ])('is the sum of the balances it names, %s', (_when, view) => {
    for (const { pence, from } of tracedIn(figure(view)))
      expect({ from, pence: retraced(view.balances, from) }).toEqual({ from, pence });
  });
});

it('finds amounts to check', () => {
  const all = Object.values(figures).flatMap((figure) => tracedIn(figure(october)));
  expect(all.filter(({ pence }) => pence !== 0n).length).toBeGreaterThan(100);
});

describe('an amount of many parts', () => {
  const lines = budgetAgainstActual(october).map(({ left }) => left);

  it('is the same in fewer of them', () => {
    const many = together(lines);
    const { pence, from } = inFewerParts(many);
    expect(many.from.length).toBeGreaterThan(10);
    expect(from.length).toBeLessThan(many.from.length - 5);
    expect(pence).toBe(many.pence);
    expect(retraced(october.balances, from)).toBe(pence);
  });

  it('counts twice what it holds twice', () => {
    const twice = together([...lines, ...lines]);
    expect(retraced(october.balances, inFewerParts(twice).from)).toBe(twice.pence);
  });
});
