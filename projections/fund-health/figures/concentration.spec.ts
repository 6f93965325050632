import { formatPence } from '#libs/money/pence.js';
import { imported, inPounds, opening } from '#test/support/figures.js';
import { awardConcentration, spendingConcentration } from './concentration.js';

it('is 6,796.84 over the awards of the worked story', () => {
  expect(awardConcentration(opening)).toMatchObject({ hhi: '6796.84', fiveLargest: '100.00' });
});

it('puts redacted and unknown providers in a bucket of their own', () => {
  const { named, unnamed, hhi } = spendingConcentration(imported);
  expect(inPounds(named)).toEqual([
    { provider: 'GB-COH-00000001', amount: '600.00', share: '60.00' },
    { provider: 'GB-COH-00000002', amount: '300.00', share: '30.00' },
    { provider: 'GB-COH-00000003', amount: '100.00', share: '10.00' },
  ]);
  expect(formatPence(unnamed.pence)).toBe('500.00');
  // 60² + 30² + 10²
  expect(hhi).toBe('4600.00');
});

it('is not a number where nothing is spent', () => {
  expect(spendingConcentration(opening)).toMatchObject({ named: [], hhi: undefined });
});
