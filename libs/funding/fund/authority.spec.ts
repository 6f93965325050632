import type { FundCommand } from '#contracts/commands/fund.js';
import { approve, as, asksOf, beyond, day, host, types, under } from '#test/support/authority.js';
import { command, expectRefused } from '#test/support/given.js';
import { allocate, awarded, funded, made, reserve } from '#test/support/small-fund.js';

describe('an override', () => {
  it('is decided alone within the office’s limit, counted, and names the delegation', () => {
    const decision = as(under(['override']), beyond('5.00'), 'manager');
    expect(types(decision)).toEqual(['BudgetAllocated', 'DecisionAuthorised']);
    expect(decision.events?.at(-1)?.data).toMatchObject({
      decision: 'override',
      subject: 'navigators',
      how: 'alone',
      approvals: [{ organisation: host, delegation: 0, powers: ['manager'] }],
      counted: [{ head: 'navigators', year: '2026-27', amount: '5.00' }],
    });
  });

  it('is refused beyond the limit and beyond what is delegated for a year, saying what to approve', () => {
    const fund = under(['override']);
    const { refused } = as(fund, beyond('5.01'), 'manager');
    expectRefused(refused, 'exceeds-delegation', { rule: 20, limit: '5.00', short: '0.01' });
    expect(refused?.facts['asks']).toMatchObject({ decision: 'override', amount: '5.01' });
    as(fund, beyond('5.00'), 'manager');
    expectRefused(as(fund, beyond('1.01'), 'manager').refused, 'exceeds-cumulative', {
      already: '5.00',
      short: '0.01',
    });
  });

  it('stands as it is where the scheme does not name overrides, or where there is none', () => {
    expect(types(as(under(['virement']), beyond('9.00'), 'buyer'))).toEqual(['BudgetAllocated']);
    const without = { ...under(['override']), delegations: [] };
    expect(types(as(without, beyond('9.00'), 'buyer'))).toEqual(['BudgetAllocated']);
  });

  it('is not what an allocation within its source is', () =>
    expect(
      types(
        as(
          under(['override'], funded.slice(0, -1)),
          allocate('navigators', 'icb', '40.00'),
          'buyer',
        ),
      ),
    ).toEqual(['BudgetAllocated']));
});

describe('an override of a promise', () => {
  const override = { authority: 'Cabinet', reason: 'Nobody is left alone this winter' };
  const more = (award: string, amount: string) =>
    reserve(award, amount, {
      ...{ override, whole: '500.00' },
      lines: [
        {
          ...{ scheme: 'navigators', year: '2026-27', nature: 'revenue', amount },
          sources: [{ source: 'council', amount }],
        },
      ],
    });

  it('is judged by what goes beyond, and counted until the promise lapses', () => {
    const fund = under(['override']);
    expectRefused(as(fund, more('a', '75.01'), 'manager').refused, 'exceeds-delegation', {
      ...{ decision: 'override', short: '0.01' },
    });
    const decision = as(fund, more('a', '75.00'), 'manager');
    expect(types(decision)).toEqual(['CommitmentReserved', 'DecisionAuthorised']);
    expect(decision.events?.at(-1)?.data).toMatchObject({
      ...{ decision: 'override', subject: 'a', of: 'harbour-lights', amount: '5.00', how: 'alone' },
      parts: [{ scheme: 'navigators', source: 'council', amount: '5.00' }],
    });
    expectRefused(as(fund, more('b', '2.00'), 'manager').refused, 'exceeds-cumulative', {
      short: '1.00',
    });
    as(fund, command('lapse-commitment', { award: 'a' }, day), 'manager');
    expect(types(as(fund, more('b', '75.00'), 'manager'))).toContain('DecisionAuthorised');
  });

  it('is a decision beside the promise, where the scheme names both', () => {
    const fund = under(['override', 'commitment'], [...funded, reserve('z', '108.00')]);
    const { events } = as(fund, reserve('a', '4.00', { override }), 'manager');
    expect(events?.slice(1).map(({ data }) => data)).toMatchObject([
      { decision: 'commitment', amount: '4.00' },
      { decision: 'override', amount: '2.00' },
    ]);
    expectRefused(as(fund, more('b', '50.00'), 'manager').refused, 'exceeds-delegation', {
      decision: 'commitment',
    });
  });

  it('is approved before, by content, and stands as it is where no scheme names it', () => {
    const fund = under(['override']);
    const asks = asksOf(fund, more('a', '90.00'));
    as(fund, approve(asks), 'director');
    expectRefused(as(fund, more('b', '90.00'), 'buyer').refused, 'not-delegated', {});
    expect(as(fund, more('a', '90.00'), 'buyer').events?.at(-1)?.data).toMatchObject({
      how: 'approved',
      approvals: [{ by: 'director' }],
    });
    expect(types(as(under(['virement']), more('a', '90.00'), 'buyer'))).toEqual([
      'CommitmentReserved',
    ]);
  });

  it('of more of an award is of the award and its change', () => {
    const fund = under(['override', 'contract-variation'], [...awarded, reserve('z', '97.00')]);
    const vary = command(
      'reserve-change',
      {
        ...{ award: 'lights', change: 'winter', kind: 'contract', provider: 'harbour-lights' },
        ...{ expires: `${day}T09:15:00Z`, obligation: 'none', decides: 'contract-variation' },
        override,
        adds: [
          {
            ...{ scheme: 'navigators', year: '2026-27', nature: 'revenue', amount: '4.00' },
            sources: 'as-award',
          },
        ],
      },
      day,
    );
    const decision = as(fund, vary, 'manager');
    expect(decision.events?.map(({ data }) => data)).toMatchObject([
      { overBudget: '2.00', override: { ...override, beyondLimit: [] } },
      { decision: 'contract-variation', subject: 'lights/winter', amount: '4.00' },
      { decision: 'override', subject: 'lights/winter', amount: '2.00' },
    ]);
    as(fund, command('lapse-change', { award: 'lights', change: 'winter' }, day), 'manager');
    expect(types(as(fund, more('b', '6.27'), 'manager'))).toContain('DecisionAuthorised');
  });
});

describe('a change of an award that moves no money', () => {
  const change = (more: object): FundCommand =>
    command(
      'reserve-change',
      {
        ...{ award: 'lights', change: 'longer', kind: 'contract', provider: 'harbour-lights' },
        ...{ expires: `${day}T09:15:00Z`, obligation: 'none', ...more },
      },
      day,
    );
  const vary = change({ decides: 'contract-variation' });

  it('is judged where it varies the terms and the scheme names variations', () => {
    const fund = under(['contract-variation'], awarded);
    expectRefused(as(fund, vary, 'buyer').refused, 'not-delegated', { rule: 20 });
    const asks = asksOf(fund, vary);
    expect(asks).toMatchObject({ subject: 'lights/longer', amount: '0.00', recurrent: false });
    as(fund, approve(asks), 'director');
    const events = ['CommitmentChangeReserved', 'DecisionAuthorised'];
    expect(types(as(fund, vary, 'buyer'))).toEqual(events);
  });

  it('is judged nowhere else', () => {
    const reserved = (scheme: string, asked: FundCommand) =>
      types(as(under([scheme], awarded), asked, 'buyer'));
    expect(reserved('commitment', vary)).toEqual(['CommitmentChangeReserved']);
    const novate = change({ novatedTo: 'another-provider' });
    expect(reserved('contract-variation', novate)).toEqual(['CommitmentChangeReserved']);
  });
});

it('opens a period again by the authority that the scheme names', () => {
  const fund = under(['reopening']);
  as(fund, command('soft-close-period', { period: '2026-04' }, day), 'buyer');
  const reopen = command('reopen-period', { period: '2026-04' }, day);
  expectRefused(as(fund, reopen, 'buyer').refused, 'not-delegated', {
    decision: 'reopening',
    head: 'northmoor',
  });
  as(fund, approve(asksOf(fund, reopen)), 'director');
  expect(types(as(fund, reopen, 'buyer'))).toEqual(['PeriodReopened', 'DecisionAuthorised']);
});

it('opens no period again by a scheme that names nobody for it', () => {
  const fund = under(['override']);
  as(fund, command('soft-close-period', { period: '2026-04' }, day), 'buyer');
  const reopen = command('reopen-period', { period: '2026-04' }, day);
  expectRefused(as(fund, reopen, 'director').refused, 'not-delegated', { decision: 'reopening' });
});

it('takes a funder’s permission as given by the authority that the scheme names', () => {
  const fund = under(['permission']);
  const permission = command(
    'record-permission',
    {
      ...{ permission: 'letter', source: 'icb', grantedBy: 'icb', permits: 'other-use' },
      ...{ amount: '5.01', schemes: ['navigators'], reference: 'Letter of 28 May' },
    },
    day,
  );
  expectRefused(as(fund, permission, 'manager').refused, 'exceeds-delegation', { short: '0.01' });
  as(fund, approve(asksOf(fund, permission)), 'director');
  expect(types(as(fund, permission, 'buyer'))).toEqual([
    'PermissionRecorded',
    'DecisionAuthorised',
  ]);
});

describe('a promise to an award', () => {
  it('is judged as a whole, also what other funds have of it', () => {
    const fund = under(['commitment']);
    expect(types(as(fund, reserve('a', '5.00'), 'manager'))).toEqual([
      'CommitmentReserved',
      'DecisionAuthorised',
    ]);
    expectRefused(
      as(fund, reserve('b', '1.00', { whole: '5.01' }), 'manager').refused,
      'exceeds-delegation',
      {
        short: '0.01',
      },
    );
  });

  it('counts no more once it lapses', () => {
    const fund = under(['commitment']);
    as(fund, reserve('a', '5.00'), 'manager');
    expectRefused(as(fund, reserve('b', '5.00'), 'manager').refused, 'exceeds-cumulative', {
      short: '4.00',
    });
    as(fund, command('lapse-commitment', { award: 'a' }, day), 'manager');
    expect(as(fund, reserve('b', '5.00'), 'manager').refused).toBeUndefined();
  });

  it('that law obliges to is nobody’s decision', () =>
    expect(
      types(as(under(['commitment']), reserve('a', '9.00', { obligation: 'law' }), 'buyer')),
    ).toEqual(['CommitmentReserved']));

  it('binds later years only where that is delegated', () => {
    const lines = [
      {
        ...{ scheme: 'navigators', year: '2027-28', nature: 'revenue', amount: '5.00' },
        sources: [{ source: 'council', amount: '5.00' }],
      },
    ];
    const fund = under(
      ['commitment'],
      [
        ...funded,
        command('pledge-contribution', {
          ...{ contribution: 'next', source: 'council', year: '2027-28', amount: '9.00' },
        }),
        command('confirm-contribution', { contribution: 'next', evidence: 'Schedule' }),
        command('allocate-budget', {
          ...{ scheme: 'navigators', source: 'council', year: '2027-28', amount: '9.00' },
        }),
      ],
    );
    // Nor does a day in that year make it a decision of that year.
    for (const effective of ['2026-04-01', '2027-04-01'])
      expectRefused(
        as(fund, { ...reserve('a', '5.00', { lines }), effective }, 'manager').refused,
        'recurrence-not-delegated',
        {},
      );
  });

  const vary = (amount: string, decides?: 'contract-variation'): FundCommand =>
    command(
      'reserve-change',
      {
        ...{
          award: 'lights',
          change: `more-${amount}`,
          kind: 'contract',
          provider: 'harbour-lights',
        },
        ...{ expires: `${day}T09:15:00Z`, obligation: 'none', decides },
        adds: [
          {
            ...{ scheme: 'navigators', year: '2026-27', nature: 'revenue', amount },
            sources: 'as-award',
          },
        ],
      },
      day,
    );

  it('is varied by who may vary contracts, and counts with what was promised at first', () => {
    const both = under(['commitment', 'contract-variation'], awarded);
    expectRefused(
      as(both, vary('5.01', 'contract-variation'), 'manager').refused,
      'exceeds-delegation',
      {
        decision: 'contract-variation',
      },
    );
    as(both, reserve('b', '4.00'), 'manager');
    expectRefused(
      as(both, vary('2.01', 'contract-variation'), 'manager').refused,
      'exceeds-cumulative',
      {
        already: '4.00',
        short: '0.01',
      },
    );
    expect(types(as(both, vary('2.00', 'contract-variation'), 'manager'))).toContain(
      'DecisionAuthorised',
    );
    as(both, command('lapse-change', { award: 'lights', change: 'more-2.00' }, day), 'manager');
    expect(as(both, vary('1.99', 'contract-variation'), 'manager').refused).toBeUndefined();
  });

  it('grows by its own terms without anybody’s decision', () =>
    expect(types(as(under(['contract-variation'], awarded), vary('9.00'), 'buyer'))).toEqual([
      'CommitmentChangeReserved',
    ]));

  it('is confirmed by the award’s own decision', () => {
    const fund = under(['commitment']);
    as(fund, reserve('a', '5.00'), 'manager');
    expect(types(as(fund, made('a'), 'buyer'))).toEqual(['CommitmentConfirmed']);
  });
});
