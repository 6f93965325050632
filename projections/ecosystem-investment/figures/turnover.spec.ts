import { formatPence } from '#libs/money/pence.js';
import { opening } from '#test/support/figures.js';
import { everything, investedIn } from '#test/support/invested.js';
import { investment, type Asked } from './investment.js';
import { turnover } from './turnover.js';

const promised = (asked: Partial<Asked> = {}) =>
  turnover(investment(investedIn(opening), { ...everything, ...asked })).commitments.map(
    ({ year, providers, fresh, lost, lostPence }) => [
      ...[year, providers, fresh.length, lost.join()],
      formatPence(lostPence),
    ],
  );

it('says who came and who went between one year and the next, and what those who went had', () =>
  expect(promised()).toEqual([
    ['2027-28', 3, 0, '', '0.00'],
    ['2028-29', 2, 0, 'GB-COH-19990002', '300000.00'],
    ['2029-30', 1, 0, 'GB-CHC-1999902', '30000.00'],
  ]));

it('knows the year before the first that is asked about', () =>
  expect(promised({ from: '2028-29', to: '2028-29' })).toEqual([
    ['2028-29', 2, 0, 'GB-COH-19990002', '300000.00'],
  ]));

it('has nothing to say of spending where there is none', () =>
  expect(turnover(investment(investedIn(opening), everything)).spending).toEqual([]));
