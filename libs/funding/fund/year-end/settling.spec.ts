import type { FundCommand } from '#contracts/commands/fund.js';
import { agreementWith } from '#test/support/agreement.js';
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
  type Expected,
  type Told,
} from '#test/support/given.js';
import { allocate, confirm, made, pledge, reserve, small } from '#test/support/small-fund.js';

const at = (
  account: string,
  source: string,
  amount: string,
  { year = '2027-28', certainty = 'confirmed' } = {},
): Expected => [
  `${certainty}, ${account} of ${source} in ${year}`,
  { account: `budget:${account}:${certainty}` as 'budget:held:confirmed', source, year },
  amount,
];
const lastClosing = ({ happened }: Told) => happened.findLast(({ type }) => type === 'YearClosed');
const given2027 = (source: string, amount: string): FundCommand[] => [
  command('pledge-contribution', {
    contribution: `${source}-27`,
    ...{ source, year: '2027-28', amount },
  }),
  confirm(`${source}-27`),
];

/** 11.00 of it promised to Harbour Lights: council 7.00, ICB 4.00. */
const promised = [
  ...pool,
  allocate('navigators', 'council', '70.00'),
  allocate('navigators', 'icb', '40.00'),
  reserve('lights', '11.00'),
  made('lights'),
];
const carry = (more: object = {}) =>
  close({ commitments: [{ award: 'lights', decision: 'carry' }], ...more });

describe('a commitment is carried with its money', () => {
  it('which is neither shared nor returned', () => {
    const agreement = agreementWith({ yearEnd: { underspend: 'returned' } });
    const told = after({ ...untold(), agreement }, [...promised, carry()]);
    expect(lastClosing(told)?.data).toMatchObject({
      variance: '200.00',
      retained: [{ use: 'commitments', amount: '11.00' }],
      shared: '189.00',
      returnable: [
        { source: 'council', amount: '113.40' },
        { source: 'icb', amount: '75.60' },
      ],
    });
    expectBalances(told, [
      at('committed', 'council', '7.00'),
      at('committed', 'icb', '4.00'),
      at('unallocated', 'council', '0.00'),
      at('unallocated', 'icb', '0.00'),
    ]);
  });

  it('and what is spent of it in the next year is nobody’s overspend', () => {
    const told = after({ ...untold(), agreement: agreementWith() }, [
      ...promised,
      spend('council', '113.00'),
      spend('icb', '76.00'),
      carry(),
      ...given2027('council', '120.00'),
      ...given2027('icb', '80.00'),
      command(
        'verify-expenditure',
        {
          ...{ expenditure: 'x', provider: 'harbour-lights', award: 'lights' },
          ...{ net: '11.00', reference: 'Invoice' },
        },
        '2027-06-01',
      ),
      spend('council', '120.00', '2028-03-01'),
      spend('icb', '80.00', '2028-03-02'),
      close({}, '2028-04-30', '2027-28'),
    ]);
    expect(lastClosing(told)?.data).toMatchObject({
      variance: '-11.00',
      covered: [{ by: 'carried', amount: '11.00', reference: null }],
      shared: '0.00',
      transfers: [],
    });
  });

  describe('whatever its certainty was, for its money is there', () => {
    const evenly = {
      kind: 'fixed' as const,
      shares: ['council', 'icb'].map((party) => ({ party, share: 1 })),
    };
    const agreement = agreementWith({
      commitmentLimits: { indicative: '0.00', expected: '4.00' },
      riskShare: { over: evenly, under: evenly },
    });
    // The ICB has not confirmed yet what 4.00 are promised of; half of the pool’s surplus falls to it.
    const carried = () =>
      after({ ...untold(), agreement }, [
        ...small,
        pledge('council', '120.00'),
        confirm('council'),
        pledge('icb', '80.00', { certainty: 'expected' }),
        allocate('navigators', 'council', '70.00'),
        allocate('navigators', 'icb', '40.00'),
        reserve('lights', '11.00'),
        made('lights'),
        carry(),
      ]);
    const before = (certainty: string) => ({ year: '2026-27', certainty });

    it('it is confirmed in the next year, of which nothing more is promised', () =>
      expectBalances(carried(), [
        at('committed', 'icb', '4.00'),
        at('committed', 'icb', '0.00', { certainty: 'expected' }),
        at('carried-forward', 'icb', '4.00', before('expected')),
        at('brought-forward', 'icb', '-58.50'),
        at('unallocated', 'icb', '54.50'),
      ]));

    it('and so it stays once the contribution is confirmed, in the year itself or late', () => {
      const confirmed = (...opened: FundCommand[]) => after(carried(), [...opened, confirm('icb')]);
      expectBalances(confirmed(command('reopen-period', { period: '2026-04' }, '2027-05-01')), [
        at('contributed', 'icb', '-80.00', before('confirmed')),
        at('contributed', 'icb', '0.00', before('expected')),
        at('scheme', 'icb', '36.00', before('confirmed')),
        at('unallocated', 'icb', '40.00', before('confirmed')),
        at('unallocated', 'icb', '0.00', before('expected')),
        at('carried-forward', 'icb', '4.00', before('confirmed')),
        at('carried-forward', 'icb', '0.00', before('expected')),
        at('committed', 'icb', '4.00'),
      ]);
      expectBalances(confirmed(), [
        at('unallocated', 'icb', '134.50'),
        at('committed', 'icb', '4.00'),
      ]);
    });
  });

  it('or not at all, where the year has none left', () =>
    givenUnder(agreementWith(), ...promised, spend('council', '120.00'), spend('icb', '79.00'))
      .when(carry())
      .thenRefused('carried-without-money', { rule: 8 }));

  const programme = (yearLimited: boolean) => [
    ...promised.slice(0, -2),
    command('define-ring-fence', {
      ...{ ringFence: 'icb', name: 'Navigators', source: 'icb', schemes: ['navigators'] },
      ...{ yearLimited, evidence: 'Letter' },
    }),
    ...promised.slice(-2),
  ];
  const says = (decision: string) => ({ unspent: [{ source: 'icb', decision, basis: 'Letter' }] });

  it('while the rest is held or goes back', () => {
    const held = after(untold(), [...programme(false), carry(says('hold'))]);
    expectBalances(held, [
      at('held', 'icb', '76.00'),
      at('committed', 'icb', '4.00'),
      at('unallocated', 'icb', '0.00'),
    ]);
    const returned = after(untold(), [...programme(false), carry(says('return'))]);
    expectBalances(returned, [
      ['returnable', { account: 'cash:returned', source: 'icb' }, '76.00'],
      at('committed', 'icb', '4.00'),
      at('unallocated', 'icb', '0.00'),
    ]);
  });

  it('only where a funder that limited it to its year lets it be carried', () => {
    given(...programme(true))
      .when(carry())
      .thenRefused('committed-and-held', { rule: 18, commitments: '4.00' });
    expectBalances(after(untold(), [...programme(true), carry(says('carry'))]), [
      at('committed', 'icb', '4.00'),
      at('unallocated', 'icb', '76.00'),
    ]);
  });

  it('also of an aligned fund, whose money stays with its owners', () => {
    const beside = promised.map((asked) =>
      asked.command === 'establish-fund' ? { ...asked, kind: 'aligned' as const } : asked,
    );
    expectBalances(after(untold(), [...beside, carry()]), [
      broughtForward('council', '-7.00'),
      at('committed', 'council', '7.00'),
      at('unallocated', 'council', '0.00'),
    ]);
  });
});

it('settles the money of a partner alone that no agreement names', () => {
  const agreement = agreementWith({ partners: ['council'] });
  const says = { unspent: [{ source: 'icb', decision: 'carry', basis: 'Letter' }] };
  const told = after({ ...untold(), agreement }, [
    ...[...pool, spend('council', '108.00'), spend('icb', '70.00')],
    close(says),
  ]);
  expect(lastClosing(told)?.data).toMatchObject({
    sources: expect.arrayContaining([
      expect.objectContaining({ source: 'council', settled: 'shared' }),
      expect.objectContaining({ source: 'icb', settled: 'alone' }),
    ]) as unknown,
  });
});

it('shares the money of a body that stands in the place of a partner, before the agreement is varied', () => {
  const agreement = agreementWith({ yearEnd: { underspend: 'returned' } });
  const told = after({ ...untold(), agreement }, [
    ...[...pool, spend('council', '108.00'), spend('icb', '70.00')],
    command(
      'transfer-source',
      { source: 'icb', to: 'GB-NHS-QNW', evidence: 'Order' },
      '2027-03-31',
    ),
    close(),
  ]);
  expect(lastClosing(told)?.data).toMatchObject({
    sources: expect.arrayContaining([
      expect.objectContaining({ source: 'icb', settled: 'shared' }),
    ]) as unknown,
  });
});

describe('an overspend', () => {
  /** The council keeps 12.00 of 2026-27, and each gives the same again. */
  const second = (...then: readonly FundCommand[]) => [
    ...pool,
    spend('council', '108.00'),
    spend('icb', '80.00'),
    close(),
    ...given2027('council', '120.00'),
    ...given2027('icb', '80.00'),
    ...then,
  ];
  const keeps = agreementWith({ riskShare: { under: { kind: 'where-it-falls' } } });
  const budget = (amount: string) => allocate('navigators', 'council', amount, { year: '2027-28' });
  const closing = (agreement: typeof keeps, ...then: readonly FundCommand[]) =>
    lastClosing(
      after({ ...untold(), agreement }, [...second(...then), close({}, '2028-04-30', '2027-28')]),
    )?.data;

  it('is none where carried money was planned to be spent', () =>
    expect(
      closing(
        keeps,
        budget('132.00'),
        spend('council', '132.00', '2028-03-01'),
        spend('icb', '80.00', '2028-03-02'),
      ),
    ).toMatchObject({ variance: '-12.00', shared: '0.00', transfers: [] }));

  it('is not met from money that was carried and not kept as a reserve', () => {
    const covers = agreementWith({
      riskShare: { under: { kind: 'where-it-falls' } },
      orderOfCover: ['risk-reserve'],
    });
    expect(
      closing(
        covers,
        spend('council', '130.00', '2028-03-01'),
        spend('icb', '80.00', '2028-03-02'),
      ),
    ).toMatchObject({ variance: '-10.00', covered: [], shared: '-10.00' });
  });

  it('is met from outside by what came in for it, and was named', () => {
    const covers = agreementWith({ orderOfCover: ['outside'] });
    const told = after({ ...untold(), agreement: covers }, [
      ...pool,
      spend('council', '125.00'),
      spend('icb', '80.00'),
      command(
        'record-other-income',
        {
          ...{ income: 'cover', source: 'council', kind: 'other', amount: '5.00' },
          ...{ from: 'trust', reference: 'Letter' },
        },
        '2027-03-30',
      ),
    ]);
    const outside = (amount: string) => close({ outside: { amount, reference: 'Trust’s letter' } });
    expectRefused(tell(told, outside('5.01')).refused, 'outside-not-received', { short: '0.01' });
    after(told, [outside('5.00')]);
    expect(lastClosing(told)?.data).toMatchObject({
      variance: '0.00',
      covered: [{ by: 'outside', amount: '5.00', reference: 'Trust’s letter' }],
    });
  });
});

describe('an NHS body’s money is carried on its chief finance officer’s basis', () => {
  const nhs = promised.map((asked) =>
    asked.command === 'open-source' && asked.source === 'icb'
      ? { ...asked, organisation: 'GB-NHS-QMR' }
      : asked,
  );
  const capital = [
    ...nhs,
    command('pledge-contribution', {
      ...{ contribution: 'estates', source: 'icb', year: '2026-27' },
      ...{ nature: 'capital', amount: '5.00' },
    }),
    confirm('estates'),
    spend('council', '120.00'),
    spend('icb', '80.00'),
  ];
  const release = { commitments: [{ award: 'lights', decision: 'release' }] };
  const consent = {
    unspent: [{ source: 'icb', nature: 'capital', decision: 'carry', basis: 'Its word' }],
  };
  const by = (office: string) => ({ bases: [{ source: 'icb', office, basis: 'Schedule 3' }] });

  it('also where it settles alone', () => {
    const told = after({ ...untold(), agreement: agreementWith() }, capital);
    expectRefused(tell(told, close({ ...release, ...consent })).refused, 'basis-missing', {
      amount: '5.00',
    });
    after(told, [close({ ...release, ...consent, ...by('chief-finance-officer') })]);
    expect(lastClosing(told)?.data).toMatchObject({
      sources: expect.arrayContaining([
        expect.objectContaining({ basis: 'Its word; chief-finance-officer: Schedule 3' }),
      ]) as unknown,
    });
  });

  it('and on no other office’s', () => {
    given(...capital)
      .when(close({ ...release, ...consent, ...by('cleaner') }))
      .thenRefused('basis-of-another', { rule: 18, offices: 'chief-finance-officer' });
    const signs = agreementWith({
      signOffs: [{ report: 'year-end', organisation: 'GB-NHS-QMR', office: 'cfo' }],
    });
    givenUnder(signs, ...capital)
      .when(close({ ...release, ...consent, ...by('chief-finance-officer') }))
      .thenRefused('basis-of-another', { offices: 'cfo' });
  });
});
