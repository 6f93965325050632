import { after, command, expectRefused, given, tell, untold } from '#test/support/given.js';
import { allocate, confirm, made, pledge, reserve, small } from '#test/support/small-fund.js';
import { evolveFund } from './evolve.js';
import { permissionsGivenBack, permitted, type Crossing } from './permissions.js';

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
    const [back] = permissionsGivenBack(moved.fund, 'move-1', '2026-05-02');
    expect(back).toMatchObject({ data: { amount: '-1.00', left: '5.00' } });
    if (back) evolveFund(moved.fund, { ...back, stream: moved.stream });
    expect(permissionsGivenBack(moved.fund, 'move-1', '2026-05-02')).toEqual([]);
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
