import fc from 'fast-check';
import { monetaryUnits, type Item } from './sample.js';

const population = (...pence: number[]): Item[] =>
  pence.map((each, place) => ({ number: place + 1, pence: BigInt(each) }));
const numbers = (items: readonly Item[]): number[] => items.map(({ number }) => number);

/*
 * Worked by hand: 300 + 5,000 + 200 + 700 + 400 + 900 + 2,500 = 10,000; five wanted, so every 2,000th.
 * 5,000 and 2,500 are certain. The rest, laid end to end, fill 1-300, 301-500, 501-1,200, 1,201-1,600
 * and 1,601-2,500. A draw of 2,099 starts at 1 + 99 = 100: pence 100 and 2,100 are in the first and the
 * last. A draw of 799 starts at 800, in the third; 2,800 is beyond 2,500.
 */
const worked = population(300, 5000, 200, 700, 400, 900, 2500);

it.each([
  [2099n, 100n, [1, 6], [100n, 2100n]],
  [799n, 800n, [4], [800n]],
  [0n, 1n, [1, 6], [1n, 2001n]],
  [1999n, 2000n, [6], [2000n]],
])('draws %s and starts at %s, as worked by hand', (draw, start, sampled, at) => {
  const selection = monetaryUnits(worked, 5, draw);
  expect(selection).toMatchObject({ interval: 2000n, start, rest: 2500n });
  expect(numbers(selection.certain)).toEqual([2, 7]);
  expect(numbers(selection.sampled)).toEqual(sampled);
  expect(selection.sampled.map((hit) => hit.at)).toEqual(at);
});

it('takes an item of exactly the interval as certain', () => {
  expect(numbers(monetaryUnits(population(500, 500), 2, 0n).certain)).toEqual([1, 2]);
});

it('takes all where as many pence as the population has are wanted, and none of nothing', () => {
  expect(numbers(monetaryUnits(population(1, 2), 3, 7n).certain)).toEqual([1, 2]);
  expect(monetaryUnits([], 10, 7n)).toMatchObject({ certain: [], sampled: [], rest: 0n });
});

it('never picks more than are wanted, nor an item twice, whatever is drawn', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1 }),
      fc.integer({ min: 1, max: 50 }),
      fc.bigInt({ min: 0n, max: 2n ** 64n }),
      (pence, size, draw) => {
        const { interval, start, certain, sampled, rest } = monetaryUnits(
          population(...pence),
          size,
          draw,
        );
        const picked = [...numbers(certain), ...numbers(sampled)];
        expect(new Set(picked).size).toBe(picked.length);
        expect(start >= 1n && start <= interval).toBe(true);
        const steps = rest < start ? 0n : (rest - start) / interval + 1n;
        expect(BigInt(sampled.length)).toBe(steps);
      },
    ),
  );
});
