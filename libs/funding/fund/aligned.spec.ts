import type { AgreedExit } from '#libs/funding/agreement/in-force.js';
import type { Asked } from '#libs/ledger/balances.js';
import { agreementWith } from '#test/support/agreement.js';
import {
  after,
  command,
  expectRefused,
  given,
  givenUnder,
  on,
  tell,
  untold,
  type Told,
} from '#test/support/given.js';
import { allocate, confirm, pledge, small } from '#test/support/small-fund.js';
import { alignedVariance } from './year-end/aligned.js';

/** A central programme that spends its own money beside the pool of a place. */
const aligned = [
  command('establish-fund', { name: 'Programme', kind: 'aligned', host: 'department' }),
  command('open-source', {
    source: 'department',
    name: 'Department',
    role: 'funder',
    organisation: 'department',
  }),
  command('open-scheme', { scheme: 'navigators', name: 'Navigators' }),
  pledge('department', '100.00'),
  confirm('department'),
  allocate('navigators', 'department', '80.00'),
] as const;

const spend = (net: string) =>
  command(
    'record-payment',
    {
      ...{ expenditure: 'jobcentre', provider: 'two-rivers', scheme: 'navigators' },
      ...{ source: 'department', nature: 'revenue', net, reference: 'Return for the quarter' },
    },
    '2026-07-01',
  );
const cash = (account: string) => ({ account: `cash:${account}` }) as unknown as Asked;

it('is what a share of it is a share of, like money in a pool', () => {
  const most = command('set-share-limit', {
    limit: 'navigators',
    name: 'No more than 90 %',
    source: 'department',
    kind: 'maximum',
    rate: '0.9',
    schemes: ['navigators'],
    evidence: 'Offer letter',
  });
  given(...aligned, most)
    .when(allocate('navigators', 'department', '10.01'))
    .thenRefused('share-exceeded', { rule: 18, base: '100.00', short: '0.01' });
  given(...aligned, most)
    .when(allocate('navigators', 'department', '10.00'))
    .thenHappened({ type: 'BudgetAllocated' });
});

it('is authority to spend like any other money, and never a debtor', () =>
  given(...aligned)
    .when(
      command('vary-contribution', {
        contribution: 'department',
        amount: '120.00',
        evidence: 'Letter',
      }),
    )
    .then(
      ['unallocated', { account: 'budget:unallocated:confirmed' }, '40.00'],
      ['allocated', { account: 'budget:scheme:confirmed' }, '80.00'],
      ['due', cash('debtor:due'), '0.00'],
      ['income', cash('income:contribution'), '0.00'],
    ));

it('is spent by its owner, whose income and cost show and nothing else', () =>
  given(...aligned)
    .when(spend('30.00'))
    .then(
      ['budget left', { account: 'budget:scheme:confirmed' }, '50.00'],
      ['spent', { account: 'budget:spent:confirmed' }, '30.00'],
      ['cost', cash('expenditure'), '30.00'],
      ['income', cash('income:contribution'), '-30.00'],
      ['held', cash('held'), '0.00'],
      ['owed', cash('creditor'), '0.00'],
    ));

describe('accrued by its owner', () => {
  const accrue = command(
    'accrue-expenditure',
    {
      ...{ expenditure: 'march', provider: 'two-rivers', scheme: 'navigators', cost: '30.00' },
      ...{ sources: [{ source: 'department', amount: '30.00' }], description: 'Work in March' },
      ...{ reversesOn: '2027-05-01' },
    },
    '2027-03-31',
  );
  const costs = (period: string): Asked => ({ account: 'cash:expenditure', period });

  it('is a cost of its month, and a creditor of nobody', () =>
    given(...aligned)
      .when(accrue)
      .then(
        ['budget left', { account: 'budget:scheme:confirmed' }, '50.00'],
        ['spent', { account: 'budget:spent:confirmed' }, '30.00'],
        ['cost', costs('2027-03'), '30.00'],
        ['income', cash('income:contribution'), '-30.00'],
        ['held', cash('held'), '0.00'],
        ['owed', cash('creditor'), '0.00'],
      ));

  it('is in the variance that is shared at the end of its year', () => {
    const [establish, , ...rest] = aligned;
    const ofPartner = command('open-source', {
      ...{ source: 'department', name: 'ICB', role: 'partner', organisation: 'icb' },
    });
    const { fund } = after(untold(), [establish, ofPartner, ...rest, spend('50.00'), accrue]);
    expect(alignedVariance(fund, 'beside', { year: '2026-27' })?.owners).toEqual([
      { organisation: 'icb', pence: 20_00n },
    ]);
  });

  it('reverses on its day, so that the difference falls in the year in which it is paid', () => {
    const reverse = command('reverse-accrual', { expenditure: 'march' }, '2027-05-01');
    given(...aligned, accrue)
      .when(reverse)
      .thenHappened({ type: 'AlignedAccrualReversed', data: { cost: '30.00' } });
    given(...aligned, accrue, reverse)
      .when({ ...spend('31.00'), effective: '2027-05-01' })
      .then(
        ['of March', costs('2027-03'), '30.00'],
        ['of May', costs('2027-05'), '1.00'],
        ['owed', cash('creditor'), '0.00'],
      );
    given(...aligned, accrue, reverse)
      .when(reverse)
      .thenRefused('wrong-order');
  });
});

describe('paid by its owner, naming what was accrued for it', () => {
  const accrue = command(
    'accrue-expenditure',
    {
      ...{ expenditure: 'march', provider: 'two-rivers', scheme: 'navigators', cost: '30.00' },
      ...{ sources: [{ source: 'department', amount: '30.00' }], description: 'Work in March' },
    },
    '2026-06-30',
  );
  const pay = (net: string, more: object = {}, expenditure = 'paid') =>
    command(
      'record-payment',
      {
        ...{ expenditure, provider: 'two-rivers', scheme: 'navigators', source: 'department' },
        ...{ nature: 'revenue', net, reference: 'Return', accrual: 'march', ...more },
      },
      '2026-07-01',
    );

  it('reverses the accrual, and costs the difference when it comes', () =>
    given(...aligned, accrue)
      .when(pay('31.00'))
      .then(
        ['budget left', { account: 'budget:scheme:confirmed' }, '49.00'],
        ['cost', cash('expenditure'), '31.00'],
        ['of July', { account: 'cash:expenditure', period: '2026-07' }, '1.00'],
        ['income', cash('income:contribution'), '-31.00'],
        ['owed', cash('creditor'), '0.00'],
      ));

  it('is said in the event, once the accrual is reversed', () => {
    given(...aligned, accrue)
      .when(pay('10.00'))
      .thenHappened(
        { type: 'AlignedAccrualReversed', data: { expenditure: 'march', cost: '30.00' } },
        { type: 'AlignedPaymentRecorded', data: { accrual: 'march', cost: '10.00' } },
      );
    given(...aligned, accrue)
      .when(pay('30.00', { accrual: undefined }))
      .thenHappened({ type: 'AlignedPaymentRecorded', data: { accrual: null } });
  });

  it('may come in parts: each charges what of the accrual no other has cleared', () => {
    const { fund } = after(untold(), [...aligned, accrue, pay('10.00')]);
    expect(fund.expenditures.get('march')?.portions.map(({ cost }) => cost)).toEqual([20_00n]);
    given(...aligned, accrue, pay('10.00'))
      .when(pay('20.00', {}, 'second'))
      .thenHappened({ type: 'AlignedPaymentRecorded', data: { accrual: 'march', cost: '20.00' } });
  });

  it('is no invoice of a pool, and is for what was accrued so', () => {
    given(...aligned, accrue)
      .when(pay('30.00', { provider: 'others' }))
      .thenRefused('not-as-accrued', { rule: 4, accrual: 'march' });
    given(...aligned)
      .when(pay('30.00'))
      .thenRefused('not-found', { what: 'accrual' });
    given(...small)
      .when(pay('30.00', { source: 'council' }))
      .thenRefused('invalid-request');
  });
});

it('is recorded also beyond its budget, and flagged', () =>
  given(...aligned)
    .when(spend('80.01'))
    .thenHappened({ type: 'AlignedPaymentRecorded', data: { overBudget: '0.01' } }));

describe('of an agreement that is central-led', () => {
  const central = agreementWith({ wayOfWorking: 'central-led-aligned' });
  const [, openSource] = aligned;
  const establish = (kind: 'pooled' | 'aligned') =>
    command('establish-fund', { name: 'Pool', kind, host: 'council', agreement: 'small' });

  it('is in no pooled fund', () => {
    givenUnder(central)
      .when(establish('pooled'))
      .thenRefused('nothing-pooled', { rule: 18, ruleDate: '2026-02-01', agreement: 'small' });
    givenUnder(central).when(establish('aligned')).thenHappened({ type: 'FundEstablished' });
  });

  it('comes into none that was established before it, nor goes under it', () => {
    const pooled = after(untold(), [establish('pooled'), openSource]);
    const under: Told = { ...pooled, agreement: central };
    for (const asked of [
      pledge('department', '1.00'),
      command('change-hosting', { agreement: 'other', evidence: 'Deed' }),
    ])
      expectRefused(tell(under, asked).refused, 'nothing-pooled', { rule: 18 });
    // Nor by a day on which it was not in force, but for a year that was over by then.
    const before = (year: string) =>
      tell(
        after(untold(), [establish('pooled'), openSource]),
        { ...pledge('department', '1.00', { year }), effective: '2026-01-31' },
        { ...on('2026-04-01'), agreementToday: central },
      ).refused;
    expectRefused(before('2025-26'), 'nothing-pooled', { ruleDate: '2026-02-01' });
    expect(before('2024-25')).toBeUndefined();
  });
});

describe('never becomes cash of a pool', () => {
  it.each([
    command('receive-instalment', { contribution: 'department', instalment: '1', reference: 'x' }),
    command('invoice-instalment', { contribution: 'department', instalment: '1', reference: 'x' }),
    command('verify-expenditure', {
      ...{ expenditure: 'e', provider: 'two-rivers', scheme: 'navigators' },
      ...{ net: '1.00', reference: 'x' },
    }),
    command('record-other-income', {
      income: 'i',
      kind: 'interest',
      amount: '1.00',
      reference: 'x',
    }),
  ])('by $command', (asked) =>
    given(...aligned)
      .when(asked)
      .thenRefused('aligned-money', { rule: 18 }),
  );

  it('is owed between partners only where the agreement shares its variance too', () => {
    const exit: AgreedExit = {
      partner: 'department',
      revision: 3,
      lines: [
        {
          ...{ fund: 'aligned', source: 'department', nature: 'revenue' },
          ...{ direction: 'from-partner', amount: '1.00', for: 'risk-share', counterpart: null },
        },
      ],
    };
    const settle = command('settle-exit', { partner: 'department' });
    const sharing = { riskShare: { aligned: true } };
    givenUnder(agreementWith({}, [exit]), ...aligned)
      .when(settle)
      .thenRefused('aligned-money');
    givenUnder(agreementWith(sharing, [exit]), ...aligned)
      .when(settle)
      .thenHappened({ type: 'ExitSettled' });
  });
});
