import { formatPence } from '#libs/money/pence.js';
import { opening } from '#test/support/figures.js';
import { everything, investedIn } from '#test/support/invested.js';
import { investment } from './investment.js';
import { madeOf } from './lines.js';

it('adds up to what is invested, by place of the postings and by cost category', () => {
  const lines = madeOf(investment(investedIn(opening), everything));
  expect(formatPence(lines.reduce((sum, { pence }) => sum + pence, 0n))).toBe('3570000.00');
  const core = lines.filter(
    ({ traits, year, award }) =>
      traits.category === 'core' && year === '2026-27' && award === 'harbour-lights',
  );
  // 4 % of 458,181.82 and of 261,818.18: together 28,800.00.
  expect(core.map(({ source, pence, proRata }) => [source, formatPence(pence), proRata])).toEqual([
    ['council', '18327.27', true],
    ['icb', '10472.73', true],
  ]);
});
