import { parsePence, sumPence } from '#libs/money/pence.js';
import { after, command, given, tell, untold } from '#test/support/given.js';
import { confirm, pledge, small } from '#test/support/small-fund.js';

/** People supported in seven areas: nothing divides 224,000,000 between them evenly. */
const supported = ['1031', '977', '15', '2.5', '408', '0', '66'];
const areas = [
  ...small,
  pledge('council', '224000000.00'),
  confirm('council'),
  ...supported.map((_, nth) =>
    command('open-scheme', { scheme: `support-${nth}`, name: 'Support', area: `E0600000${nth}` }),
  ),
];
const byFormula = (more: object = {}) =>
  command('allocate-by-formula', {
    formula: 'support-2026',
    source: 'council',
    year: '2026-27',
    amount: '224000000.00',
    measure: 'People supported',
    measuredOn: '2025-09-30',
    weights: supported.map((weight, nth) => ({
      area: `E0600000${nth}`,
      scheme: `support-${nth}`,
      weight,
    })),
    ...more,
  });

it('shares 224,000,000 between areas exactly, and keeps the weights and their day', () => {
  const [event] = tell(after(untold(), areas), byFormula()).events ?? [];
  if (event?.type !== 'BudgetAllocatedByFormula') throw new Error('it was not shared');
  const { shares, measuredOn } = event.data;
  expect(measuredOn).toBe('2025-09-30');
  expect(shares.map(({ weight, amount }) => [weight, amount])).toEqual([
    ['1031', '92396079.22'],
    ['977', '87556711.34'],
    ['15', '1344268.85'],
    ['2.5', '224044.81'],
    ['408', '36564112.82'],
    ['0', '0.00'],
    ['66', '5914782.96'],
  ]);
  expect(sumPence(shares.map(({ amount }) => parsePence(amount)))).toBe(22_400_000_000n);
});

it('posts each part by its area', () =>
  given(...areas)
    .when(byFormula())
    .then(
      ['third area', { account: 'budget:scheme:confirmed', area: 'E06000002' }, '1344268.85'],
      ['unallocated', { account: 'budget:unallocated:confirmed' }, '0.00'],
    ));

it('shares confirmed money out before the rest', () =>
  given(...areas, pledge('council', '10.00', { contribution: 'more' }))
    .when(byFormula({ amount: '224000010.00' }))
    .then(
      ['unallocated', { account: 'budget:unallocated:indicative' }, '0.00'],
      [
        'last area, indicative',
        { account: 'budget:scheme:indicative', area: 'E06000006' },
        '10.00',
      ],
    ));

it('is refused beyond what the source has, outside the area of a scheme, twice, and by no weight', () => {
  given(...areas)
    .when(byFormula({ amount: '224000000.01' }))
    .thenRefused('allocation-exceeds-source', { rule: 19, short: '0.01' });
  const weights = [{ area: 'E06000001', scheme: 'support-0', weight: '1' }];
  given(...areas)
    .when(byFormula({ weights }))
    .thenRefused('serves-another-area', { area: 'E06000000' });
  given(...areas, byFormula({ amount: '1.00' }))
    .when(byFormula({ amount: '1.00' }))
    .thenRefused('already-exists', { id: 'support-2026' });
  given(...areas)
    .when(byFormula({ weights: [{ area: 'E06000000', scheme: 'support-0', weight: '0' }] }))
    .thenRefused('invalid-request');
  given(...areas)
    .when(byFormula({ source: 'x' }))
    .thenRefused('not-found', { id: 'x' });
});

it('crosses a ring-fence by the funder’s permission, all its shares together', () => {
  const fenced = (amount: string) => [
    ...areas,
    command('define-ring-fence', {
      ...{ ringFence: 'fence', name: 'For the panel', source: 'council', schemes: ['panel'] },
      evidence: 'Letter',
    }),
    command('record-permission', {
      ...{ permission: 'p', source: 'council', grantedBy: 'treasury', permits: 'other-use' },
      ...{ amount, reference: 'Letter' },
    }),
  ];
  given(...fenced('224000000.00'))
    .when(byFormula())
    .then(['unallocated', { account: 'budget:unallocated:confirmed' }, '0.00']);
  given(...fenced('223999999.99'))
    .when(byFormula())
    .thenRefused('ring-fence-forbids', { rule: 18 });
  const uses = tell(after(untold(), fenced('224000000.00')), byFormula()).events?.filter(
    ({ type }) => type === 'PermissionUsed',
  );
  expect(uses?.at(-1)).toMatchObject({ data: { left: '0.00' } });
});
