import fc from 'fast-check';
import type { ExtractLine } from '#contracts/events/reconciliation.js';
import { formatPence } from '#libs/money/pence.js';
import type { Entry } from './entries.js';
import { proposeMatches } from './propose.js';

const line = (at: number, day: string, pence: bigint, ...marks: string[]): ExtractLine => ({
  ...{ line: at, day, amount: formatPence(pence), marks },
});
const entry = (number: number, day: string, pence: bigint, ...marks: string[]): Entry => ({
  ...{ number, day, pence, marks },
});

it('takes the same reference and amount first, whatever the days', () => {
  expect(
    proposeMatches(
      [line(2, '2026-06-30', -500n, 'aa')],
      [entry(7, '2026-04-01', -500n, 'aa'), entry(8, '2026-06-30', -500n)],
      5,
    ),
  ).toEqual([{ lines: [2], numbers: [7], by: 'reference' }]);
});

it('takes a payment run for all the entries of its reference', () => {
  const run = [entry(7, '2026-04-01', -300n, 'aa'), entry(9, '2026-04-01', -200n, 'aa')];
  expect(proposeMatches([line(2, '2026-04-02', -500n, 'aa')], run, 5)).toEqual([
    { lines: [2], numbers: [7, 9], by: 'reference-of-several' },
  ]);
  expect(proposeMatches([line(2, '2026-04-02', -499n, 'aa')], run, 5)).toEqual([]);
});

it('takes the same amount on near days where neither could be another', () => {
  const one = entry(7, '2026-04-04', 900n);
  expect(proposeMatches([line(2, '2026-04-01', 900n)], [one], 3)).toEqual([
    { lines: [2], numbers: [7], by: 'amount-and-day' },
  ]);
  expect(proposeMatches([line(2, '2026-04-01', 900n)], [one], 2)).toEqual([]);
  expect(
    proposeMatches([line(2, '2026-04-01', 900n), line(3, '2026-04-02', 900n)], [one], 3),
  ).toEqual([]);
  expect(
    proposeMatches([line(2, '2026-04-01', 900n)], [one, entry(8, '2026-04-01', 900n)], 3),
  ).toEqual([]);
});

it('proposes nothing twice, nothing that does not add up, and the same in any order', () => {
  const day = fc.constantFrom('2026-04-01', '2026-04-03', '2026-04-20');
  const marks = fc.subarray(['aa', 'bb', 'cc']);
  const pence = fc.bigInt(-3n, 3n);
  const lines = fc.array(fc.tuple(day, pence, marks), { maxLength: 12 });
  fc.assert(
    fc.property(lines, lines, fc.nat(30), (there, here, daysApart) => {
      const extract = there.map(([on, amount, of], place) => line(place + 2, on, amount, ...of));
      const entries = here.map(([on, amount, of], place) => entry(place + 1, on, amount, ...of));
      const proposals = proposeMatches(extract, entries, daysApart);
      const used = proposals.flatMap(({ lines: of }) => of);
      const taken = proposals.flatMap(({ numbers }) => numbers);
      expect(new Set(used).size).toBe(used.length);
      expect(new Set(taken).size).toBe(taken.length);
      for (const { lines: of, numbers } of proposals) {
        const amounts = of.map((at) => there[at - 2]?.[1] ?? 0n);
        const sums = numbers.map((number) => here[number - 1]?.[1] ?? 0n);
        const sum = (all: readonly bigint[]) => all.reduce((total, each) => total + each, 0n);
        expect(sum(amounts)).toBe(sum(sums));
      }
      expect(proposeMatches([...extract].reverse(), [...entries].reverse(), daysApart)).toEqual(
        proposals,
      );
    }),
  );
});
