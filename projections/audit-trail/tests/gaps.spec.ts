import { gapsIn } from './gaps.js';

const numbered = (...references: string[]) =>
  references.map((reference, place) => ({
    ...{ number: place + 1, fund: 'f', series: 'remittances', reference },
  }));
const said = (most: number, ...references: string[]) =>
  gapsIn(numbered(...references), most).map(({ of, numbers }) => [
    of['after'],
    of['before'],
    of['missing'],
    numbers,
  ]);

it('finds what is missing between two of a series, in whatever order they came', () => {
  expect(said(20, 'BACS-012', 'BACS-009', 'BACS-010')).toEqual([
    ['BACS-010', 'BACS-012', 1, [1, 3]],
  ]);
});

it('finds nothing in a series without gaps, between series, or where a number comes twice', () => {
  expect(said(20, 'A1', 'A2', 'A3', 'A3')).toEqual([]);
  expect(said(20, 'A1', 'B3', 'Advance')).toEqual([]);
});

it('takes a wide step for the beginning of another series', () => {
  expect(said(5, 'A1', 'A5')).toEqual([['A1', 'A5', 3, [1, 2]]]);
  expect(said(5, 'A1', 'A7')).toEqual([]);
});

it('takes references that end in months for dated, and a year’s numbers beyond twelve for a series', () => {
  expect(said(20, 'BACS care-2026-03', 'BACS care-2026-06', 'BACS care-2026-12')).toEqual([]);
  expect(said(20, 'INV-2026-11', 'INV-2026-13')).toEqual([
    ['INV-2026-11', 'INV-2026-13', 1, [1, 2]],
  ]);
  expect(said(20, 'INV-12026-03', 'INV-12026-05')).toHaveLength(1);
  expect(said(20, 'INV-2026-3', 'INV-2026-5')).toHaveLength(1);
});
