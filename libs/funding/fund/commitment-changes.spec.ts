import type { FundCommand } from '#contracts/commands/fund.js';
import { command, given } from '#test/support/given.js';
import { allocate, awarded, confirm, invoice, pledge } from '#test/support/small-fund.js';

/** An award of 11.00 (council 7.00, ICB 4.00), with 99.00 left in its scheme this year, 50.00 next. */
const made: readonly FundCommand[] = [
  ...awarded,
  pledge('council', '50.00', { contribution: 'next', year: '2027-28' }),
  confirm('next'),
  allocate('navigators', 'council', '50.00', { year: '2027-28' }),
];

const reserve = (change: string, more: object = {}): FundCommand =>
  command('reserve-change', {
    award: 'lights',
    change,
    kind: 'contract',
    provider: 'harbour-lights',
    expires: '2026-04-01T09:15:00Z',
    obligation: 'none',
    ...more,
  });
const confirmed = (change: string, costShares: object[] = []): FundCommand =>
  command('confirm-change', { award: 'lights', change, costShares } as never);

const line = (amount: string, more: object = {}) => ({
  scheme: 'navigators',
  year: '2026-27',
  nature: 'revenue',
  amount,
  ...more,
});
const more = (amount: string, of: object = {}) => line(amount, { sources: 'as-award', ...of });

const holds = (holding: string, year = '2026-27') => ({
  account: `budget:${holding}:confirmed`,
  year,
});

it('sets aside what it adds and what it takes away', () =>
  given(...made)
    .when(reserve('v1', { adds: [more('50.00', { year: '2027-28' })], takes: [line('1.10')] }))
    .then(
      ['taken from the award', { ...holds('reserved'), award: 'lights' }, '1.10'],
      ['left of the award', holds('committed'), '9.90'],
      ['added next year', { ...holds('reserved', '2027-28'), award: 'lights' }, '50.00'],
      ['left of the scheme', holds('scheme', '2027-28'), '0.00'],
    ));

it.each([
  ['made', confirmed('v1')],
  ['let go', command('lapse-change', { award: 'lights', change: 'v1' })],
])('counts in a month that is open when it is %s, though it was set aside in another', (_, step) =>
  given(
    ...made,
    reserve('v1', { adds: [more('5.00', { year: '2027-28' })], takes: [line('1.10')] }),
    command('hard-close-period', { period: '2026-04' }, '2026-05-10'),
  )
    .when({ ...step, effective: '2026-05-11' })
    .then(
      ['set aside in April', { ...holds('reserved'), award: 'lights', period: '2026-04' }, '1.10'],
      ['no longer in May', { ...holds('reserved'), award: 'lights', period: '2026-05' }, '-1.10'],
    ),
);

it('takes all that is left, in whatever year it stands', () => {
  const more = reserve('v1', {
    adds: [{ ...line('50.00', { year: '2027-28' }), sources: 'as-scheme' }],
  });
  given(...made, more, confirmed('v1'), reserve('end', { takesAll: true }))
    .when(confirmed('end'))
    .then(
      ['this year', holds('committed'), '0.00'],
      ['next year', holds('committed', '2027-28'), '0.00'],
      ['the scheme has it back', holds('scheme', '2027-28'), '50.00'],
    );
});

it('is confirmed: what it adds is committed, what it takes is the scheme’s again', () =>
  given(
    ...made,
    reserve('v1', { adds: [more('50.00', { year: '2027-28' })], takes: [line('1.10')] }),
  )
    .when(confirmed('v1', [{ category: 'delivery', share: 1 }]))
    .then(
      ['nothing is set aside', holds('reserved'), '0.00'],
      ['committed this year', holds('committed'), '9.90'],
      ['the scheme has it back', holds('scheme'), '100.10'],
      ['committed next year', holds('committed', '2027-28'), '50.00'],
      ['its cost lines', { account: 'memo:line:delivery', year: '2027-28' }, '50.00'],
    ));

it('lapses: everything is where it was', () =>
  given(
    ...made,
    reserve('v1', { adds: [more('50.00', { year: '2027-28' })], takes: [line('1.10')] }),
  )
    .when(command('lapse-change', { award: 'lights', change: 'v1' }))
    .then(
      ['committed this year', holds('committed'), '11.00'],
      ['next year', holds('scheme', '2027-28'), '50.00'],
    ));

it('is split between sources as the award is, by the largest remainder', () =>
  given(...made)
    .when(reserve('v1', { adds: [more('0.10')] }))
    .then(
      ['council', { ...holds('reserved'), source: 'council' }, '0.06'],
      ['ICB', { ...holds('reserved'), source: 'icb' }, '0.04'],
    ));

it('leaves nothing for an invoice of what it has set aside to take away', () =>
  given(...made, reserve('v1', { takes: [line('11.00')] }))
    .when(invoice('i1', '1.00'))
    .then(['spent without the award', holds('spent'), '1.00']));

describe('is refused', () => {
  it('beyond what the scheme has uncommitted', () =>
    given(...made)
      .when(reserve('v1', { adds: [more('99.01')] }))
      .thenRefused('commitment-exceeds-scheme', { rule: 19, short: '0.01' }));

  it('beyond what is outstanding', () =>
    given(...made, invoice('i1', '10.00'))
      .when(reserve('v1', { takes: [line('1.01')] }))
      .thenRefused('release-exceeds-commitment', { short: '0.01' }));

  it('while another is under way, and under an identifier that was used', () => {
    given(...made, reserve('v1', { adds: [more('1.00')] }))
      .when(reserve('v2', { adds: [more('1.00')] }))
      .thenRefused('change-under-way', { change: 'v1' });
    given(...made, reserve('v1', { adds: [more('1.00')] }), confirmed('v1'))
      .when(reserve('v1', { adds: [more('1.00')] }))
      .thenRefused('already-exists', { id: 'v1' });
  });

  it('where the award has no part in the fund and nothing is added', () =>
    given(...made)
      .when(reserve('v1', { award: 'other', takes: [line('1.00')] }))
      .thenRefused('not-found', { id: 'other' }));

  it('for another provider than the award’s', () =>
    given(...made)
      .when(reserve('v1', { provider: 'another', adds: [more('1.00')] }))
      .thenRefused('other-provider', { provider: 'harbour-lights' }));

  it('when it was never set aside', () =>
    given(...made)
      .when(confirmed('v9'))
      .thenRefused('not-reserved', { award: 'lights' }));
});

it('takes what is left where it may take less', () =>
  given(...made, invoice('i1', '10.00'))
    .when(reserve('v1', { upTo: true, takes: [line('5.00')] }))
    .then(['set aside', holds('reserved'), '1.00']));

it('is recorded over budget where law obliges, and opens a task', () =>
  given(...made)
    .when(reserve('v1', { obligation: 'law', legalBasis: 'Court order', adds: [more('100.00')] }))
    .thenHappened({
      type: 'CommitmentChangeReserved',
      data: { obligation: 'law', legalBasis: 'Court order', overBudget: '1.00' },
    }));

it('brings an award into a fund that had no part in it', () =>
  given(...made, reserve('v1', { award: 'other', adds: [line('10.00', { sources: 'as-scheme' })] }))
    .when(command('confirm-change', { award: 'other', change: 'v1', costShares: [] }))
    .then(['committed', { ...holds('committed'), award: 'other' }, '10.00']));

describe('novation', () => {
  const shares = [
    { category: 'delivery', share: 3 },
    { category: 'core', share: 1 },
  ];
  const growing = reserve('v1', { adds: [more('9.00')] });

  it('takes what remains to the other provider, and its part of the cost lines', () =>
    given(
      ...made,
      growing,
      confirmed('v1', shares),
      invoice('i1', '5.00'),
      reserve('n1', { novatedTo: 'new-lights' }),
    )
      .when(confirmed('n1'))
      .then(
        ['remains with the first', { ...holds('committed'), provider: 'harbour-lights' }, '0.00'],
        ['is the other’s', { ...holds('committed'), provider: 'new-lights' }, '15.00'],
        ['matched stays', { ...holds('matched'), provider: 'harbour-lights' }, '5.00'],
        ['delivery', { account: 'memo:line:delivery', provider: 'new-lights' }, '5.06'],
        ['core', { account: 'memo:line:core', provider: 'new-lights' }, '1.69'],
        ['in all', { account: ['memo:line:delivery', 'memo:line:core'] }, '9.00'],
      ));

  it('takes along what corrections give back later of what the predecessor had matched', () => {
    const passed = [
      ...made,
      invoice('i1', '5.00'),
      invoice('i2', '2.00'),
      reserve('n1', { novatedTo: 'new-lights' }),
      confirmed('n1'),
    ];
    const first = { ...holds('committed'), provider: 'harbour-lights' } as const;
    const other = { ...holds('committed'), provider: 'new-lights' } as const;
    given(...passed)
      .when(
        command('credit-expenditure', {
          expenditure: 'c1',
          credits: 'i1',
          cost: '1.00',
          reference: 'CN 1',
        }),
      )
      .then(['nothing with the first', first, '0.00'], ['with the other', other, '5.00']);
    given(...passed)
      .when(command('reverse-expenditure', { expenditure: 'r1', corrects: 'i2' }))
      .then(['nothing with the first', first, '0.00'], ['with the other', other, '6.00']);
  });

  it('takes along what recodings give back later of what the predecessor had matched', () => {
    const payment = command('record-payment', {
      ...{ expenditure: 'p1', provider: 'harbour-lights', award: 'lights', net: '2.00' },
      ...{ nature: 'revenue', reference: 'BACS', published: {} },
    });
    const passed = [
      ...made,
      invoice('i1', '5.00'),
      payment,
      reserve('n1', { novatedTo: 'new-lights' }),
      confirmed('n1'),
    ];
    const first = { ...holds('committed'), provider: 'harbour-lights' } as const;
    const other = { ...holds('committed'), provider: 'new-lights' } as const;
    const resourced = { scheme: 'navigators', sources: [{ source: 'council', amount: '2.00' }] };
    given(...passed)
      .when(
        command(
          'recode-spending',
          { expenditure: 'r1', corrects: 'i1', amount: '2.00', ...resourced },
          '2026-05-01',
        ),
      )
      .then(['nothing with the first', first, '0.00'], ['with the other', other, '6.00']);
    given(...passed)
      .when(
        command('recode-payments', {
          ...{ recoding: 'r1', from: { year: '2026-27' }, to: { scheme: 'panel' } },
        }),
      )
      .then(['nothing with the first', first, '0.00'], ['with the other', other, '6.00']);
  });

  it('lets the predecessor invoice what was accrued for it, out of what it had matched', () => {
    const passed = [
      ...made,
      command('accrue-expenditure', {
        ...{ expenditure: 'a1', provider: 'harbour-lights', award: 'lights', cost: '5.00' },
        description: 'Work done',
      }),
      reserve('n1', { novatedTo: 'new-lights' }),
      confirmed('n1'),
    ];
    const first = (holding: string, amount: string) =>
      [`${holding} first`, { ...holds(holding), provider: 'harbour-lights' }, amount] as const;
    const other = [{ ...holds('committed'), provider: 'new-lights' }] as const;
    given(...passed)
      .when(invoice('i1', '4.00', { accrual: 'a1' }))
      .then(first('matched', '4.00'), first('committed', '0.00'), ['other', ...other, '7.00']);
    // What was not accrued for it was not its to invoice: spent without the award, naming it.
    given(...passed)
      .when(invoice('i1', '6.00', { accrual: 'a1' }))
      .then(first('matched', '5.00'), first('spent', '1.00'), ['other', ...other, '6.00']);
  });

  describe('of work that was accrued, and the accrual reversed on its day', () => {
    const accrue = command('accrue-expenditure', {
      ...{ expenditure: 'a1', provider: 'harbour-lights', award: 'lights', cost: '5.00' },
      ...{ description: 'Work done', reversesOn: '2026-04-20' },
    });
    const reverse = command('reverse-accrual', { expenditure: 'a1' }, '2026-04-20');
    const novate = [reserve('n1', { novatedTo: 'new-lights' }), confirmed('n1')];
    const bill = (net: string, expenditure = 'i1') => invoice(expenditure, net, { accrual: 'a1' });

    it.each([
      ['before it passed', [accrue, reverse, ...novate]],
      ['since it passed', [accrue, ...novate, reverse]],
    ])('lets the predecessor invoice it out of the award: reversed %s', (_, passed) => {
      given(...made, ...passed)
        .when(bill('4.00'))
        .then(
          ['matched', { ...holds('matched'), provider: 'harbour-lights' }, '4.00'],
          ['the successor has', { ...holds('committed'), provider: 'new-lights' }, '7.00'],
          ['spent beside', holds('spent'), '0.00'],
        );
      given(...made, ...passed)
        .when(bill('5.00'))
        .thenHappened(
          {
            type: 'CommitmentPassedBack',
            data: { accrual: 'a1', from: 'new-lights', to: 'harbour-lights' },
          },
          { type: 'ExpenditureVerified', data: { accrual: 'a1', overBudget: '0.00' } },
        );
    });

    it('comes in parts, and beyond the accrual is spent without the award', () => {
      given(...made, accrue, ...novate, reverse, bill('3.00'))
        .when(bill('3.00', 'i2'))
        .then(
          ['matched', { ...holds('matched'), provider: 'harbour-lights' }, '5.00'],
          ['spent beside', holds('spent'), '1.00'],
          ['the successor has', { ...holds('committed'), provider: 'new-lights' }, '6.00'],
        );
    });

    it('is spent without the award where that has nothing left of it', () =>
      given(...made, accrue, reverse, ...novate, invoice('i0', '9.00', { provider: 'new-lights' }))
        .when(bill('5.00'))
        .then(
          ['matched of it', { ...holds('matched'), provider: 'harbour-lights' }, '2.00'],
          ['spent beside', holds('spent'), '3.00'],
        ));

    it('stays the successor’s award', () =>
      given(...made, accrue, reverse, ...novate, bill('5.00'))
        .when(invoice('i3', '1.00', { provider: 'new-lights' }))
        .then(['matched', { ...holds('matched'), provider: 'new-lights' }, '1.00']));
  });

  it('leaves the predecessor nothing to invoice', () =>
    given(...made, reserve('n1', { novatedTo: 'new-lights' }), confirmed('n1'))
      .when(invoice('i1', '1.00'))
      .thenRefused('other-provider', { provider: 'new-lights' }));
});

describe('cost lines', () => {
  const lined = [
    ...made,
    reserve('v1', { adds: [more('9.00')] }),
    confirmed('v1', [
      { category: 'delivery', share: 2 },
      { category: 'core', share: 1 },
    ]),
  ];
  const move = (amount: string) => [{ year: '2026-27', from: 'core', to: 'delivery', amount }];

  it('move within the award, beside its money', () =>
    given(...lined, reserve('l1', { costMoves: move('3.00') }))
      .when(confirmed('l1'))
      .then(
        ['core', { account: 'memo:line:core' }, '0.00'],
        ['delivery', { account: 'memo:line:delivery' }, '9.00'],
        ['committed', holds('committed'), '20.00'],
      ));

  it('never give more than they have', () =>
    given(...lined)
      .when(reserve('l1', { costMoves: move('3.01') }))
      .thenRefused('cost-line-short', { rule: 3, category: 'core', short: '0.01' }));

  it('shrink with the award', () =>
    given(...lined, reserve('v2', { takes: [line('6.00')] }))
      .when(confirmed('v2'))
      .then(
        ['delivery', { account: 'memo:line:delivery' }, '2.00'],
        ['core', { account: 'memo:line:core' }, '1.00'],
      ));
});
