import type { FundCommand } from '#contracts/commands/fund.js';
import { command, expectBalances, given, tell, after, untold } from '#test/support/given.js';
import { confirm, invoice, made, reserve, small } from '#test/support/small-fund.js';

/** Two years of Harbour Lights: 10.00 of the foundation’s, bound to 2026-27; then 90.00 of the council’s. */
const line = (year: string, amount: string) =>
  ({ scheme: 'navigators', year, nature: 'revenue', amount, sources: 'as-scheme' }) as const;
const bound: readonly FundCommand[] = [
  ...small,
  ...(
    [
      ['foundation', '2026-27', '10.00'],
      ['council', '2027-28', '90.00'],
    ] as const
  ).flatMap(([source, year, amount]) => [
    command('pledge-contribution', { contribution: source, source, year, amount }),
    confirm(source),
    command('allocate-budget', { scheme: 'navigators', source, year, amount }),
  ]),
  command('define-ring-fence', {
    ...{ ringFence: 'of-its-year', name: 'Of 2026-27', source: 'foundation' },
    ...{ years: ['2026-27'], yearLimited: true, evidence: 'Offer letter' },
  }),
  reserve('lights', '100.00', { lines: [line('2026-27', '10.00'), line('2027-28', '90.00')] }),
  made('lights'),
  command(
    'accrue-expenditure',
    {
      ...{ expenditure: 'march', provider: 'harbour-lights', award: 'lights', cost: '10.00' },
      ...{ description: 'March', reversesOn: '2027-04-01' },
    },
    '2027-03-31',
  ),
];
const inMay = (net: string, more: object = {}): FundCommand => ({
  ...invoice('bill', net, { accrual: 'march', ...more }),
  effective: '2027-05-10',
});
const of2027 = (account: string, source: string, amount: string) =>
  [`${account} ${source}`, { account, source, year: '2027-28' }, amount] as const;

describe('an invoice that clears an accrual of the year before', () => {
  it('charges the sources that the accrual charged: the difference is nil', () =>
    given(...bound)
      .when(inMay('10.00'))
      .then(
        of2027('cash:expenditure', 'foundation', '0.00'),
        of2027('cash:expenditure', 'council', '0.00'),
        of2027('budget:committed:confirmed', 'council', '90.00'),
        of2027('budget:committed:confirmed', 'foundation', '0.00'),
      ));

  it('charges what goes beyond the accrual by the split of the year in which it comes', () =>
    given(...bound)
      .when(inMay('12.00'))
      .then(
        of2027('cash:expenditure', 'foundation', '0.00'),
        of2027('cash:expenditure', 'council', '2.00'),
      ));

  it('leaves what was accrued too much held for its funder, and promised to nobody', () =>
    given(...bound)
      .when(inMay('8.00'))
      .then(
        of2027('cash:expenditure', 'foundation', '-2.00'),
        of2027('budget:committed:confirmed', 'foundation', '0.00'),
        of2027('budget:held:confirmed', 'foundation', '2.00'),
      ));
});

describe('an invoice for an accrual that has reversed already', () => {
  const onItsDay = command(
    'reverse-accrual',
    { expenditure: 'march', onItsDay: true },
    '2027-04-01',
  );

  it('takes what its funder bound to that year out of hold: the difference is nil', () =>
    given(...bound, onItsDay)
      .when(inMay('10.00'))
      .then(
        of2027('cash:expenditure', 'foundation', '0.00'),
        of2027('cash:expenditure', 'council', '0.00'),
        of2027('budget:held:confirmed', 'foundation', '0.00'),
        of2027('budget:committed:confirmed', 'council', '90.00'),
        of2027('budget:committed:confirmed', 'foundation', '0.00'),
      ));

  it('reverses nothing twice, and is flagged for nothing', () => {
    given(...bound, onItsDay)
      .when(inMay('10.00'))
      .thenHappened(
        { type: 'UnspentMoneyReleased', data: { expenditure: 'march' } },
        { type: 'ExpenditureVerified', data: { accrual: 'march', overBudget: '0.00' } },
      );
  });

  it('charges what goes beyond the accrual by the split of the year, and leaves the rest held', () => {
    given(...bound, onItsDay)
      .when(inMay('12.00'))
      .then(
        of2027('cash:expenditure', 'foundation', '0.00'),
        of2027('cash:expenditure', 'council', '2.00'),
      );
    given(...bound, onItsDay)
      .when(inMay('8.00'))
      .then(
        of2027('cash:expenditure', 'foundation', '-2.00'),
        of2027('budget:held:confirmed', 'foundation', '2.00'),
      );
  });

  it('charges its sources also where the funder has decided on what was held', () =>
    given(
      ...bound,
      onItsDay,
      command(
        'return-held-money',
        { source: 'foundation', year: '2027-28', amount: '7.00', reference: 'Letter' },
        '2027-04-20',
      ),
    )
      .when(inMay('10.00'))
      .thenHappened(
        {
          type: 'UnspentMoneyReleased',
          data: { parts: [expect.objectContaining({ amount: '3.00' })] },
        },
        { type: 'ExpenditureVerified', data: { overBudget: '7.00' } },
      ));

  it('comes in parts, each of what is left', () => {
    const first = inMay('6.00');
    const second = { ...inMay('4.00', { expenditure: 'second' }) };
    given(...bound, onItsDay, first)
      .when(second)
      .then(
        of2027('cash:expenditure', 'foundation', '0.00'),
        of2027('cash:expenditure', 'council', '0.00'),
        of2027('budget:held:confirmed', 'foundation', '0.00'),
      );
    given(...bound, first)
      .when(second)
      .then(
        of2027('cash:expenditure', 'foundation', '0.00'),
        of2027('cash:expenditure', 'council', '0.00'),
        of2027('budget:held:confirmed', 'foundation', '0.00'),
      );
  });

  it('is charged by the split alone once nothing is left of it', () =>
    given(...bound, onItsDay, inMay('10.00'))
      .when(inMay('3.00', { expenditure: 'second' }))
      .then(
        of2027('cash:expenditure', 'foundation', '0.00'),
        of2027('cash:expenditure', 'council', '3.00'),
      ));

  it('may be recorded anew when the first was reversed', () =>
    given(
      ...bound,
      onItsDay,
      inMay('10.00'),
      command('reverse-expenditure', { expenditure: 'r', corrects: 'bill' }, '2027-05-11'),
    )
      .when(inMay('10.00', { expenditure: 'anew' }))
      .then(
        of2027('cash:expenditure', 'foundation', '0.00'),
        of2027('cash:expenditure', 'council', '0.00'),
      ));

  it('is for the same provider and award all the same', () =>
    given(...bound, onItsDay)
      .when(inMay('10.00', { provider: 'two-rivers', award: undefined, scheme: 'navigators' }))
      .thenRefused('not-as-accrued', { rule: 4 }));

  it('matches again what came back to its award within the year', () =>
    given(...bound, command('reverse-accrual', { expenditure: 'march' }, '2027-03-31'))
      .when({ ...inMay('10.00'), effective: '2027-03-31' })
      .then([
        'matched',
        { account: 'budget:matched:confirmed', source: 'foundation', year: '2026-27' },
        '10.00',
      ]));
});

describe('money bound to the year in which it was spent', () => {
  it.each([
    ['its accrual reverses', command('reverse-accrual', { expenditure: 'march' }, '2027-04-01')],
    [
      'its invoice is reversed',
      command('reverse-expenditure', { expenditure: 'r', corrects: 'paid' }, '2027-04-01'),
    ],
    [
      'its invoice is credited',
      command(
        'credit-expenditure',
        { expenditure: 'c', credits: 'paid', cost: '10.00', reference: 'Credit note' },
        '2027-04-01',
      ),
    ],
    [
      'its invoice is recoded to another source',
      command(
        'recode-spending',
        {
          ...{ expenditure: 'r', corrects: 'paid', scheme: 'panel' },
          sources: [{ source: 'icb', amount: '10.00' }],
        },
        '2027-04-01',
      ),
    ],
  ])('is held when %s a year later: no bill of that year draws on it', (_, back) => {
    const told = after(untold(), [
      ...bound,
      ...(back.command === 'reverse-accrual'
        ? []
        : [{ ...invoice('paid', '10.00', { accrual: 'march' }), effective: '2027-03-31' }]),
    ]);
    expect(tell(told, back).refused).toBeUndefined();
    expect(
      tell(told, { ...invoice('june', '30.00'), effective: '2027-06-10' }).refused,
    ).toBeUndefined();
    expectBalances(told, [
      of2027('cash:expenditure', 'foundation', '-10.00'),
      of2027('cash:expenditure', 'council', '30.00'),
      of2027('budget:committed:confirmed', 'foundation', '0.00'),
      of2027('budget:held:confirmed', 'foundation', '10.00'),
    ]);
  });

  it('comes back to its award within its year', () =>
    given(...bound)
      .when(command('reverse-accrual', { expenditure: 'march' }, '2027-03-31'))
      .then([
        'committed',
        { account: 'budget:committed:confirmed', source: 'foundation', year: '2026-27' },
        '10.00',
      ]));
});

describe('an invoice clears its own accrual only', () => {
  const refused = { rule: 4, detail: expect.stringContaining('"march" was accrued for') as string };
  it('not one of another provider', () =>
    given(...bound)
      .when(inMay('10.00', { provider: 'two-rivers', award: undefined, scheme: 'navigators' }))
      .thenRefused('not-as-accrued', refused));

  it('not one of an award, where it names none', () =>
    given(...bound)
      .when(inMay('10.00', { award: undefined, scheme: 'navigators' }))
      .thenRefused('not-as-accrued', refused));

  const onScheme = (expenditure: string, source: string) => ({
    ...{ expenditure, provider: 'harbour-lights', scheme: 'panel' },
    sources: [{ source, amount: '10.00' }],
  });
  const accrued = command(
    'accrue-expenditure',
    { ...onScheme('panel', 'council'), cost: '10.00', description: 'March' },
    '2027-03-31',
  );
  it('not one of another scheme, nor of another source', () => {
    for (const other of [{ scheme: 'crisis' }, { sources: onScheme('x', 'icb').sources }])
      given(...bound, accrued)
        .when(
          command(
            'verify-expenditure',
            {
              ...{ ...onScheme('bill', 'council'), net: '10.00', reference: 'Invoice' },
              ...{ accrual: 'panel', ...other },
            },
            '2027-05-10',
          ),
        )
        .thenRefused('not-as-accrued', { rule: 4 });
  });
});
