import { formatPence } from '#libs/money/pence.js';
import { october, opening } from '#test/support/figures.js';
import { everything, investedIn } from '#test/support/invested.js';
import { investment, type Asked, type Group } from './investment.js';
import { investedBy, totals, type Respect } from './invested-by.js';

const shown = ({ is, commitments, spending }: Group) => [
  is,
  `${formatPence(commitments.pence)} ${commitments.share ?? '-'}`,
  `${formatPence(spending.pence)} ${spending.share ?? '-'}`,
];
const by = (respect: Respect, view = opening, asked: Partial<Asked> = {}) =>
  investedBy(investment(investedIn(view), { ...everything, ...asked }))
    .filter((group) => group.by === respect)
    .map(shown);

it('is told by cost category as the lines of awards have it', () =>
  expect(by('category').map(([is, promised]) => [is, promised])).toEqual([
    // 80 % of 2,880,000, and 600,000 of brokerage.
    ['delivery', '2904000.00 81.34'],
    // 5 % of 2,880,000, and 90,000 of the panel.
    ['participation', '234000.00 6.55'],
    ['workforce', '230400.00 6.45'],
    ['core', '115200.00 3.23'],
    ['infrastructure', '86400.00 2.42'],
  ]));

it('is told by scheme, and by funder as money is split between sources', () => {
  expect(by('scheme').map(([is, promised]) => [is, promised])).toEqual([
    ['northmoor/navigators', '2880000.00 80.67'],
    ['northmoor/brokerage', '600000.00 16.81'],
    ['northmoor/participation', '90000.00 2.52'],
  ]);
  expect(by('funder').map(([is, promised]) => [is, promised])).toEqual([
    // 458,181.82 + 610,909.09 + 960,000 + 240,000 + 300,000 of brokerage.
    ['GB-LAE-NMR', '2569090.91 71.96'],
    // 261,818.18 + 349,090.91.
    ['GB-NHS-QMR', '610909.09 17.11'],
    ['GB-GOV-NGP', '300000.00 8.40'],
    ['GB-CHC-1999901', '90000.00 2.52'],
  ]);
});

it('shows a need that nobody has stated as unknown, with its share', () =>
  expect(by('need')).toEqual([['unknown', '3570000.00 100.00', '0.00 -']]));

it('is told by what is known of providers, and by what is not', () => {
  expect(by('providerType').map(([is, promised]) => [is, promised])).toEqual([
    ['voluntary', '2970000.00 83.19'],
    ['private', '600000.00 16.81'],
  ]);
  expect(by('size').map(([is]) => is)).toEqual(['medium', 'large', 'small']);
  // Nobody says where Two Rivers is rooted.
  expect(by('rooted').map(([is, promised]) => [is, promised])).toEqual([
    ['yes', '2970000.00 83.19'],
    ['unknown', '600000.00 16.81'],
  ]);
});

it('is of the years asked about, and never adds what is spent to what is promised', () => {
  expect(by('scheme', october, { from: '2026-27', to: '2026-27' })).toMatchObject([
    ['northmoor/navigators', '720000.00 68.57', expect.any(String)],
    ['northmoor/brokerage', '300000.00 28.57', expect.any(String)],
    ['northmoor/participation', '30000.00 2.86', expect.any(String)],
    ['northmoor/infrastructure', '0.00 0.00', expect.any(String)],
  ]);
  const { within } = totals(
    investment(investedIn(opening), { ...everything, from: '2027-28', to: '2027-28' }),
  );
  // 960,000 + 300,000 + 30,000.
  expect(within).toEqual({ spending: 0n, commitments: 129_000_000n });
});

it('counts nothing under a fund that is not asked about', () =>
  expect(by('scheme', opening, { funds: ['another'] })).toEqual([]));
