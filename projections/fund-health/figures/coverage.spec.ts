import { formatPence } from '#libs/money/pence.js';
import { imported, opening } from '#test/support/figures.js';
import { coverage } from './coverage.js';

const years = coverage(opening);
const ratioOf = (covered: (typeof years)[number]['whole']['covered']): string =>
  covered.state === 'ratio' ? covered.ratio : covered.state;

it('covers the whole 2.27, 1.57, 1.24 and 0.00 times in the four years', () => {
  expect(years.map(({ year, whole }) => [year, ratioOf(whole.covered)])).toEqual([
    ['2026-27', '2.27'],
    ['2027-28', '1.57'],
    ['2028-29', '1.24'],
    ['2029-30', '0.00'],
  ]);
});

it('is lowest at a ring-fence, 1.00 times, in the first three years', () => {
  expect(years.map(({ lowest }) => lowest && [lowest.of, lowest.covered])).toEqual([
    ['participation', { state: 'ratio', ratio: '1.00' }],
    ['participation', { state: 'ratio', ratio: '1.00' }],
    ['participation', { state: 'ratio', ratio: '1.00' }],
    ['revenue', { state: 'ratio', ratio: '0.00' }],
  ]);
});

it('says where nothing is committed, and does not call it zero', () => {
  const capital = years[0]?.parts.find(({ of }) => of === 'capital');
  expect(capital?.covered).toEqual({ state: 'nothing committed' });
});

it('is not computable where sources are unknown, and says of how much', () => {
  const [year] = coverage(imported);
  expect(year?.whole.covered).toEqual({ state: 'not computable' });
  expect(year?.lowest).toBeUndefined();
  expect(formatPence(year?.unknown.pence ?? 0n)).toBe('900.00');
});
