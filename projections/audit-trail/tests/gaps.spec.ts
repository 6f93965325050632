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
