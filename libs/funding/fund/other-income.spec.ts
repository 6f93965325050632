import { command, given } from '#test/support/given.js';
import { allocate, awarded, invoice } from '#test/support/small-fund.js';

const recover = (amount: string, more: object = {}, effective = '2026-06-07') =>
  command(
    'recover-vat',
    { recovery: 'v', source: 'council', amount, reference: 'VAT return', ...more },
    effective,
  );
const bought = [
  ...awarded,
  invoice('i', '5.50', { recoverableVat: '1.10' }),
  { ...invoice('j', '2.75', { recoverableVat: '0.55' }), effective: '2026-06-01' },
];
const toReclaim = (source: string, amount: string) =>
  [`to reclaim, ${source}`, { account: 'cash:vat-recoverable', source }, amount] as const;

describe('recoverable VAT', () => {
  it('comes back to the source whose money paid it, under the body that bought', () =>
    given(...bought)
      .when(recover('1.05'))
      .then(toReclaim('council', '0.00'), toReclaim('icb', '0.60'), [
        'held',
        { account: 'cash:held', provider: 'council', source: 'council' },
        '1.05',
      ]));

  it('is refused beyond what arose by the month and has not come back', () => {
    given(...bought)
      .when(recover('0.71', { upTo: '2026-05' }))
      .thenRefused('vat-exceeds-recoverable', {
        rule: 6,
        source: 'council',
        upTo: '2026-05',
        left: '0.70',
        short: '0.01',
      });
    given(...bought, recover('0.60', { upTo: '2026-05' }, '2026-07-07'))
      .when(recover('0.11', { recovery: 'w', upTo: '2026-05' }, '2026-08-07'))
      .thenRefused('vat-exceeds-recoverable', { left: '0.10', short: '0.01' });
  });

  it('comes back once, to a source of the fund', () => {
    given(...bought, recover('0.10'))
      .when(recover('0.10'))
      .thenRefused('already-exists', { id: 'v' });
    given(...bought)
      .when(recover('0.10', { source: 'y' }))
      .thenRefused('not-found', { id: 'y' });
  });
});

describe('other income', () => {
  const interest = (amount: string, income = 'in') =>
    command('record-other-income', {
      income,
      kind: 'interest',
      source: 'icb',
      amount,
      reference: 'Bank',
    });
  const budgeted = (amount: string) =>
    command('budget-other-income', { source: 'icb', year: '2026-27', amount });
  const unallocated = (amount: string) =>
    ['unallocated', { account: 'budget:unallocated:confirmed' }, amount] as const;

  it('is no authority to spend by itself', () => {
    given(...awarded)
      .when(interest('3.00'))
      .then(unallocated('0.00'), ['income', { account: 'cash:income:other' }, '-3.00']);
    given(...awarded, interest('3.00'))
      .when(allocate('navigators', 'icb', '1.00'))
      .thenRefused('allocation-exceeds-source', { unallocated: '0.00' });
  });

  it('becomes so by a decision, up to what came in', () => {
    given(...awarded, interest('3.00'), budgeted('2.00'))
      .when(allocate('navigators', 'icb', '2.00'))
      .then(unallocated('0.00'));
    given(...awarded, interest('3.00'), budgeted('2.00'))
      .when(budgeted('1.01'))
      .thenRefused('budget-exceeds-income', { rule: 19, left: '1.00', short: '0.01' });
    given(...awarded)
      .when(command('budget-other-income', { source: 'y', year: '2026-27', amount: '1.00' }))
      .thenRefused('not-found', { id: 'y' });
  });
});
