import type { FundCommand } from '#contracts/commands/fund.js';
import { command, given } from '#test/support/given.js';
import { allocate, awarded, confirm, funded, pledge, reserve } from '#test/support/small-fund.js';

const limit = (more: object): FundCommand =>
  command('set-share-limit', {
    ...{ limit: 'cap', name: 'Cap', source: 'icb', kind: 'maximum', rate: '0.1' },
    ...{ evidence: 'Prospectus', ...more },
  } as never);
const bill = (expenditure: string, source: string, amount: string, more: object = {}) =>
  command(
    'verify-expenditure',
    {
      ...{ expenditure, provider: 'harbour-lights', scheme: 'navigators', net: amount },
      ...{ sources: [{ source, amount }], reference: 'Invoice', ...more },
    },
    '2026-05-01',
  );
const resource = (corrects: string, amount: string, more: object = {}) =>
  command(
    'recode-spending',
    {
      ...{ expenditure: `${corrects}-anew`, corrects, amount, scheme: 'panel' },
      ...{ sources: [{ source: 'icb', amount }], ...more },
    },
    '2026-06-01',
  );
const refused = (short: string) => ({
  rule: 18,
  limit: 'Cap',
  base: '40.00',
  allowed: '4.00',
  short,
});

describe('a maximum share by schemes', () => {
  /** Of the ICB's 40.00 the panel may have 4.00; it has none of it, and 10.00 of the council's. */
  const capped = [
    ...funded,
    limit({ schemes: ['panel'] }),
    pledge('more', '10.00', { source: 'council' }),
    confirm('more'),
    allocate('panel', 'council', '10.00'),
    bill('one', 'council', '9.00'),
  ];

  it('bars spending that is put under another source beyond it, whatever the budget', () => {
    given(...capped)
      .when(resource('one', '4.01'))
      .thenRefused('share-exceeded', refused('0.01'));
    given(...capped)
      .when(resource('one', '4.00'))
      .thenHappened({ type: 'SpendingRecoded', data: { overBudget: '4.00' } });
  });

  it('counts what was put there before', () =>
    given(...capped, resource('one', '3.00'))
      .when(resource('one', '1.01', { expenditure: 'two' }))
      .thenRefused('share-exceeded', refused('0.01')));

  it('does not bar what its budget covers, nor what only leaves', () => {
    const budgeted = [
      ...funded.slice(0, -1),
      allocate('navigators', 'icb', '36.00'),
      allocate('panel', 'icb', '4.00'),
      limit({ schemes: ['panel'] }),
      bill('one', 'council', '9.00'),
    ];
    given(...budgeted)
      .when(resource('one', '4.00'))
      .thenHappened({ type: 'SpendingRecoded', data: { overBudget: '0.00' } });
    given(...budgeted, bill('over', 'icb', '6.00', { scheme: 'panel' }))
      .when(
        resource('over', '6.00', {
          ...{ scheme: 'navigators', sources: [{ source: 'council', amount: '6.00' }] },
        }),
      )
      .thenHappened({ type: 'SpendingRecoded' });
  });

  it('bars the same of published payments', () => {
    const paid = command(
      'record-payment',
      { expenditure: 'p', provider: 'p', nature: 'revenue', net: '9.00', reference: 'p' },
      '2026-05-01',
    );
    const recode = (amount: string) =>
      command(
        'recode-payments',
        {
          ...{ recoding: 'first', from: { year: '2026-27', source: 'unknown' }, amount },
          to: { scheme: 'panel', source: 'icb' },
        },
        '2026-06-01',
      );
    given(...capped, paid)
      .when(recode('4.01'))
      .thenRefused('share-exceeded', refused('0.01'));
    given(...capped, paid)
      .when(recode('4.00'))
      .thenHappened({ type: 'PaymentsRecoded' });
  });
});

describe('a maximum share of costs', () => {
  const shares = [
    { category: 'core' as const, share: 50 },
    { category: 'delivery' as const, share: 50 },
  ];
  const council = {
    ...{ scheme: 'navigators', year: '2026-27', nature: 'revenue', amount: '20.00' },
    sources: [{ source: 'council', amount: '20.00' }],
  };
  /** Half of what the award is for is management; all of its money is the council's. */
  const half = [
    ...funded,
    limit({ costCategories: ['core'] }),
    reserve('half', '20.00', { lines: [council], costShares: shares }),
    command('confirm-commitment', { award: 'half', costShares: shares }),
    bill('own', 'council', '20.00', { award: 'half', scheme: undefined, sources: 'as-scheme' }),
  ];
  const toIcb = (amount: string) => resource('own', amount, { scheme: 'navigators' });

  it('bars an award’s spending that is put under the source beyond it', () => {
    given(...half)
      .when(toIcb('8.02'))
      .thenRefused('share-exceeded', refused('0.01'));
    given(...half)
      .when(toIcb('8.00'))
      .thenHappened({ type: 'SpendingRecoded' });
  });

  it('bars what goes to an award that does not say what it is for', () =>
    given(
      ...awarded,
      limit({ costCategories: ['core'] }),
      bill('own', 'council', '5.00', { award: 'lights', scheme: undefined, sources: 'as-scheme' }),
    )
      .when(toIcb('5.00'))
      .thenRefused('costs-unsaid', { rule: 18, award: 'lights' }));

  it('does not bar what stays with its sources', () =>
    given(...half)
      .when(
        resource('own', '5.00', {
          ...{ scheme: 'panel', sources: [{ source: 'council', amount: '5.00' }] },
        }),
      )
      .thenHappened({ type: 'SpendingRecoded' }));
});
