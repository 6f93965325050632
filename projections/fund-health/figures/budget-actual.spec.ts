import { inPounds, october } from '#test/support/figures.js';
import { budgetAgainstActual, varianceOf } from './budget-actual.js';

const rows = budgetAgainstActual(october).filter(({ year }) => year === '2026-27');
const of = (scheme: string, source: string) =>
  inPounds(rows.filter((row) => row.scheme === scheme && row.source === source));

it('sets what was spent of each source against the budget of its scheme', () => {
  expect(of('brokerage', 'programme')).toMatchObject([
    { allocated: '300000.00', committed: '300000.00', actual: '175000.00', left: '125000.00' },
  ]);
  // 4 × 50,909.09 of 80,000.00.
  expect(of('navigators', 'council')).toMatchObject([
    { allocated: '700000.00', actual: '203636.36', left: '496363.64', uncommitted: '241818.18' },
  ]);
});

it('says in words which way a variance goes', () => {
  const amount = (pence: bigint) => ({ pence, from: [] });
  expect([-1n, 1n, 0n].map((pence) => varianceOf(amount(pence)))).toEqual([
    'adverse',
    'favourable',
    'on budget',
  ]);
});
