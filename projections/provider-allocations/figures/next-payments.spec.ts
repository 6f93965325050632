import { inPounds } from '#test/support/figures.js';
import { organisations } from '#test/support/northmoor.js';
import {
  inFund,
  northmoorProvider,
  providerInOctober,
  type Step,
} from '#test/support/provider-view.js';
import { nextPayments } from './next-payments.js';

const lights = { provider: organisations.harbourLights, award: 'harbour-lights' };
const waits = (steps: readonly Step[]) =>
  inPounds(nextPayments(northmoorProvider(organisations.harbourLights, steps, '2026-07-20'))).map(
    ({ amount, by, waitsFor }) => [amount, by, waitsFor],
  );
const claim = inFund(
  'claim-expenditure',
  { expenditure: 'one', ...lights, amount: '1000.00', reference: 'HL-1' },
  '2026-07-02',
);
const verify = inFund(
  'verify-expenditure',
  { expenditure: 'one', ...lights, reference: 'HL-1', net: '1000.00', irrecoverableVat: '0.00' },
  '2026-07-05',
);

it('waits for a claim where nothing is open, and then for whoever is next', () => {
  expect(waits([])).toEqual([[null, null, 'your claim or invoice']]);
  expect(waits([claim])).toEqual([['1000.00', '2026-08-01', 'the host to check it']]);
  expect(waits([claim, verify])).toEqual([['1000.00', '2026-08-01', 'the host to pay it']]);
});

it('says of each part what it waits for', () =>
  expect(
    waits([
      ...[claim, verify],
      inFund(
        'dispute-expenditure',
        { expenditure: 'one', amount: '200.00', cause: 'Hours' },
        '2026-07-06',
      ),
      inFund('hold-retention', { expenditure: 'one', amount: '50.00', cause: 'T' }, '2026-07-07'),
      inFund('approve-expenditure', { expenditure: 'one', amount: '600.00' }, '2026-07-08'),
    ]),
  ).toEqual([
    ['600.00', '2026-08-01', 'the host to pay it'],
    ['150.00', '2026-08-01', 'an office to approve it'],
    ['200.00', null, 'the end of a dispute'],
    ['50.00', null, 'the release of what is kept back'],
  ]));

it('has of the same last day what was received first, first', () => {
  const another = { expenditure: 'two', ...lights, amount: '30.00', reference: 'HL-2' };
  const steps = [claim, inFund('claim-expenditure', another, '2026-07-02')];
  expect(waits(steps).map(([amount]) => amount)).toEqual(['1000.00', '30.00']);
});

it('names October’s invoice in the story, to be paid by 30 November', () =>
  expect(inPounds(nextPayments(providerInOctober(organisations.harbourLights)))).toMatchObject([
    { reference: 'Invoice 2026-10', amount: '80000.00', by: '2026-11-30' },
  ]));
