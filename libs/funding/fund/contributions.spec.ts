import { periodsOf } from '#contracts/financial-year.js';
import { command, given } from '#test/support/given.js';
import {
  allocate,
  confirm,
  funded,
  made,
  pledge,
  reserve,
  small,
} from '#test/support/small-fund.js';

const instalments = (...amounts: string[]) => ({
  schedule: {
    instalments: amounts.map((amount, nth) => ({
      instalment: String(nth + 1),
      due: '2026-04-01',
      amount,
    })),
  },
});
const receive = (amount?: string, contribution = 'council', instalment = '1') =>
  command('receive-instalment', {
    contribution,
    instalment,
    ...(amount === undefined ? {} : { amount }),
    reference: 'BACS',
  });
const bill = (amount?: string) =>
  command('invoice-instalment', {
    contribution: 'council',
    instalment: '1',
    ...(amount === undefined ? {} : { amount }),
    reference: 'Invoice',
  });
const due = [...small, pledge('council', '100.00'), confirm('council')];

it('splits £100.00 in three as 33.34, 33.33, 33.33, a month apart, the last day where there is none', () =>
  given(...small)
    .when(pledge('council', '100.00', { schedule: { parts: 3, firstDue: '2026-12-31' } }))
    .thenHappened({
      type: 'ContributionPledged',
      data: {
        instalments: [
          { instalment: '1', due: '2026-12-31', amount: '33.34' },
          { instalment: '2', due: '2027-01-31', amount: '33.33' },
          { instalment: '3', due: '2027-02-28', amount: '33.33' },
        ],
      },
    }));

it('makes no instalment of nothing', () =>
  given(...small)
    .when(pledge('council', '0.01', { schedule: { parts: 2, firstDue: '2026-04-01' } }))
    .thenHappened({
      type: 'ContributionPledged',
      data: { instalments: [{ instalment: '1', due: '2026-04-01', amount: '0.01' }] },
    }));

it('refuses instalments that do not add up', () =>
  given(...small)
    .when(pledge('council', '100.00', instalments('60.00', '39.99')))
    .thenRefused('does-not-add-up', { rule: 2, sum: '99.99', amount: '100.00' }));

it('refuses two instalments of one name', () => {
  const one = { instalment: '1', due: '2026-04-01', amount: '50.00' };
  given(...small)
    .when(pledge('council', '100.00', { schedule: { instalments: [one, one] } }))
    .thenRefused('invalid-request');
});

it('refuses a source that it does not have, and a contribution that it has', () => {
  given(...small)
    .when(pledge('nobody', '1.00'))
    .thenRefused('not-found', { id: 'nobody' });
  given(...due)
    .when(pledge('council', '1.00'))
    .thenRefused('already-exists', { id: 'council' });
  given(...small)
    .when(confirm('council'))
    .thenRefused('not-found', { id: 'council' });
});

it('confirms once', () =>
  given(...due)
    .when(confirm('council'))
    .thenRefused('already-confirmed', { contribution: 'council' }));

describe('confirming', () => {
  const limits = { scheme: 'navigators', source: 'council', year: '2026-27' };

  it('reaches commitments first, then allocations, then what is unallocated', () =>
    given(
      ...small,
      pledge('council', '10.00'),
      pledge('council', '5.00', { contribution: 'more' }),
      allocate('navigators', 'council', '12.00'),
      reserve('lights', '8.00', { obligation: 'law' }),
      made('lights'),
    )
      .when(confirm('council'))
      .then(
        ['committed', { account: 'budget:committed:confirmed', ...limits }, '8.00'],
        ['in the scheme', { account: 'budget:scheme:confirmed', ...limits }, '2.00'],
        ['in the scheme, indicative', { account: 'budget:scheme:indicative', ...limits }, '2.00'],
        ['unallocated, indicative', { account: 'budget:unallocated:indicative' }, '3.00'],
      ));

  it('reaches money that is reserved, and the award is made with it', () =>
    given(
      ...small,
      pledge('council', '10.00'),
      allocate('navigators', 'council', '10.00'),
      reserve('lights', '8.00', { obligation: 'law' }),
      confirm('council'),
    )
      .when(made('lights'))
      .then(
        ['committed', { account: 'budget:committed:confirmed' }, '8.00'],
        [
          'reserved',
          { account: ['budget:reserved:confirmed', 'budget:reserved:indicative'] },
          '0.00',
        ],
        ['committed at risk', { account: 'budget:committed:indicative' }, '0.00'],
      ));
});

describe('money that comes in', () => {
  it('is held when it is received, not before, and settles its invoice first', () =>
    given(...due, bill('60.00'))
      .when(receive('70.00'))
      .then(
        ['held', { account: 'cash:held' }, '70.00'],
        ['invoiced', { account: 'cash:debtor:invoiced' }, '0.00'],
        ['due', { account: 'cash:debtor:due' }, '30.00'],
      ));

  it('counts in the month in which it comes: late money was a debtor when its year closed', () =>
    given(...due)
      .when({ ...receive(), effective: '2027-05-10' })
      .then(
        ['held in 2026-27', { account: 'cash:held', year: '2026-27' }, '0.00'],
        ['debtor of 2026-27', { account: 'cash:debtor:due', year: '2026-27' }, '100.00'],
        ['held in 2027-28', { account: 'cash:held', year: '2027-28' }, '100.00'],
      ));

  it('is refused beyond the instalment, and so is an invoice', () => {
    given(...due)
      .when(receive('100.01'))
      .thenRefused('receipt-exceeds-instalment', { rule: 6, left: '100.00', short: '0.01' });
    given(...due, bill('60.00'), receive('70.00'))
      .when(bill('30.01'))
      .thenRefused('invoice-exceeds-instalment', { rule: 6, left: '30.00', short: '0.01' });
    given(...due, receive())
      .when(receive())
      .thenRefused('receipt-exceeds-instalment', { left: '0.00' });
  });

  it('is refused while the contribution is only pledged', () =>
    given(...small, pledge('council', '100.00'))
      .when(receive())
      .thenRefused('not-confirmed', { rule: 6, certainty: 'indicative' }));

  it('is refused on an instalment that is not there', () =>
    given(...due)
      .when(receive('1.00', 'council', '9'))
      .thenRefused('not-found', { id: '9' }));
});

describe('in kind', () => {
  const inKind = [...small, pledge('icb', '9.00', { form: 'in-kind' }), confirm('icb')];
  const provide = (contribution: string) =>
    command('provide-in-kind', { contribution, amount: '9.00', description: 'Rooms' });

  it('is kept and flagged where more is given than was pledged', () =>
    given(...inKind, provide('icb'))
      .when(provide('icb'))
      .thenHappened(
        { type: 'InKindProvided', data: { amount: '9.00' } },
        { type: 'InKindBeyondPledge', data: { contribution: 'icb', amount: '9.00' } },
      ));

  it('counts, late, in the first open period, and relates to its year', () =>
    given(
      ...inKind,
      ...periodsOf('2026-27').map((period) =>
        command('hard-close-period', { period }, '2027-05-01'),
      ),
    )
      .when({ ...provide('icb'), effective: '2027-03-20' })
      .then([
        'in April 2027, of the year before',
        { account: 'cash:income:in-kind', period: '2027-04', relatesTo: '2026-27' },
        '-9.00',
      ]));

  it('shows equally as income and cost, never in cash, and covers nothing', () =>
    given(...inKind)
      .when(provide('icb'))
      .then(
        ['income', { account: 'cash:income:in-kind' }, '-9.00'],
        ['cost', { account: 'cash:expenditure:in-kind' }, '9.00'],
        ['held', { account: 'cash:held' }, '0.00'],
        ['unallocated', { account: 'budget:unallocated:confirmed' }, '0.00'],
      ));

  it('is not cash, and cash is not in kind', () => {
    given(...inKind)
      .when(receive('1.00', 'icb'))
      .thenRefused('wrong-form', { rule: 6, form: 'in kind' });
    given(...due)
      .when(provide('council'))
      .thenRefused('wrong-form', { rule: 6, form: 'cash' });
  });
});

describe('rescheduling', () => {
  const schedule = (parts: number) =>
    command('schedule-contribution', {
      contribution: 'council',
      schedule: { parts, firstDue: '2026-10-01' },
    });
  const quarterly = [
    ...small,
    pledge('council', '100.00', { schedule: { parts: 4, firstDue: '2026-04-01', everyMonths: 3 } }),
    confirm('council'),
  ];

  it('moves what nobody has invoiced or paid, past the numbers in use', () =>
    given(...quarterly, receive('10.00'))
      .when(schedule(2))
      .thenHappened({
        type: 'ContributionScheduled',
        data: {
          instalments: [
            { instalment: '2', due: '2026-10-01', period: '2026-10', amount: '37.50' },
            { instalment: '3', due: '2026-11-01', period: '2026-11', amount: '37.50' },
          ],
        },
      }));

  it('changes what is due when, not how much', () =>
    given(...quarterly, receive('10.00'))
      .when(schedule(2))
      .then(['due', { account: 'cash:debtor:due' }, '90.00']));

  it('is refused where all has been invoiced or received', () =>
    given(...due, receive('1.00'))
      .when(schedule(2))
      .thenRefused('instalment-settled', { rule: 6, instalment: '1' }));

  it('is refused under the name of one that has', () =>
    given(...quarterly, receive('10.00'))
      .when(command('schedule-contribution', { contribution: 'council', ...instalments('75.00') }))
      .thenRefused('instalment-settled', { instalment: '1' }));
});

describe('other income', () => {
  const interest = (more: object = {}) =>
    command('record-other-income', {
      income: 'q1',
      kind: 'interest',
      amount: '1.23',
      reference: 'Quarter 1',
      ...more,
    });

  it('is held at once, once', () => {
    given(...funded)
      .when(interest())
      .then(['held', { account: 'cash:held' }, '1.23']);
    given(...funded, interest())
      .when(interest())
      .thenRefused('already-exists', { id: 'q1' });
  });

  it('is refused for a source or scheme that the fund does not have', () => {
    given(...funded)
      .when(interest({ source: 'x' }))
      .thenRefused('not-found', { id: 'x' });
    given(...funded)
      .when(interest({ scheme: 'x' }))
      .thenRefused('not-found', { id: 'x' });
  });
});
