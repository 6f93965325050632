import { imported, opening } from '#test/support/figures.js';
import type { FundView } from '#projections/reading/reading.js';
import { everything, investedIn } from '#test/support/invested.js';
import { investment } from './investment.js';
import { completeness } from './completeness.js';

const known = (view: FundView, measure: 'spending' | 'commitments') =>
  Object.fromEntries(
    completeness(investment(investedIn(view), everything)).map((row) => [
      row.of,
      row[measure].share,
    ]),
  );

it('says of the worked story that no scheme states a need, and of whom it is not known where he is rooted', () =>
  expect(known(opening, 'commitments')).toEqual({
    identifier: '100.00',
    'provider type': '100.00',
    size: '100.00',
    'rooted locally or not': '83.19',
    funder: '100.00',
    scheme: '100.00',
    'cost category': '100.00',
    need: '0.00',
    cohort: '0.00',
    area: '100.00',
    'award length': '100.00',
  }));

it('says of a spending file that hardly anything beside the suppliers is known', () =>
  expect(known(imported, 'spending')).toMatchObject({
    // 1,000 of 1,500.
    identifier: '66.67',
    funder: '0.00',
    need: '0.00',
  }));
