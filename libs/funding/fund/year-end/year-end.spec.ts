import type { FundCommand } from '#contracts/commands/fund.js';
import { northmoor } from '#test/support/northmoor.js';
import { northmoorClosing, northmoorYear } from '#test/support/northmoor-year-end.js';
import { fundCommand, toldSoFar } from '#test/support/steps.js';
import {
  after,
  command,
  expectBalances,
  expectRefused,
  given,
  givenUnder,
  tell,
  untold,
  type Told,
} from '#test/support/given.js';
import { agreementWith } from '#test/support/agreement.js';
import { confirm, pledge, small } from '#test/support/small-fund.js';

const close = (input: object = {}, day = '2027-04-30', year = '2026-27'): FundCommand =>
  command('close-year', { year, ...input }, day);

const spend = (source: string, amount: string, day = '2027-03-20'): FundCommand =>
  command(
    'verify-expenditure',
    {
      expenditure: `${source}-${day}-${amount}`,
      provider: 'p',
      scheme: 'navigators',
      sources: [{ source, amount }],
      net: amount,
      irrecoverableVat: '0.00',
      reference: 'Invoice',
    },
    day,
  );

/** Council 120.00 and ICB 80.00, in a pool that shares by contribution. */
const pool: readonly FundCommand[] = [
  ...small,
  pledge('council', '120.00'),
  confirm('council'),
  pledge('icb', '80.00'),
  confirm('icb'),
];

const shared = (told: Told): string[] => {
  const closed = told.happened.filter(({ type }) => type === 'YearClosed').at(-1);
  if (closed?.type !== 'YearClosed') throw new Error('no year was closed');
  return closed.data.shares.map(({ source, amount }) => `${source} ${amount}`);
};

const broughtForward = (source: string, amount: string, year = '2027-28') =>
  [
    `brought forward to ${source}`,
    { account: 'budget:brought-forward:confirmed', source, year },
    amount,
  ] as const;
const owes = (source: string, amount: string) =>
  [`settlement with ${source}`, { account: 'cash:settlement', source }, amount] as const;

describe('a variance', () => {
  it('is shared by contribution, whoever underspent', () => {
    const told = after({ ...untold(), agreement: agreementWith() }, [
      ...pool,
      spend('council', '115.00'),
      spend('icb', '73.00'),
      close(),
    ]);
    expect(shared(told)).toEqual(['council 7.20', 'icb 4.80']);
    expectBalances(told, [
      owes('council', '2.20'),
      owes('icb', '-2.20'),
      broughtForward('council', '-7.20'),
      broughtForward('icb', '-4.80'),
    ]);
  });

  it('of an overspend leaves each partner its part: 33,333.33 is 20,000.00 and 13,333.33', () => {
    const told = after({ ...untold(), agreement: agreementWith() }, [
      ...small,
      pledge('council', '1200000.00'),
      confirm('council'),
      pledge('icb', '800000.00'),
      confirm('icb'),
      spend('council', '1200000.00'),
      spend('icb', '833333.33'),
      close(),
    ]);
    expect(shared(told)).toEqual(['council -20000.00', 'icb -13333.33']);
    expectBalances(told, [
      owes('council', '-20000.00'),
      owes('icb', '20000.00'),
      broughtForward('icb', '13333.33'),
    ]);
  });

  it('stays where it fell in a fund without an agreement', () => {
    const told = after(untold(), [...pool, spend('council', '115.00'), close()]);
    expectBalances(told, [
      owes('council', '0.00'),
      broughtForward('council', '-5.00'),
      broughtForward('icb', '-80.00'),
    ]);
  });

  it('is returned where the agreement says so, and is owed until it is paid', () => {
    const agreement = agreementWith({ yearEnd: { underspend: 'returned', retained: [] } });
    const told = after({ ...untold(), agreement }, [
      ...pool,
      spend('council', '115.00'),
      spend('icb', '73.00'),
      close(),
      command('pay-back', { source: 'council', amount: '7.20', reference: 'BACS' }, '2027-05-20'),
    ]);
    expectBalances(told, [
      broughtForward('council', '0.00'),
      ['returned to the ICB', { account: 'cash:returned', source: 'icb' }, '4.80'],
      ['still owed to the council', { account: 'cash:returnable', source: 'council' }, '0.00'],
      ['still owed to the ICB', { account: 'cash:returnable', source: 'icb' }, '-4.80'],
    ]);
    expectRefused(
      tell(
        told,
        command('pay-back', { source: 'icb', amount: '4.81', reference: 'x' }, '2027-05-21'),
      ).refused,
      'exceeds-returnable',
      { rule: 5, short: '0.01' },
    );
  });

  it('is kept in part as a reserve, which nobody can allocate, and which meets a later overspend', () => {
    const agreement = agreementWith({
      yearEnd: {
        underspend: 'carried',
        retained: [{ use: 'risk-reserve', upTo: '10.00' }],
      },
      orderOfCover: ['risk-reserve'],
    });
    const told = after({ ...untold(), agreement }, [
      ...pool,
      spend('council', '188.00'),
      close(),
      ...['council', 'icb'].flatMap((source) => [
        command('pledge-contribution', {
          contribution: `${source}-27`,
          source,
          year: '2027-28',
          amount: source === 'council' ? '120.00' : '80.00',
        }),
        confirm(`${source}-27`),
      ]),
      spend('council', '205.00', '2028-03-01'),
      close({}, '2028-04-30', '2027-28'),
    ]);
    expectBalances(told, [
      ['held as a reserve', { account: 'budget:held:confirmed', year: '2027-28' }, '10.00'],
    ]);
    const second = told.happened.filter(({ type }) => type === 'YearClosed').at(-1);
    expect(second?.data).toMatchObject({
      variance: '-5.00',
      covered: [{ by: 'risk-reserve', amount: '5.00' }],
      shared: '0.00',
    });
    expectBalances(told, [
      ['still a reserve', { account: 'budget:held:confirmed', year: '2028-29' }, '5.00'],
    ]);
  });
});

describe('what a source that settles alone spent too much', () => {
  const funder: readonly FundCommand[] = [
    ...pool,
    command('open-source', {
      source: 'programme',
      name: 'Programme',
      role: 'funder',
      organisation: 'GB-GOV-1',
    }),
    pledge('programme', '10.00'),
    confirm('programme'),
    spend('programme', '12.00'),
  ];

  it('is a cost of the unrestricted pool', () => {
    const told = after({ ...untold(), agreement: agreementWith() }, [...funder, close()]);
    expect(shared(told)).toEqual(['council 118.80', 'icb 79.20']);
    expectBalances(told, [
      owes('programme', '2.00'),
      owes('council', '-1.20'),
      owes('icb', '-0.80'),
    ]);
  });

  it('is borne by whom the agreement names', () => {
    const told = after({ ...untold(), agreement: agreementWith() }, [
      ...funder,
      close({ excess: [{ source: 'programme', bearer: 'icb' }] }),
    ]);
    expectBalances(told, [
      owes('programme', '2.00'),
      owes('icb', '-2.00'),
      owes('council', '0.00'),
    ]);
  });
});

describe('closing', () => {
  it('is refused while the year before is open', () =>
    givenUnder(
      agreementWith(),
      ...pool,
      command('pledge-contribution', {
        contribution: 'next',
        source: 'council',
        year: '2027-28',
        amount: '1.00',
      }),
    )
      .when(close({}, '2028-04-30', '2027-28'))
      .thenRefused('earlier-year-open', { rule: 8, earlier: '2026-27' }));

  it('is refused while it is not known whose money was spent', () =>
    given(
      ...pool,
      command('record-payment', { expenditure: 'x', net: '5.00', reference: 'x' }, '2026-05-01'),
    )
      .when(close())
      .thenRefused('sources-unknown', { rule: 14, amount: '5.00' }));

  it('happens once, until a period is reopened on due authority', () =>
    given(...pool, close())
      .when(close({}, '2027-05-02'))
      .thenRefused('year-stands-closed', { rule: 13, year: '2026-27' }));

  it('shuts every period of the year', () => {
    const told = after(untold(), [...pool, close()]);
    expectRefused(
      tell(
        told,
        command(
          'allocate-budget',
          {
            scheme: 'navigators',
            source: 'council',
            year: '2026-27',
            amount: '1.00',
          },
          '2027-05-01',
        ),
      ).refused,
      'year-closed',
      { rule: 17 },
    );
  });
});

describe('a year that was reopened', () => {
  const reopened = (): Told =>
    after({ ...untold(), agreement: agreementWith() }, [
      ...pool,
      spend('council', '115.00'),
      spend('icb', '73.00'),
      close(),
      command('reopen-period', { period: '2027-03-adj' }, '2027-06-01'),
      spend('icb', '2.00', '2027-03-21'),
      close({}, '2027-06-02'),
    ]);

  it('is closed again by the difference, and the next year is corrected by it', () => {
    const told = reopened();
    expect(shared(told)).toEqual(['council 6.00', 'icb 4.00']);
    const again = told.happened.filter(({ type }) => type === 'YearClosed').at(-1);
    expect(again?.data).toMatchObject({
      closing: 2,
      variance: '10.00',
      transfers: [
        { source: 'council', amount: '-1.20' },
        { source: 'icb', amount: '1.20' },
      ],
      brought: [
        { source: 'council', amount: '-1.20' },
        { source: 'icb', amount: '-0.80' },
      ],
    });
    expectBalances(told, [
      owes('council', '1.00'),
      owes('icb', '-1.00'),
      broughtForward('council', '-6.00'),
      broughtForward('icb', '-4.00'),
      ['the correction', { account: 'cash:expenditure', period: '2027-03-adj' }, '2.00'],
    ]);
  });
});

describe('provisional balances', () => {
  const provisional = command(
    'bring-balances-provisionally',
    {
      year: '2027-28',
      basis: 'Forecast of February',
      balances: [{ source: 'council', amount: '9.00' }],
    },
    '2027-04-01',
  );

  it('can be allocated, and the close brings the difference', () => {
    const told = after({ ...untold(), agreement: agreementWith() }, [
      ...pool,
      spend('council', '115.00'),
      spend('icb', '73.00'),
      provisional,
      command(
        'allocate-budget',
        {
          scheme: 'navigators',
          source: 'council',
          year: '2027-28',
          amount: '9.00',
        },
        '2027-04-02',
      ),
      close(),
    ]);
    expectBalances(told, [
      broughtForward('council', '-7.20'),
      [
        'unallocated of the council',
        { account: 'budget:unallocated:confirmed', source: 'council', year: '2027-28' },
        '-1.80',
      ],
    ]);
  });

  it('come too late once the year before is closed', () =>
    given(...pool, close())
      .when(provisional)
      .thenRefused('year-stands-closed', { year: '2026-27' }));
});

describe('what is held for its funder', () => {
  const closed = (): Told => {
    const told = toldSoFar(...northmoor, ...northmoorYear);
    return after(told, [fundCommand(northmoorClosing)]);
  };
  const of = { source: 'programme', nature: 'capital', year: '2027-28' } as const;

  it('is used in another year and as another nature, as the funder’s letter says', () => {
    const told = after(closed(), [
      command(
        'reprofile-held-money',
        {
          ...of,
          amount: '8000.00',
          intoYear: '2028-29',
          intoNature: 'revenue',
          reference: 'Letter',
        },
        '2027-06-01',
      ),
      command('return-held-money', { ...of, amount: '500.00', reference: 'Letter' }, '2027-06-01'),
    ]);
    expectBalances(told, [
      ['held', { account: 'budget:held:confirmed' }, '0.00'],
      [
        'for use in 2028-29',
        {
          account: 'budget:unallocated:confirmed',
          source: 'programme',
          nature: 'revenue',
          year: '2028-29',
        },
        '8000.00',
      ],
      ['owed to the funder', { account: 'cash:returnable', source: 'programme' }, '-500.00'],
      [
        'income by transfer of revenue',
        { account: 'cash:transfer', source: 'programme', nature: 'revenue' },
        '-8000.00',
      ],
    ]);
  });

  it('is no more than there is', () => {
    const held = (name: 'reprofile-held-money' | 'return-held-money') =>
      tell(closed(), command(name, { ...of, amount: '8500.01', reference: 'x' }, '2027-06-01'));
    for (const name of ['reprofile-held-money', 'return-held-money'] as const)
      expectRefused(held(name).refused, 'exceeds-held', { rule: 18, short: '0.01' });
  });
});

describe('an invoice for what was accrued', () => {
  it('falls in the year in which it comes by the difference, favourable where it is less', () => {
    const told = toldSoFar(...northmoor, ...northmoorYear);
    const brokerage = {
      provider: 'name:dale-skills',
      scheme: 'brokerage',
      sources: [{ source: 'council', amount: '5000.00' }],
    };
    after(told, [
      command(
        'accrue-expenditure',
        { expenditure: 'accrued', ...brokerage, cost: '5000.00', description: 'March' },
        '2027-03-31',
      ),
      fundCommand(northmoorClosing),
      command(
        'verify-expenditure',
        {
          expenditure: 'late',
          ...brokerage,
          sources: [{ source: 'council', amount: '4800.00' }],
          net: '4800.00',
          irrecoverableVat: '0.00',
          reference: 'Invoice of 20 March 2027',
          accrual: 'accrued',
        },
        '2027-03-20',
      ),
    ]);
    expectBalances(told, [
      ['in 2027-28', { account: 'cash:expenditure', year: '2027-28' }, '-200.00'],
    ]);
  });
});
