import { periodsOf } from '#contracts/financial-year.js';
import type { FundCommand } from '#contracts/commands/fund.js';
import { command, given, type Expected } from '#test/support/given.js';
import { confirm, pledge, small } from '#test/support/small-fund.js';

/* Rule 17, last sentence: a late fact of money posts in the first open period. */

const shut = periodsOf('2026-27').map((period) =>
  command('hard-close-period', { period }, '2027-05-01'),
);
const on = (effective: string, asked: FundCommand): FundCommand => ({ ...asked, effective });
const vary = (amount: string): FundCommand =>
  command('vary-contribution', { contribution: 'council', amount, evidence: 'Deed' }, '2027-03-20');
const withdraw: FundCommand = command(
  'withdraw-contribution',
  { contribution: 'council', amount: '10.00', evidence: 'Letter' },
  '2027-05-02',
);
const late = { period: '2027-04', relatesTo: '2026-27' } as const;

const contributed = (amount: string): Expected => [
  'contributed late',
  { account: 'budget:contributed:confirmed', ...late },
  amount,
];
const unallocated = (amount: string, period = '2027-04'): Expected => [
  'nobody is promised it',
  { account: 'budget:unallocated:confirmed', period, relatesTo: '2026-27' },
  amount,
];
const uncertain = (amount: string): Expected => [
  'what was uncertain ended with its year',
  { account: 'budget:unallocated:indicative' },
  amount,
];

it('is owed and certain in the first open period, confirmed after its year was closed', () =>
  given(...small, pledge('council', '100.00'), ...shut)
    .when(on('2027-03-20', confirm('council')))
    .then(
      contributed('-100.00'),
      unallocated('100.00'),
      uncertain('100.00'),
      ['uncertain now', { account: 'budget:unallocated:indicative', ...late }, '0.00'],
      ['due', { account: 'cash:debtor:due', ...late }, '100.00'],
      ['income', { account: 'cash:income:contribution', ...late }, '-100.00'],
    ));

it('keeps what of it is not confirmed as uncertain as it was', () =>
  given(...small, pledge('council', '100.00'), ...shut)
    .when(
      command(
        'confirm-contribution',
        { contribution: 'council', amount: '40.00', evidence: 'Signed' },
        '2027-03-20',
      ),
    )
    .then(unallocated('40.00'), uncertain('100.00')));

it('is no authority in kind', () =>
  given(...small, pledge('council', '100.00', { form: 'in-kind' }), ...shut)
    .when(on('2027-03-20', confirm('council')))
    .then(
      ['in kind', { account: 'budget:in-kind:confirmed', ...late }, '100.00'],
      unallocated('0.00'),
      ['due', { account: 'cash:debtor:due' }, '0.00'],
    ));

it('awaits its funder, confirmed after the year to which it is bound', () => {
  const fence = command('define-ring-fence', {
    ringFence: 'of-the-year',
    name: 'Of the year',
    source: 'council',
    natures: ['revenue'],
    yearLimited: true,
    evidence: 'Letter',
  });
  given(...small, fence, pledge('council', '100.00'), ...shut)
    .when(on('2027-03-20', confirm('council')))
    .then(unallocated('0.00'), ['held', { account: 'budget:held:confirmed', ...late }, '100.00']);
  given(...small, fence, pledge('council', '100.00'), confirm('council'), ...shut)
    .when(vary('120.00'))
    .thenRefused('year-closed', { rule: 17, year: '2026-27' });
});

it('varies by the difference, and only as far as it was certain', () => {
  given(...small, pledge('council', '100.00'), confirm('council'), ...shut)
    .when(vary('120.00'))
    .then(contributed('-20.00'), unallocated('20.00'), [
      'due',
      { account: 'cash:debtor:due', ...late },
      '20.00',
    ]);
  given(...small, pledge('council', '100.00'), ...shut)
    .when(vary('120.00'))
    .then(contributed('0.00'), uncertain('100.00'));
});

it('goes back in the first open period after its own day', () =>
  given(...small, pledge('council', '100.00'), confirm('council'), ...shut)
    .when(withdraw)
    .then(unallocated('-10.00', '2027-05'), uncertain('0.00'), [
      'due',
      { account: 'cash:debtor:due', period: '2027-05', relatesTo: '2026-27' },
      '-10.00',
    ]));

it('falls due on other days without a change of income', () =>
  given(...small, pledge('council', '100.00'), confirm('council'), ...shut)
    .when(
      command(
        'schedule-contribution',
        { contribution: 'council', schedule: { parts: 2, firstDue: '2027-06-01' } },
        '2027-05-02',
      ),
    )
    .then(
      ['due', { account: 'cash:debtor:due' }, '100.00'],
      ['due in May', { account: 'cash:debtor:due', period: '2027-05' }, '0.00'],
    ));

it('waits for finance while its year is closed softly', () =>
  given(
    ...small,
    pledge('council', '100.00'),
    ...periodsOf('2026-27').map((period) =>
      command('soft-close-period', { period, offices: ['finance'] }, '2027-05-01'),
    ),
  )
    .when(on('2027-03-20', confirm('council')))
    .thenRefused('year-closed', { rule: 17, year: '2026-27' }));
