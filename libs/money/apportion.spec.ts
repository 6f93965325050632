import fc from 'fast-check';
import { apportion, inEqualParts } from './apportion.js';
import { sumPence } from './pence.js';

it('splits £100.00 in three as 33.34, 33.33, 33.33', () =>
  expect(inEqualParts(10_000n, 3)).toEqual([3334n, 3333n, 3333n]));

it('splits a year of Navigators 7:4 between council and ICB', () =>
  expect(apportion(72_000_000n, [7n, 4n])).toEqual([45_818_182n, 26_181_818n]));

it('splits 13,208,845.00 into the twelve published instalments', () =>
  expect(inEqualParts(1_320_884_500n, 12)).toEqual([
    ...new Array<bigint>(4).fill(110_073_709n),
    ...new Array<bigint>(8).fill(110_073_708n),
  ]));

it('splits a real overspend of 1,000,000.00 by 93.7m and 28.3m', () =>
  expect(apportion(100_000_000n, [937n, 283n])).toEqual([76_803_279n, 23_196_721n]));

it('gives negative amounts the negated parts of their absolute', () =>
  expect(apportion(-10_000n, [1n, 1n, 1n])).toEqual([-3334n, -3333n, -3333n]));

it('refuses to split by nothing', () => {
  expect(() => apportion(1n, [0n, 0n])).toThrow(RangeError);
  expect(() => apportion(1n, [])).toThrow(RangeError);
  expect(() => apportion(1n, [2n, -1n])).toThrow(RangeError);
});

it('always sums to the amount, and strays less than a penny from the exact share', () =>
  fc.assert(
    fc.property(
      fc.bigInt(-(10n ** 14n), 10n ** 14n),
      fc.array(fc.bigInt(0n, 10n ** 12n), { minLength: 1, maxLength: 12 }),
      (amount, weights) => {
        fc.pre(weights.some((weight) => weight > 0n));
        const total = sumPence(weights);
        const parts = apportion(amount, weights);
        expect(sumPence(parts)).toBe(amount);
        parts.forEach((part, place) => {
          const off = part * total - amount * (weights[place] ?? 0n);
          expect(off < total && off > -total).toBe(true);
        });
      },
    ),
  ));
