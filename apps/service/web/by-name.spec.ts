import { byName } from './by-name.js';

const order = (...names: (string | null)[][]): unknown =>
  byName(names, (row) => row).map((row) => row.map((name) => name ?? 'nothing').join('/'));

it('puts names as people look for them, and what has none last', () => {
  expect(order(['Scheme 10'], ['scheme 2'], [null], ['Care at home'])).toEqual([
    ...['Care at home', 'scheme 2', 'Scheme 10', 'nothing'],
  ]);
});

it('goes by the second name where the first is the same, and leaves alike as they were', () => {
  const [first, second] = [
    { names: ['Care', 'ICB'], of: 'capital' },
    { names: ['Care', 'ICB'], of: 'revenue' },
  ];
  expect(
    byName([first, { names: ['Care', 'Council'], of: '' }, second], ({ names }) => names),
  ).toEqual([{ names: ['Care', 'Council'], of: '' }, first, second]);
});
