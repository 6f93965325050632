import type { FundCommand } from '#contracts/commands/fund.js';
import { agreementWith } from '#test/support/agreement.js';
import { adopted, day } from '#test/support/authority.js';
import {
  after,
  command,
  expectRefused,
  given,
  givenUnder,
  on,
  tell,
  untold,
} from '#test/support/given.js';
import { allocate, confirm, made, pledge, reserve, small } from '#test/support/small-fund.js';
import { evolveFund } from './evolve.js';
import {
  permissionsGivenBack,
  permitted,
  type Crossing,
  type PermissionUse,
} from './permissions.js';

const permission = (more: object = {}, effective = '2026-04-01') =>
  command(
    'record-permission',
    {
      permission: 'letter',
      source: 'foundation',
      grantedBy: 'treasury',
      permits: 'other-use',
      amount: '5.00',
      schemes: ['navigators'],
      reference: 'Letter of 1 April 2026',
      ...more,
    },
    effective,
  );
const fenced = [
  ...small,
  pledge('foundation', '12.00'),
  confirm('foundation'),
  command('define-ring-fence', {
    ringFence: 'participation',
    name: 'For participation',
    source: 'foundation',
    categories: ['participation'],
    evidence: 'Offer letter',
  }),
];

describe('another use', () => {
  it('passes a ring-fence by the permission of its funder, and uses it up', () => {
    given(...fenced, permission())
      .when(allocate('navigators', 'foundation', '3.00'))
      .thenHappened(
        { type: 'PermissionUsed', data: { permission: 'letter', amount: '3.00', left: '2.00' } },
        { type: 'BudgetAllocated', data: { scheme: 'navigators', amount: '3.00' } },
      );
    given(...fenced, permission(), allocate('navigators', 'foundation', '3.00'))
      .when(allocate('navigators', 'foundation', '2.01'))
      .thenRefused('ring-fence-forbids', { rule: 18 });
  });

  it('draws on one permission after another', () =>
    given(...fenced, permission(), permission({ permission: 'second', amount: '1.00' }))
      .when(allocate('navigators', 'foundation', '6.00'))
      .thenHappened(
        { type: 'PermissionUsed', data: { permission: 'letter', left: '0.00' } },
        { type: 'PermissionUsed', data: { permission: 'second', left: '0.00' } },
        { type: 'BudgetAllocated' },
      ));

  it('is promised and spent as far as it was permitted', () => {
    const moved = [...fenced, permission(), allocate('navigators', 'foundation', '5.00')];
    given(...moved)
      .when(reserve('lights', '5.00'))
      .then(['reserved', { account: 'budget:reserved:confirmed' }, '5.00']);
    given(...moved, reserve('lights', '3.00'), made('lights'))
      .when(
        reserve('more', '2.01', {
          obligation: 'law',
          lines: [
            {
              scheme: 'navigators',
              year: '2026-27',
              nature: 'revenue',
              amount: '2.01',
              sources: [{ source: 'foundation', amount: '2.01' }],
            },
          ],
        }),
      )
      .thenRefused('ring-fence-forbids', { rule: 18 });
  });
});

describe('what came to a scheme before its ring-fence, and more by permission', () => {
  const [establish, ...rest] = fenced.slice(0, -1);
  const begins = (asked: FundCommand): FundCommand => ({ ...asked, effective: '2026-05-01' });
  const mixed = [
    ...(establish ? [establish] : []),
    ...rest,
    allocate('navigators', 'foundation', '2.00'),
    ...[...fenced.slice(-1), permission(), allocate('navigators', 'foundation', '2.00')].map(
      begins,
    ),
  ];
  const line = (amount: string) => ({
    ...{ scheme: 'navigators', year: '2026-27', nature: 'revenue' as const, amount },
    sources: [{ source: 'foundation', amount }],
  });

  it('is promised up to the permission, in however many lines it is asked', () => {
    for (const lines of [[line('4.00')], [line('2.00'), line('2.00')]])
      given(...mixed)
        .when(begins(reserve('lights', '4.00', { lines })))
        .thenRefused('ring-fence-forbids', { rule: 18 });
    given(...mixed)
      .when(begins(reserve('lights', '2.00', { lines: [line('1.00'), line('1.00')] })))
      .then();
  });

  it('is charged up to the permission, however often its source is named', () => {
    const charged = (amount: string) =>
      command(
        'verify-expenditure',
        {
          ...{ expenditure: 'e', reference: 'e', provider: 'p', scheme: 'navigators', net: '2.00' },
          sources: ['2.00', amount].map((one) => ({ source: 'foundation', amount: one })),
        },
        '2026-05-01',
      );
    given(...mixed)
      .when({ ...charged('2.00'), net: '4.00' } as FundCommand)
      .thenRefused('ring-fence-forbids', { rule: 18 });
  });
});

describe('whether a crossing is permitted', () => {
  const told = (...permissions: ReturnType<typeof permission>[]) =>
    after(untold(), [...fenced, ...permissions]);
  const crossing = (more: Partial<Crossing> = {}): Crossing => ({
    source: 'foundation',
    permits: 'capital-to-revenue',
    year: '2026-27',
    forYear: '2026-27',
    scheme: 'navigators',
    nature: 'revenue',
    amount: 100n,
    on: '2026-05-01',
    by: 'move-1',
    ...more,
  });
  const toRevenue = permission({
    permits: 'capital-to-revenue',
    years: ['2026-27'],
    forYears: ['2026-27'],
    until: '2026-06-30',
  });

  it('is judged by what it crosses, whose money, its years, its scheme and its day', () => {
    const { fund } = told(toRevenue);
    expect(permitted(fund, crossing())).toHaveLength(1);
    for (const other of [
      { permits: 'other-year' },
      { source: 'council' },
      { year: '2027-28' },
      { forYear: '2027-28' },
      { scheme: 'panel' },
      { on: '2026-07-01' },
      { on: '2026-03-31' },
      { amount: 501n },
    ] as const)
      expect(permitted(fund, crossing(other))).toMatchObject({ problem: 'not-permitted' });
  });

  it('is refused with the amount that is missing', () => {
    const refused = permitted(told(toRevenue).fund, crossing({ amount: 501n }));
    if (!('problem' in refused)) throw new Error('it was permitted');
    expectRefused(refused, 'not-permitted', { rule: 18, permitted: '5.00', short: '0.01' });
  });

  it('gives back what did not cross after all', () => {
    const moved = told(toRevenue);
    const uses = permitted(moved.fund, crossing());
    if ('problem' in uses) throw new Error('it was not permitted');
    for (const use of uses) evolveFund(moved.fund, { ...use, stream: moved.stream });
    const used = uses.flatMap(({ data }) => data as PermissionUse);
    const [back] = permissionsGivenBack(moved.fund, used, '2026-05-02');
    expect(back).toMatchObject({ data: { amount: '-1.00', left: '5.00' } });
    if (back) evolveFund(moved.fund, { ...back, stream: moved.stream });
    expect(permitted(moved.fund, crossing({ amount: 500n }))).toHaveLength(1);
  });
});

it('is refused for a source or scheme that the fund does not have, and a second time', () => {
  given(...fenced)
    .when(permission({ source: 'x' }))
    .thenRefused('not-found', { id: 'x' });
  given(...fenced)
    .when(permission({ schemes: ['x'] }))
    .thenRefused('not-found', { id: 'x' });
  expect(tell(after(untold(), [...fenced, permission()]), permission()).refused).toMatchObject({
    problem: 'already-exists',
  });
});

it('is not made by money that comes back where none was spent', () =>
  given(
    ...fenced,
    command('record-payment', {
      expenditure: 'credit',
      kind: 'credit-note',
      scheme: 'navigators',
      source: 'foundation',
      nature: 'revenue',
      net: '-1.00',
      reference: 'Credit note',
    }),
  )
    .when(
      reserve('lights', '1.00', {
        lines: [
          {
            scheme: 'navigators',
            year: '2026-27',
            nature: 'revenue',
            amount: '1.00',
            sources: [{ source: 'foundation', amount: '1.00' }],
          },
        ],
      }),
    )
    .thenRefused('ring-fence-forbids', { rule: 18 }));

it('is given back by a move that used it, whatever that is called, and not what others used', () => {
  const told = after(untold(), [
    ...fenced.slice(0, -1),
    allocate('panel', 'foundation', '5.00'),
    ...fenced.slice(-1),
    permission(),
    allocate('navigators', 'foundation', '2.00'),
  ]);
  told.delegations = [adopted(['virement'])];
  const at = (scheme: string) => ({
    ...{ kind: 'scheme' as const, fund: 'northmoor', scheme, source: 'foundation' },
    ...{ year: '2026-27', nature: 'revenue' as const },
  });
  const legs = ['0.50', '0.75'].map((amount) => ({
    ...{ amount, from: at('panel'), to: at('navigators') },
  }));
  const approval = { organisation: 'council', office: 'director', by: 'rosalind', day };
  const reserved = command(
    'reserve-move',
    {
      ...{ reallocation: 'allocation', fund: 'northmoor', attempt: 'a', amount: '1.25', legs },
      ...{ technical: false, recurrent: false, proposer: 'amina', proposed: false },
      ...{ organisations: ['council'], farEnds: [], expires: `${day}T09:15:00Z` },
      approvals: [{ ...approval, delegation: 0, powers: [] }],
    },
    day,
  );
  expect(tell(told, reserved, on(day)).events).toMatchObject([
    { data: { amount: '0.50', left: '2.50' } },
    { data: { amount: '0.75', left: '1.75' } },
    { type: 'BudgetReservedForMove' },
  ]);
  const release = command('release-move', { reallocation: 'allocation', attempt: 'a' }, day);
  expect(tell(told, release, on(day)).events).toMatchObject([
    { data: { amount: '-0.50', left: '2.25' } },
    { data: { amount: '-0.75', left: '3.00' } },
    { type: 'BudgetMoveReleased' },
  ]);
  expect(told.fund.permissions.get('letter')?.left).toBe(300n);
});

describe('nobody but who gave the money permits another use of it', () => {
  const funders = fenced.map((asked) =>
    asked.command === 'open-source' && asked.source === 'foundation'
      ? { ...asked, role: 'funder' as const }
      : asked,
  );
  it.each([
    ['funder', 'icb'],
    ['funder', 'harbour-lights'],
    ['government', 'icb'],
    ['government', 'council'],
  ] as const)('as a %s, %s', (standing, grantedBy) => {
    givenUnder(agreementWith(), ...funders)
      .when(permission({ standing, grantedBy }))
      .thenRefused('not-theirs-to-permit', { rule: 18 });
  });

  it('as a partner, of another partner’s', () => {
    givenUnder(agreementWith(), ...fenced)
      .when(permission({ grantedBy: 'icb' }))
      .thenRefused('not-theirs-to-permit', { rule: 18 });
  });

  it('but itself, or the government', () => {
    for (const by of [{ grantedBy: 'foundation' }, { standing: 'government' }])
      givenUnder(agreementWith(), ...funders)
        .when(permission(by))
        .then();
  });
});
