import { inPounds, october, opening } from '#test/support/figures.js';
import { position, positionByYear } from './position.js';

it('has the position of each year of the worked story', () => {
  expect(inPounds(positionByYear(opening.balances))).toMatchObject([
    {
      year: '2026-27',
      available: '2380000.00',
      calledOn: '1050000.00',
      committed: '1050000.00',
      allocated: '2230000.00',
      unallocated: '150000.00',
      uncommitted: '1180000.00',
    },
    { year: '2027-28', available: '2030000.00', calledOn: '1290000.00' },
    { year: '2028-29', available: '1230000.00', calledOn: '990000.00', indicative: '800000.00' },
    { year: '2029-30', available: '0.00', calledOn: '240000.00', indicative: '2000000.00' },
  ]);
});

it('commits 3,570,000.00 in total', () => {
  expect(inPounds([position(opening.balances)])).toMatchObject([{ committed: '3570000.00' }]);
});

it('keeps what is committed, and lowers what is outstanding, as spending uses it up', () => {
  // Four payments of 80,000, seven of 25,000 and one of 7,500; 30,000 without an award.
  const [year] = positionByYear(october.balances);
  expect(inPounds(year ? [year] : [])).toMatchObject([
    {
      committed: '1050000.00',
      outstanding: '547500.00',
      spentWithoutAward: '30000.00',
      actual: '532500.00',
      calledOn: '1080000.00',
      uncommitted: '1150000.00',
    },
  ]);
});
