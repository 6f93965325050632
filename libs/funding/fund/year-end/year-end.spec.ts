import type { FundCommand } from '#contracts/commands/fund.js';
import { broughtForward, close, pool, spend } from '#test/support/closing.js';
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

const shared = (told: Told): string[] => {
  const closed = told.happened.filter(({ type }) => type === 'YearClosed').at(-1);
  if (closed?.type !== 'YearClosed') throw new Error('no year was closed');
  return closed.data.shares.map(({ source, amount }) => `${source} ${amount}`);
};

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

const fixedShares = {
  kind: 'fixed' as const,
  shares: ['council', 'icb', 'programme'].map((party) => ({ party, share: 1 })),
};

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
    const agreement = agreementWith({
      yearEnd: { excess: [{ source: 'programme', bearer: 'icb' }] },
    });
    const told = after({ ...untold(), agreement }, [...funder, close()]);
    expectBalances(told, [
      owes('programme', '2.00'),
      owes('icb', '-2.00'),
      owes('council', '0.00'),
    ]);
  });

  it.each([
    ['a fixed share', { over: fixedShares, under: fixedShares }, {}],
    ['a named base', { base: [{ party: 'programme', amount: '1.00' }] }, {}],
    [
      'what goes beyond a cap',
      {
        under: {
          kind: 'capped' as const,
          rule: { kind: 'pro-rata' as const },
          caps: [{ party: 'icb', amount: '0.01', excessTo: 'programme' }],
        },
      },
      {},
    ],
    ['the excess of another', {}, { excess: [{ source: 'programme', bearer: 'foundation' }] }],
    ['an excess, nobody of the fund', {}, { excess: [{ source: 'programme', bearer: 'nobody' }] }],
  ])('is never borne by restricted money, nor is %s', (_, riskShare, yearEnd) => {
    const restricted = command('define-ring-fence', {
      ringFence: 'foundation',
      name: 'Participation',
      source: 'foundation',
      categories: ['participation'],
      evidence: 'Offer letter',
    });
    givenUnder(agreementWith({ riskShare, yearEnd }), ...funder, restricted)
      .when(close())
      .thenRefused('settles-alone', { rule: 7, year: '2026-27' });
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

  it('is refused on an earlier year that was reopened, or that has no budget and is not closed', () => {
    const both = [...pool, spend('council', '115.00'), close()];
    const reopened = command('reopen-period', { period: '2027-03-adj' }, '2028-05-01');
    given(
      ...both,
      spend('icb', '1.00', '2027-05-01'),
      close({}, '2028-04-30', '2027-28'),
      spend('icb', '1.00', '2028-05-01'),
      reopened,
    )
      .when(close({}, '2029-04-30', '2028-29'))
      .thenRefused('earlier-year-open', { rule: 8, earlier: '2026-27' });
    given(
      ...both,
      command(
        'record-other-income',
        { income: 'interest', source: 'council', kind: 'interest', amount: '1.00', reference: 'x' },
        '2027-05-01',
      ),
      spend('icb', '1.00', '2028-05-01'),
    )
      .when(close({}, '2029-04-30', '2028-29'))
      .thenRefused('earlier-year-open', { earlier: '2027-28' });
  });

  it('is refused while it is not known whose money was spent', () =>
    given(
      ...pool,
      command('record-payment', { expenditure: 'x', net: '5.00', reference: 'x' }, '2026-05-01'),
    )
      .when(close())
      .thenRefused('sources-unknown', { rule: 14, amount: '5.00' }));

  it.each([
    { source: 'unknown', nature: 'revenue' as const },
    { source: 'council', nature: 'unknown' as const },
    { source: 'unknown', nature: 'unknown' as const },
  ])('is refused while it is not known whose other income it was, or of what nature', (of) =>
    given(
      ...pool,
      command(
        'record-other-income',
        { income: 'interest', kind: 'interest', amount: '5.00', reference: 'x', ...of },
        '2026-05-01',
      ),
    )
      .when(close())
      .thenRefused('income-unknown', { rule: 14, amount: '5.00' }),
  );

  it('needs to know what of it was capital', () =>
    given(
      ...pool,
      command(
        'record-payment',
        { expenditure: 'x', source: 'icb', net: '5.00', reference: 'x' },
        '2026-05-01',
      ),
    )
      .when(close())
      .thenRefused('natures-unknown', { rule: 14, amount: '5.00' }));

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
