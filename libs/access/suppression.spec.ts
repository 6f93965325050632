import fc from 'fast-check';
import { rank } from '#test/support/rank.js';
import { showable, type Cell } from './suppression.js';

const cell = (name: string, ...providers: string[]): Cell => ({
  cell: name,
  providers: new Set(providers),
});
const sums = (...totals: string[]): Set<string>[] => totals.map((each) => new Set(each.split('')));

it('shows a total that three stand behind, and none that two or one do', () => {
  expect(showable([cell('a', 'A', 'B', 'C')], sums('a'), 3)).toEqual([true]);
  expect(showable([cell('a', 'A', 'B')], sums('a'), 3)).toEqual([false]);
  expect(showable([cell('a', 'A')], sums('a'), 3)).toEqual([false]);
  // Whoever is not known hides nobody.
  expect(showable([cell('a')], sums('a'), 3)).toEqual([false]);
});

it('withholds a second one where the first would be what is left of their total', () => {
  const cells = [cell('a', 'A'), cell('b', 'B', 'C', 'D'), cell('c', 'E', 'F', 'G')];
  expect(showable(cells, sums('abc', 'a', 'b', 'c'), 3)).toEqual([true, false, true, false]);
});

it('withholds what would follow over two dimensions', () => {
  const three = ['B', 'C', 'D'];
  const cells = [cell('a', 'A'), cell('b', ...three), cell('c', ...three), cell('d', ...three)];
  // Rows ab and cd, columns ac and bd: any one of the four cells with these would give all.
  expect(showable(cells, sums('abcd', 'ab', 'cd', 'ac', 'bd', 'a', 'b', 'c', 'd'), 3)).toEqual([
    ...[true, true, true, true, true],
    ...[false, false, false, false],
  ]);
});

it('does not take two cells of one provider for a group', () => {
  const cells = [cell('a', 'A'), cell('b', 'A'), cell('c', 'B', 'C', 'D')];
  expect(showable(cells, sums('abc', 'c'), 3)).toEqual([true, false]);
});

it('withholds what it could not audit in time, and answers at once', () => {
  const many = Array.from({ length: 200 }, (_, nth) => cell(`c${nth}`, `P${nth}`));
  const all = new Set(many.map((each) => each.cell));
  expect(showable(many, [all, new Set()], 20)).toEqual([false, true]);
});

it('shows again what follows from what is shown', () => {
  const cells = [cell('a', 'A', 'B', 'C'), cell('b', 'D', 'E', 'F')];
  expect(showable(cells, sums('a', 'ab', 'b'), 3)).toEqual([true, true, true]);
});

it('lets nobody work out what one or two have, whatever the tables are', () => {
  const names = ['A', 'B', 'C', 'D', 'E', 'F'];
  let withheld = 0;
  fc.assert(
    fc.property(
      fc.array(fc.subarray(names, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
      fc.array(fc.subarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 1 }), { maxLength: 12 }),
      (behind, asked) => {
        const cells = behind.map((providers, place) => cell(String(place), ...providers));
        const totals = asked.map((places) => new Set(places.map(String)));
        const shown = showable(cells, totals, 3);
        withheld += shown.filter((each) => !each).length;
        const rows = totals
          .filter((_, place) => shown[place])
          .map((total) => cells.map((each) => (total.has(each.cell) ? 1 : 0)));
        for (const one of names)
          for (const other of names) {
            // A sum that only these two are behind is nought at every cell that anybody else is behind.
            const elsewhere = rows.map((row) =>
              row.map((part, place) =>
                behind[place]?.every((who) => who === one || who === other) ? 0 : part,
              ),
            );
            expect(rank(elsewhere)).toBe(rank(rows));
          }
      },
    ),
    { numRuns: 150 },
  );
  expect(withheld).toBeGreaterThan(0);
});
