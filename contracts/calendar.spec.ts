import { daysAfter, daysBetween, lengthInMonths, monthsAfter, wholeMonths } from './calendar.js';

it('counts whole months', () => {
  expect(wholeMonths('2026-04-01', '2029-04-01')).toBe(36);
  expect(wholeMonths('2026-04-02', '2029-04-01')).toBe(35);
  expect(wholeMonths('2026-01-31', '2026-02-28')).toBe(1);
});

it('counts the last day of a term', () => {
  expect(lengthInMonths('2026-07-01', '2029-06-30')).toBe(36);
  expect(lengthInMonths('2026-07-01', '2029-06-29')).toBe(35);
});

it('ends a shorter month on its last day', () => {
  expect(monthsAfter('2026-11-30', 3)).toBe('2027-02-28');
  expect(daysAfter('2028-02-28', 1)).toBe('2028-02-29');
  expect(daysBetween('2026-10-01', '2026-10-31')).toBe(30);
});
