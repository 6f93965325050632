import { opening } from '#test/support/figures.js';
import { cliffEdges } from './cliff-edges.js';

const on = (day: string) =>
  cliffEdges({ ...opening, moment: { ...opening.moment, day } }).map(({ award, within }) => [
    award,
    within,
  ]);

it('finds awards ending within 3, 6 and 12 months, the soonest first', () => {
  expect(on('2026-04-01')).toEqual([]);
  expect(on('2027-10-01')).toEqual([['two-rivers', 6]]);
  expect(on('2028-03-31')).toEqual([
    ['two-rivers', 3],
    ['moorside', 12],
  ]);
  expect(on('2028-12-31')).toEqual([
    ['moorside', 3],
    ['harbour-lights', 6],
  ]);
});

it('is over once the award has ended', () => {
  expect(on('2028-04-01')).toEqual([['moorside', 12]]);
});
