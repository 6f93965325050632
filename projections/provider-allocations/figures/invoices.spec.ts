import { inPounds } from '#test/support/figures.js';
import { organisations } from '#test/support/northmoor.js';
import {
  inFund,
  northmoorProvider,
  providerInOctober,
  type Step,
} from '#test/support/provider-view.js';
import { invoices } from './invoices.js';

const lights = { provider: organisations.harbourLights, award: 'harbour-lights' };
/** An invoice of 1,000.00 and 200.00 of VAT that comes back, claimed on 2 July. */
const claimed: readonly Step[] = [
  inFund(
    'claim-expenditure',
    { expenditure: 'one', ...lights, amount: '1200.00', reference: 'HL-1' },
    '2026-07-02',
  ),
];
const verified: readonly Step[] = [
  ...claimed,
  inFund(
    'verify-expenditure',
    {
      ...{ expenditure: 'one', ...lights, reference: 'HL-1' },
      ...{ net: '1000.00', irrecoverableVat: '0.00', recoverableVat: '200.00' },
    },
    '2026-07-10',
  ),
];
const pay = (amount: string, day: string): Step =>
  inFund('pay-expenditure', { expenditure: 'one', amount, remittance: `BACS ${day}` }, day);
const after = (steps: readonly Step[], day: string) =>
  inPounds(invoices(northmoorProvider(organisations.harbourLights, steps, day)))[0];

it('follows an invoice from the claim to its last payment, counting days from the claim', () => {
  expect(after(claimed, '2026-07-05')).toMatchObject({
    ...{ state: 'claimed', received: '2026-07-02', verified: null, amount: '1200.00' },
    ...{ owed: '0.00', days: 3, dueBy: '2026-08-01', late: false },
  });
  expect(after(verified, '2026-08-02')).toMatchObject({
    ...{ state: 'verified', verified: '2026-07-10', amount: '1200.00', owed: '1200.00' },
    ...{ days: 31, late: true },
  });
  const half = [...verified, pay('700.00', '2026-07-20')];
  expect(after(half, '2026-07-30')).toMatchObject({
    ...{ state: 'verified', paid: '700.00', owed: '500.00', days: 28, late: false },
  });
  expect(after([...half, pay('500.00', '2026-08-03')], '2026-12-31')).toMatchObject({
    ...{ state: 'paid', paid: '1200.00', owed: '0.00', days: 32, late: true, paidOn: '2026-08-03' },
    remittances: ['BACS 2026-07-20', 'BACS 2026-08-03'],
  });
});

it('knows what is disputed, approved and kept back', () => {
  const steps = [
    ...verified,
    inFund(
      'dispute-expenditure',
      { expenditure: 'one', amount: '300.00', cause: 'Two days not staffed' },
      '2026-07-11',
    ),
    inFund('approve-expenditure', { expenditure: 'one', amount: '600.00' }, '2026-07-12'),
    inFund(
      'hold-retention',
      { expenditure: 'one', amount: '50.00', cause: 'The terms' },
      '2026-07-13',
    ),
  ];
  expect(after(steps, '2026-07-14')).toMatchObject({
    ...{ state: 'approved', disputed: '300.00', cause: 'Two days not staffed' },
    ...{ approved: '600.00', retained: '50.00', owed: '1200.00' },
  });
});

it('counts no days of what a dispute holds', () => {
  const disputed = inFund(
    'dispute-expenditure',
    { expenditure: 'one', amount: '300.00', cause: 'Two days not staffed' },
    '2026-07-11',
  );
  const held = { owed: '300.00', disputed: '300.00', late: false };
  const paid = [...verified, disputed, pay('900.00', '2026-07-30')];
  expect(after(paid, '2026-12-31')).toMatchObject({ ...held, days: 28 });
  const whole = inFund(
    'dispute-expenditure',
    { expenditure: 'one', amount: '1200.00', cause: 'Nobody came' },
    '2026-07-11',
  );
  expect(after([...verified, whole], '2026-12-31')).toMatchObject({ days: 182, late: false });
});

it('takes off what a credit note takes back, and says why a claim was rejected', () => {
  const credit = inFund(
    'credit-expenditure',
    { expenditure: 'credit', credits: 'one', cost: '100.00', reference: 'HL-C1' },
    '2026-07-15',
  );
  expect(after([...verified, credit], '2026-07-20')).toMatchObject({
    // 20.00 of VAT go back with the 100.00.
    ...{ expenditure: 'one', credited: '120.00', owed: '1080.00' },
  });
  const rejected = inFund(
    'reject-expenditure',
    { expenditure: 'one', cause: 'No timesheets' },
    '2026-07-04',
  );
  expect(after([...claimed, rejected], '2026-12-31')).toMatchObject({
    ...{ state: 'rejected', cause: 'No timesheets', owed: '0.00', days: 0, late: false },
  });
});

it('tells the story’s four invoices, newest first', () =>
  expect(
    inPounds(invoices(providerInOctober(organisations.harbourLights))).map(
      ({ reference, state, days }) => [reference, state, days],
    ),
  ).toEqual([
    ['Invoice 2026-10', 'verified', 0],
    ['Invoice 2026-09', 'paid', 14],
    ['Invoice 2026-08', 'paid', 14],
    ['Invoice 2026-07', 'paid', 14],
  ]));
