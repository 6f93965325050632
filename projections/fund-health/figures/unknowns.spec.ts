import { imported, inPounds, october } from '#test/support/figures.js';
import { spendingByYear, unknowns } from './unknowns.js';

it('shows what of the spending is unknown, with its share', () => {
  expect(inPounds(unknowns(imported))).toEqual([
    { dimension: 'source', amount: '1500.00', share: '100.00' },
    { dimension: 'scheme', amount: '1500.00', share: '100.00' },
    { dimension: 'provider', amount: '500.00', share: '33.33' },
    { dimension: 'nature', amount: '1500.00', share: '100.00' },
  ]);
  expect(unknowns(october).map(({ share }) => share)).toEqual(['0.00', '0.00', '0.00', '0.00']);
});

it('adds up spending by year', () => {
  expect(inPounds(spendingByYear(imported))).toEqual([
    { year: '2011-12', spent: '900.00' },
    { year: '2012-13', spent: '600.00' },
  ]);
});
