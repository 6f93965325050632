import { amountAfter, byPlace, lessReleased } from './money.js';

const line = (amount: string, year = '2026-27') => ({
  fund: 'small',
  scheme: 'navigators',
  year,
  nature: 'revenue' as const,
  amount,
});
const term = { start: '2026-07-01', end: '2029-06-30' };

it('finds what lies after a day by months, where all of it is months', () => {
  expect(amountAfter(line('720000.00'), term, '2026-12-31')).toBe(24_000_000n);
  expect(amountAfter(line('240000.00', '2029-30'), term, '2029-04-30')).toBe(16_000_000n);
});

it('else by days', () => expect(amountAfter(line('274.00'), term, '2026-07-10')).toBe(26_400n));

it('finds all of a later year and nothing of one before', () => {
  expect(amountAfter(line('1.00', '2027-28'), term, '2027-03-31')).toBe(100n);
  expect(amountAfter(line('1.00'), term, '2027-03-31')).toBe(0n);
});

it('takes the whole year where the term is not known', () =>
  expect(amountAfter(line('12.00'), { start: null, end: null }, '2026-06-30')).toBe(900n));

it('adds up what lies in one place, and leaves out what comes to nothing', () =>
  expect(
    byPlace([line('1.00'), line('5.00', '2027-28')], [line('2.00'), line('-5.00', '2027-28')]),
  ).toEqual([line('3.00')]));

describe('what is left once some is released', () => {
  it('is less in the place from which it is released', () =>
    expect(lessReleased([line('3.00'), line('5.00', '2027-28')], [line('3.00')])).toEqual([
      line('5.00', '2027-28'),
    ]));

  it('is less in the years before, newest first, where a year-end had carried it on', () =>
    expect(
      lessReleased(
        [line('3.00'), line('5.00', '2027-28'), line('1.00', '2028-29')],
        [line('2.00', '2028-29'), line('6.00', '2029-30')],
      ),
    ).toEqual([line('1.00')]));

  it('is owed where no year had so much', () =>
    expect(lessReleased([line('1.00', '2027-28')], [line('2.00')])).toEqual([
      line('-2.00'),
      line('1.00', '2027-28'),
    ]));
});
