import { formatPence } from '#libs/money/pence.js';
import { inPounds, opening } from '#test/support/figures.js';
import { contributions } from './contributions.js';

const rows = contributions(opening);
const of = (source: string, year: string, nature = 'revenue') =>
  inPounds(
    rows.filter((row) => row.source === source && row.year === year && row.nature === nature),
  );

it('keeps what is confirmed apart from what is only indicated', () => {
  expect(of('council', '2026-27')).toMatchObject([{ confirmed: '1200000.00', indicative: '0.00' }]);
  expect(of('council', '2029-30')).toMatchObject([{ confirmed: '0.00', indicative: '1200000.00' }]);
  expect(of('icb', '2028-29')).toMatchObject([{ confirmed: '0.00', indicative: '800000.00' }]);
});

it('keeps capital apart from revenue', () => {
  expect(of('programme', '2026-27')).toMatchObject([{ confirmed: '300000.00' }]);
  expect(of('programme', '2026-27', 'capital')).toMatchObject([{ confirmed: '50000.00' }]);
});

it('says what no scheme has yet', () => {
  const unallocated = (source: string): string[] =>
    rows
      .filter((row) => row.source === source && row.year === '2026-27')
      .map((row) => formatPence(row.unallocated.confirmed.pence));
  expect(unallocated('council')).toEqual(['80000.00']);
  expect(unallocated('icb')).toEqual(['70000.00']);
});

it('leaves out a source that puts nothing in', () => {
  expect(of('programme', '2027-28')).toEqual([]);
});
