import { parsePence } from '#libs/money/pence.js';
import { testedBy } from './regimes.js';

const test = (original: string, total: string) =>
  testedBy('Provider Selection Regime', '2026-04-01', parsePence(original), parsePence(total));

it.each([
  ['1600000.00', '450000.00', false, false],
  ['4000000.00', '600000.00', false, true],
  ['1600000.00', '520000.00', true, true],
  ['1600000.00', '-520000.00', true, true],
  ['2000000.00', '500000.00', true, true],
  ['2000000.00', '499999.99', false, false],
  ['2000000.01', '500000.00', false, true],
])('of %s, a change of %s: limits reached %p, notice %p', (original, total, reached, notice) =>
  expect(test(original, total)).toMatchObject({ reached, notice }),
);

it('tests by the rule in force on the day, and no regime whose rule it does not have', () => {
  expect(testedBy('Provider Selection Regime', '2023-12-31', 1n, 1n)).toBeUndefined();
  expect(testedBy('Procurement Act 2023', '2026-04-01', 1n, 1n)).toBeUndefined();
  expect(testedBy('unknown', '2026-04-01', 1n, 1n)).toBeUndefined();
});
