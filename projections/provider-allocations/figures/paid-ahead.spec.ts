import { retraced } from '#projections/fund-health/figures/traced.js';
import { inPounds } from '#test/support/figures.js';
import { organisations } from '#test/support/northmoor.js';
import { inFund, northmoorProvider, providerInOctober } from '#test/support/provider-view.js';
import { advancesOpen, balancesOfAwards } from './paid-ahead.js';

const advance = [
  inFund(
    'pay-advance',
    {
      ...{ advance: 'first', provider: organisations.moorside, award: 'moorside' },
      ...{ amount: '6000.00', remittance: 'BACS advance' },
    },
    '2026-05-01',
  ),
  inFund(
    'evidence-advance',
    { advance: 'first', expenditure: 'spent', cost: '2500.00', reference: 'Receipts' },
    '2026-06-30',
  ),
];
const moorside = northmoorProvider(organisations.moorside, advance, '2026-07-01');

it('shows an advance until it is accounted for', () =>
  expect(inPounds(advancesOpen(moorside))).toEqual([
    {
      ...{ fund: 'northmoor', advance: 'first', award: 'moorside', year: '2026-27', days: 61 },
      ...{ paidOn: '2026-05-01', amount: '6000.00', left: '3500.00', remittance: 'BACS advance' },
    },
  ]));

it('says per award what is owed, kept back and advanced, each down to its postings', () => {
  expect(inPounds(balancesOfAwards(moorside))).toMatchObject([
    { award: 'moorside', owed: '0.00', retained: '0.00', advanced: '3500.00' },
  ]);
  const lights = providerInOctober(organisations.harbourLights);
  const [balance] = balancesOfAwards(lights);
  expect(inPounds([{ ...balance }])).toMatchObject([{ owed: '80000.00', advanced: '0.00' }]);
  expect(lights.funds[0] && retraced(lights.funds[0].balances, balance?.owed.from ?? [])).toBe(
    8_000_000n,
  );
});
