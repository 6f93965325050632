import {
  northmoorAwards,
  northmoorFurtherAward,
  northmoorSetUp,
  organisations,
} from '#apps/service/example/northmoor.js';
import {
  northmoorHarbourLights,
  northmoorMarchAccrued,
  northmoorNinthPayment,
  northmoorPayments,
  northmoorReceipts,
} from '#apps/service/example/northmoor-payments.js';
import { inFund, step, type Step } from '#apps/service/example/step.js';
import { expectBalances, expectRefused, tell, type Expected } from '#test/support/given.js';
import { fundCommand, reservation, take, toldSoFar } from '#test/support/steps.js';

/** The worked story, as far as the fund alone decides it: no store, no service. */
const withAwards = () => toldSoFar(...northmoorSetUp, ...northmoorAwards);

describe('the money', () => {
  it('is confirmed as the partners and funders signed: 2,330,000 revenue and 50,000 capital', () =>
    expectBalances(toldSoFar(...northmoorSetUp), [
      confirmed('2026-27', 'revenue', '-2330000.00'),
      confirmed('2026-27', 'capital', '-50000.00'),
      confirmed('2027-28', 'revenue', '-2030000.00'),
      confirmed('2028-29', 'revenue', '-1230000.00'),
      confirmed('2029-30', 'revenue', '0.00'),
    ]));

  it('is allocated but for 150,000: council 80,000, ICB 70,000', () =>
    expectBalances(toldSoFar(...northmoorSetUp), [
      unallocated('council', '80000.00'),
      unallocated('icb', '70000.00'),
      unallocated('programme', '0.00'),
      unallocated('foundation', '0.00'),
    ]));

  it('comes in as it falls due: 2,380,000 held by the host at the end of the year', () =>
    expectBalances(toldSoFar(...northmoorSetUp, ...northmoorReceipts), [
      ['held', { account: 'cash:held', year: '2026-27' }, '2380000.00'],
      ['due', { account: 'cash:debtor:due', year: '2026-27' }, '0.00'],
      ['due in the next year', { account: 'cash:debtor:due', year: '2027-28' }, '2030000.00'],
    ]));
});

describe('the awards', () => {
  it('commit 3,570,000 by year and source, split as their scheme is', () =>
    expectBalances(withAwards(), [
      committed('harbour-lights', '2026-27', 'council', '458181.82'),
      committed('harbour-lights', '2026-27', 'icb', '261818.18'),
      committed('harbour-lights', '2027-28', 'council', '610909.09'),
      committed('harbour-lights', '2027-28', 'icb', '349090.91'),
      committed('harbour-lights', '2028-29', 'council', '960000.00'),
      committed('two-rivers', '2026-27', 'programme', '300000.00'),
      committed('two-rivers', '2027-28', 'council', '300000.00'),
      committed('moorside', '2028-29', 'foundation', '30000.00'),
      ['all, confirmed money', { account: 'budget:committed:confirmed' }, '3330000.00'],
      [
        'at risk in 2029-30',
        { account: 'budget:committed:indicative', year: '2029-30' },
        '240000.00',
      ],
    ]));

  it('note their cost lines: delivery 80 %, workforce 8, participation 5, infrastructure 3, core 4', () =>
    expectBalances(
      withAwards(),
      (
        [
          ['delivery', '576000.00'],
          ['workforce', '57600.00'],
          ['participation', '36000.00'],
          ['infrastructure', '21600.00'],
          ['core', '28800.00'],
        ] as const
      ).map(([category, amount]) => [
        category,
        { account: `memo:line:${category}`, award: 'harbour-lights', year: '2026-27' },
        amount,
      ]),
    ));

  it('refuse a further 400,000 from Navigators: short by 20,000.00', () =>
    expectRefused(
      tell(withAwards(), reservation(northmoorFurtherAward)).refused,
      'commitment-exceeds-scheme',
      {
        rule: 19,
        scheme: 'navigators',
        year: '2026-27',
        uncommitted: '380000.00',
        short: '20000.00',
        shortBySource: { council: '12727.27', icb: '7272.73' },
        ruleDate: '2026-04-01',
      },
    ));

  it('are refused beyond 300,000 against indicative money, by the agreement of 1 April 2026', () => {
    const told = withAwards();
    take(
      told,
      inFund('allocate-budget', {
        scheme: 'navigators',
        source: 'council',
        year: '2029-30',
        amount: '60000.01',
      }),
    );
    const more = (amount: string): Step =>
      step('contract', 'more', 'award-contract', {
        title: 'More navigators',
        provider: organisations.harbourLights,
        funding: [
          {
            fund: 'northmoor',
            scheme: 'navigators',
            year: '2029-30',
            nature: 'revenue',
            amount,
            sources: 'as-scheme',
          },
        ],
      });
    expectRefused(tell(told, reservation(more('60000.01'))).refused, 'ahead-of-confirmed', {
      rule: 19,
      certainty: 'indicative',
      limit: '300000.00',
      already: '240000.00',
      short: '0.01',
      ruleDate: '2026-04-01',
    });
    expect(tell(told, reservation(more('60000.00'))).refused).toBeUndefined();
  });
});

describe('ring-fences', () => {
  const allocate = (scheme: string, source: string, nature: 'revenue' | 'capital' = 'revenue') =>
    fundCommand(
      inFund('allocate-budget', { scheme, source, nature, year: '2026-27', amount: '1000.00' }),
    );

  it('keep foundation money out of Navigators, naming the rule and its date', () =>
    expectRefused(
      tell(toldSoFar(...northmoorSetUp), allocate('navigators', 'foundation')).refused,
      'ring-fence-forbids',
      {
        rule: 18,
        ringFence: 'Foundation: participation',
        ruleDate: '2026-04-01',
        source: 'foundation',
        allowed: 'schemes of participation',
        detail:
          'The ring-fence "Foundation: participation" of 2026-04-01 keeps foundation for schemes of participation; navigators (navigation) in 2026-27 is outside it.',
      },
    ));

  it('keep programme capital out of brokerage revenue', () => {
    const beforeCapital = northmoorSetUp.filter(
      ({ body }) =>
        !(body['scheme'] === 'infrastructure' && 'nature' in body && body['nature'] === 'capital'),
    );
    expectRefused(
      tell(toldSoFar(...beforeCapital), allocate('brokerage', 'programme')).refused,
      'crosses-nature',
      { rule: 18, holds: 'capital', nature: 'revenue', short: '1000.00', ruleDate: '2026-04-01' },
    );
  });

  it('keep programme money to its year', () =>
    expectRefused(
      tell(
        toldSoFar(...northmoorSetUp),
        fundCommand(
          inFund('allocate-budget', {
            scheme: 'brokerage',
            source: 'programme',
            year: '2027-28',
            amount: '1000.00',
          }),
        ),
      ).refused,
      'ring-fence-forbids',
      { rule: 18, ringFence: 'Growth programme: people and skills', ruleDate: '2026-04-01' },
    ));
});

describe('the nine payments of 80,000 to Harbour Lights', () => {
  it('fall on council and ICB, the first 50,909.09 and 29,090.91', () => {
    const first = northmoorHarbourLights.slice(0, 2);
    expectBalances(toldSoFar(...northmoorSetUp, ...northmoorAwards, ...first), [
      paid('council', '-50909.09'),
      paid('icb', '-29090.91'),
    ]);
  });

  it('exhaust the commitment exactly: 458,181.82 and 261,818.18', () => {
    const nine = [...northmoorHarbourLights, ...northmoorNinthPayment];
    expectBalances(toldSoFar(...northmoorSetUp, ...northmoorAwards, ...nine), [
      paid('council', '-458181.82'),
      paid('icb', '-261818.18'),
      committed('harbour-lights', '2026-27', 'council', '0.00'),
      committed('harbour-lights', '2026-27', 'icb', '0.00'),
      ['owed', { account: 'cash:creditor' }, '0.00'],
      ['spent beyond the award', { account: 'budget:spent:confirmed' }, '0.00'],
    ]);
  });

  it('leave 80,000 owed where March is accrued, by the same split', () => {
    const year = [...northmoorPayments, northmoorMarchAccrued];
    expectBalances(
      toldSoFar(...northmoorSetUp, ...northmoorAwards, ...northmoorReceipts, ...year),
      [
        ['paid', { account: 'cash:held', award: 'harbour-lights' }, '-640000.00'],
        ['owed', { account: 'cash:creditor', award: 'harbour-lights' }, '-80000.00'],
        cost('council', '458181.82'),
        cost('icb', '261818.18'),
        [
          'Two Rivers, eleven months',
          { account: 'cash:expenditure', award: 'two-rivers' },
          '275000.00',
        ],
        ['Moorside, claimed', { account: 'cash:expenditure', award: 'moorside' }, '27000.00'],
        committed('moorside', '2026-27', 'foundation', '3000.00'),
      ],
    );
  });
});

const confirmed = (year: string, nature: string, amount: string): Expected => [
  `confirmed ${year} ${nature}`,
  { account: 'budget:contributed:confirmed', year, nature },
  amount,
];
const unallocated = (source: string, amount: string): Expected => [
  `unallocated ${source}`,
  { account: 'budget:unallocated:confirmed', year: '2026-27', source },
  amount,
];
const committed = (award: string, year: string, source: string, amount: string): Expected => [
  `${award} ${year} ${source}`,
  { account: 'budget:committed:confirmed', award, year, source },
  amount,
];
const paid = (source: string, amount: string): Expected => [
  `paid by ${source}`,
  { account: 'cash:held', award: 'harbour-lights', source },
  amount,
];
const cost = (source: string, amount: string): Expected => [
  `cost to ${source}`,
  { account: 'cash:expenditure', award: 'harbour-lights', source },
  amount,
];
