import {
  coveredTimes,
  heldBetween,
  herfindahlHirschman,
  movementOf,
  percentage,
  rateOf,
  ratio,
  less,
} from './rate.js';

it('rounds a 4 % cap as the agreement says: 1,231,415.00 gives 49,256.60, or 49,257.00 in pounds', () => {
  expect(rateOf(123_141_500n, '0.04', 'nearest-penny')).toBe(4_925_660n);
  expect(rateOf(123_141_500n, '0.04', 'nearest-pound')).toBe(4_925_700n);
  expect(rateOf(33n, '0.5', 'down-to-penny')).toBe(16n);
});

it('states ratios and percentages with the places asked for', () => {
  expect(ratio(238_000_000n, 105_000_000n, 2)).toBe('2.27');
  expect(percentage(297_000_000n, 357_000_000n)).toBe('83.19');
});

it('never says that something is covered once that is not', () => {
  expect(coveredTimes(99_900n, 100_000n)).toBe('0.99');
  expect(coveredTimes(9_999_999n, 10_000_000n)).toBe('0.99');
  expect(coveredTimes(100_000n, 100_000n)).toBe('1.00');
  expect(coveredTimes(238_000_000n, 105_000_000n)).toBe('2.27');
  expect(coveredTimes(-1n, 100_000n)).toBe('-0.01');
});

it('measures concentration: one provider is 10,000, the three of the worked story 6,796.84', () => {
  expect(herfindahlHirschman([5n], 2)).toBe('10000.00');
  expect(herfindahlHirschman([288_000_000n, 60_000_000n, 9_000_000n], 2)).toBe('6796.84');
});

it('measures how far an index moved, and holds the rate between collar and cap', () => {
  expect(movementOf('125', '129.09', 4)).toBe('0.0327');
  expect(movementOf('131.5', '131.5', 4)).toBe('0');
  expect(movementOf('131.5', '130.2', 4)).toBe('-0.0099');
  expect(heldBetween('0.0327', '0.01', '0.03')).toEqual({ rate: '0.03', held: 'cap' });
  expect(heldBetween('-0.0099', '0', '0.03')).toEqual({ rate: '0', held: 'collar' });
  expect(heldBetween('0.02', null, null)).toEqual({ rate: '0.02', held: 'neither' });
});

it('takes measured values from each other exactly, however many places they have', () => {
  expect(less('412', '389.5')).toBe('22.5');
  expect(less('0.1', '0.3')).toBe('-0.2');
});
