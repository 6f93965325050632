import { retraced } from '#projections/fund-health/figures/traced.js';
import { inPounds } from '#test/support/figures.js';
import { organisations } from '#test/support/northmoor.js';
import { inFund, northmoorProvider, providerInOctober } from '#test/support/provider-view.js';
import { ownStatement } from './own-statement.js';

it('leads from what was owed at the beginning to what is owed at the end', () =>
  expect(inPounds(ownStatement(providerInOctober(organisations.harbourLights), '2026-27'))).toEqual(
    [
      {
        ...{ fund: 'northmoor', award: 'harbour-lights', promised: '720000.00', opening: '0.00' },
        ...{ accepted: '320000.00', vat: '0.00', advances: '0.00', paid: '240000.00' },
        ...{ closing: '80000.00', retained: '0.00', advanced: '0.00' },
      },
    ],
  ));

const moorside = northmoorProvider(
  organisations.moorside,
  [
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
    inFund(
      'verify-expenditure',
      {
        ...{ expenditure: 'two', provider: organisations.moorside, award: 'moorside' },
        ...{ net: '100.00', irrecoverableVat: '0.00', recoverableVat: '20.00', reference: 'M2' },
      },
      '2026-07-01',
    ),
  ],
  '2026-07-31',
);

it('holds advances and VAT, and each amount down to its postings', () => {
  const [line] = ownStatement(moorside, '2026-27');
  expect(inPounds([{ ...line }])).toMatchObject([
    {
      ...{ accepted: '2600.00', vat: '20.00', advances: '3500.00', paid: '6000.00' },
      // 0 + 2,600 + 20 + 3,500 − 6,000
      ...{ closing: '120.00', advanced: '3500.00' },
    },
  ]);
  const [fund] = moorside.funds;
  const { fund: _, award: __, ...amounts } = line ?? { fund: '', award: '' };
  const all = Object.values(amounts);
  expect(all).toHaveLength(9);
  for (const { pence, from } of all) expect(fund && retraced(fund.balances, from)).toBe(pence);
});

it('opens a year with what the one before closed with', () => {
  const [line] = ownStatement(moorside, '2027-28');
  expect(inPounds([{ ...line }])).toMatchObject([
    { promised: '30000.00', opening: '120.00', accepted: '0.00', paid: '0.00', closing: '120.00' },
  ]);
});
