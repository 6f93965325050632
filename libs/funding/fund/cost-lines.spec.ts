import { remainingCostLines } from './cost-lines.js';

const held = new Map([['2026-27', new Map([['delivery', 80n] as const, ['core', 20n] as const])]]);

it.each([
  ['what is left', 50n, 100n, ['0.40', '0.10']],
  ['all of it, where a correction gave back more than was matched', 100n, 90n, ['0.80', '0.20']],
])('carries cost lines on in proportion to %s', (_, left, whole, amounts) =>
  expect(remainingCostLines(held, '2026-27', left, whole).map(({ amount }) => amount)).toEqual(
    amounts,
  ),
);
