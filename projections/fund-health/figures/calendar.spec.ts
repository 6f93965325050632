import { formatPence } from '#libs/money/pence.js';
import { october, opening } from '#test/support/figures.js';
import { calendar, monthsAhead } from './calendar.js';
import type { Proposal } from './proposals.js';

const plain = (view: typeof october, waiting: readonly Proposal[] = []) =>
  calendar(view, waiting).map(({ what, day, of, amount }) => [
    what,
    day,
    of,
    amount === null ? null : formatPence(amount),
  ]);

it('looks a year ahead, the present month and the eleven that follow', () => {
  expect(monthsAhead('2026-10-31')).toEqual([
    ...['2026-10', '2026-11', '2026-12', '2027-01', '2027-02', '2027-03'],
    ...['2027-04', '2027-05', '2027-06', '2027-07', '2027-08', '2027-09'],
  ]);
});

it('lists instalments that have not come, the overdue too, in the order of their days', () => {
  const items = plain(october).filter(([what]) => what === 'instalment');
  // The ICB's third quarter is overdue. It pays on the first day of each quarter, confirmed up to 2027-28.
  expect(items.filter(([, , of]) => of === 'icb')).toEqual([
    ['instalment', '2026-10-01', 'icb', '200000.00'],
    ['instalment', '2027-01-01', 'icb', '200000.00'],
    ['instalment', '2027-04-01', 'icb', '200000.00'],
    ['instalment', '2027-07-01', 'icb', '200000.00'],
  ]);
  expect(items.map(([, day]) => day)).toEqual(items.map(([, day]) => day).sort());
});

it('lists what awards come to as they end, once the end is within the year', () => {
  const endings = (day: string) =>
    plain({ ...opening, moment: { ...opening.moment, day } }).filter(([what]) => what === 'award');
  expect(endings('2026-04-01')).toEqual([]);
  expect(endings('2027-10-01')).toEqual([['award', '2028-03-31', 'two-rivers', '600000.00']]);
  expect(endings('2028-04-01')).toEqual([['award', '2029-03-31', 'moorside', '90000.00']]);
});

it('lists what waits to be approved, of this fund alone', () => {
  const proposal = (id: string, funds: readonly string[], expires: string | null): Proposal => ({
    ...{ kind: 'reallocation', id, funds, expires, amount: 6_000_000n, technical: false },
    ...{ proposer: 'amina', proposed: '2026-10-20', days: 11, needs: [], effects: [], number: 99 },
    asked: { kind: 'reallocation', legs: [] },
  });
  const waiting = [
    proposal('ours', ['other', 'northmoor'], '2026-11-20'),
    proposal('theirs', ['other'], '2026-11-20'),
    proposal('without-end', ['northmoor'], null),
  ];
  expect(plain(october, waiting).filter(([what]) => what === 'reallocation')).toEqual([
    ['reallocation', '2026-11-20', 'ours', '60000.00'],
  ]);
});
