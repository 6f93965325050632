import { agreementWith } from '#test/support/agreement.js';
import {
  after,
  command,
  expectRefused,
  given,
  givenUnder,
  tell,
  untold,
} from '#test/support/given.js';
import {
  allocate,
  awarded,
  confirm,
  funded,
  made,
  pledge,
  reserve,
  small,
} from '#test/support/small-fund.js';

const agreement = agreementWith({
  commitmentLimits: { indicative: '5.00', expected: '0.00' },
});
const line = (more: object) => ({
  lines: [
    {
      scheme: 'navigators',
      year: '2026-27',
      nature: 'revenue',
      amount: '11.00',
      sources: 'as-scheme',
      ...more,
    },
  ],
});
const release = (amount: string, award = 'lights') =>
  command('release-commitment', { award, year: '2026-27', amount });
const committed = (source: string, amount: string) =>
  [`committed, ${source}`, { account: 'budget:committed:confirmed', source }, amount] as const;

it('splits an award as its scheme is split', () =>
  given(...funded, reserve('lights', '11.00'))
    .when(made('lights'))
    .then(committed('council', '7.00'), committed('icb', '4.00')));

it('refuses more than the scheme has uncommitted, short by source', () =>
  given(...awarded)
    .when(reserve('more', '99.11'))
    .thenRefused('commitment-exceeds-scheme', {
      rule: 19,
      uncommitted: '99.00',
      short: '0.11',
      shortBySource: { council: '0.07', icb: '0.04' },
      ruleDate: '2026-04-01',
    }));

it('counts one source named twice once', () => {
  const twice = [
    { source: 'council', amount: '50.00' },
    { source: 'council', amount: '50.00' },
  ];
  given(...funded)
    .when(reserve('lights', '100.00', line({ amount: '100.00', sources: twice })))
    .thenRefused('commitment-exceeds-scheme', { short: '30.00' });
});

it('records what law obliges to at once, over budget by what is not there', () =>
  given(...funded)
    .when(reserve('lights', '120.00', { obligation: 'law' }))
    .thenHappened({
      type: 'CommitmentReserved',
      data: { obligation: 'law', overBudget: '10.00' },
    }));

it('records no obligation in law that does not say what it rests on', () => {
  given(...funded)
    .when(reserve('lights', '120.00', { obligation: 'law', legalBasis: undefined }))
    .thenRefused('basis-unsaid', { rule: 19 });
  given(...funded)
    .when(reserve('lights', '120.00', { obligation: 'law' }))
    .thenHappened({ type: 'CommitmentReserved', data: { legalBasis: 'Care Act 2014' } });
});

it('records what a demand-led scheme obliges to at once', () =>
  given(...funded)
    .when(reserve('lights', '5.00', line({ scheme: 'crisis', amount: '5.00' })))
    .thenHappened({
      type: 'CommitmentReserved',
      data: { obligation: 'demand-led', overBudget: '5.00' },
    }));

it('calls nothing over budget where scheme or nature is unknown', () =>
  given(...funded)
    .when(
      reserve('lights', '5.00', {
        obligation: 'published-fact',
        ...line({ scheme: 'unknown', nature: 'unknown' }),
      }),
    )
    .thenHappened({ type: 'CommitmentReserved', data: { overBudget: '0.00' } }));

it('lets no obligation cross a ring-fence', () =>
  given(
    ...small,
    command('define-ring-fence', {
      ringFence: 'participation',
      name: 'For participation',
      source: 'foundation',
      categories: ['participation'],
      evidence: 'Offer letter',
    }),
  )
    .when(
      reserve('lights', '11.00', {
        obligation: 'law',
        ...line({ sources: [{ source: 'foundation', amount: '11.00' }] }),
      }),
    )
    .thenRefused('ring-fence-forbids', { rule: 18, ruleDate: '2026-04-01' }));

describe('ahead of confirmed money', () => {
  const indicative = [
    ...small,
    pledge('council', '50.00'),
    allocate('navigators', 'council', '50.00'),
  ];

  it('stops at the limit of the agreement, and names its date', () =>
    givenUnder(agreement, ...indicative, reserve('lights', '4.00'), made('lights'))
      .when(reserve('more', '1.01'))
      .thenRefused('ahead-of-confirmed', {
        rule: 19,
        certainty: 'indicative',
        limit: '5.00',
        already: '4.00',
        short: '0.01',
        ruleDate: '2026-02-01',
      }));

  it('goes up to it', () =>
    givenUnder(agreement, ...indicative)
      .when(reserve('lights', '5.00'))
      .thenHappened({ type: 'CommitmentReserved', data: { agreementRevision: 0 } }));

  it('ends with the agreement', () => {
    const until = agreementWith({ until: '2026-03-31' });
    givenUnder(until, ...small, pledge('council', '1.00'))
      .when(allocate('navigators', 'council', '1.00'))
      .thenRefused('agreement-ended', { ended: '2026-03-31', rule: 18 });
    const told = after(untold(), indicative);
    told.agreement = until;
    expectRefused(tell(told, reserve('lights', '1.00')).refused, 'agreement-ended', {});
  });

  it('goes nowhere without an agreement, or against expected money that has no limit', () => {
    given(...indicative)
      .when(reserve('lights', '0.01'))
      .thenRefused('ahead-of-confirmed', { limit: '0.00', short: '0.01' });
    givenUnder(
      agreement,
      ...small,
      pledge('icb', '9.00', { certainty: 'expected' }),
      allocate('navigators', 'icb', '9.00'),
    )
      .when(reserve('lights', '0.01'))
      .thenRefused('ahead-of-confirmed', { certainty: 'expected', short: '0.01' });
  });
});

describe('an override', () => {
  const override = { authority: 'Cabinet', reason: 'Nobody is left alone this winter' };
  const from = (source: string, amount: string, more: object = {}) =>
    line({ amount, sources: [{ source, amount }], ...more });

  it('goes beyond what the scheme has, by source, over budget, with its authority and reason', () =>
    given(...awarded)
      .when(reserve('more', '99.11', { override }))
      .thenHappened({
        type: 'CommitmentReserved',
        data: {
          obligation: 'none',
          overBudget: '0.11',
          override: {
            ...override,
            beyondScheme: [
              {
                ...{ scheme: 'navigators', source: 'council' },
                year: '2026-27',
                nature: 'revenue',
                amount: '0.07',
              },
              {
                ...{ scheme: 'navigators', source: 'icb' },
                year: '2026-27',
                nature: 'revenue',
                amount: '0.04',
              },
            ],
            beyondLimit: [],
          },
        },
      }));

  it('leaves the scheme overspent by it, and what it adds counts once', () => {
    given(...awarded)
      .when(reserve('more', '99.11', { override }))
      .then(['beyond', { account: 'budget:scheme:confirmed' }, '-0.11']);
    given(...awarded, reserve('more', '99.11', { override }))
      .when(reserve('again', '1.00', { override, ...from('icb', '1.00') }))
      .thenHappened({ type: 'CommitmentReserved', data: { overBudget: '1.00' } });
  });

  it('is none where it was not needed, or where law obliges to it', () => {
    given(...funded)
      .when(reserve('lights', '110.00', { override }))
      .thenHappened({ type: 'CommitmentReserved', data: { override: null, overBudget: '0.00' } });
    given(...funded)
      .when(reserve('lights', '120.00', { override, obligation: 'law' }))
      .thenHappened({ type: 'CommitmentReserved', data: { override: null, overBudget: '10.00' } });
  });

  it('goes beyond the agreement’s limit, by its own part of it', () => {
    const indicative = [
      ...small,
      pledge('council', '50.00'),
      allocate('navigators', 'council', '50.00'),
    ];
    const beyond = (amount: string) => ({
      type: 'CommitmentReserved' as const,
      data: {
        overBudget: '0.00',
        override: {
          ...override,
          beyondScheme: [],
          beyondLimit: [{ certainty: 'indicative', year: '2026-27', amount }],
        },
      },
    });
    givenUnder(agreement, ...indicative)
      .when(reserve('lights', '6.00', { override }))
      .thenHappened(beyond('1.00'));
    givenUnder(agreement, ...indicative, reserve('lights', '6.00', { override }))
      .when(reserve('more', '2.00', { override }))
      .thenHappened(beyond('2.00'));
    const told = after(untold(), indicative);
    told.agreement = agreementWith({ until: '2026-03-31' });
    const ended = tell(told, reserve('lights', '1.00', { override }));
    expectRefused(ended.refused, 'agreement-ended', {});
  });

  it('takes no money of another nature, source or year', () => {
    const capital = [
      ...small,
      pledge('council', '50.00', { nature: 'capital' }),
      confirm('council'),
      allocate('navigators', 'council', '50.00', { nature: 'capital' }),
    ];
    given(...capital)
      .when(reserve('lights', '1.00', { override, ...from('council', '1.00') }))
      .thenRefused('crosses-nature', { rule: 18, holds: 'capital', short: '1.00' });
    given(...capital)
      .when(
        reserve('lights', '51.00', {
          override,
          ...from('council', '51.00', { nature: 'capital' }),
        }),
      )
      .thenHappened({ type: 'CommitmentReserved', data: { overBudget: '1.00' } });
    given(...funded)
      .when(reserve('lights', '1.00', { override, ...from('foundation', '1.00') }))
      .thenRefused('commitment-exceeds-scheme', { shortBySource: { foundation: '1.00' } });
    given(...funded)
      .when(
        reserve('lights', '1.00', { override, ...from('council', '1.00', { year: '2027-28' }) }),
      )
      .thenRefused('commitment-exceeds-scheme', { year: '2027-28', short: '1.00' });
  });

  it('crosses no ring-fence and exceeds no funder’s maximum share', () => {
    given(
      ...funded,
      command('define-ring-fence', {
        ...{ ringFence: 'participation', name: 'For participation', source: 'icb' },
        ...{ categories: ['participation'], evidence: 'Offer letter' },
      }),
    )
      .when(reserve('lights', '120.00', { override }))
      .thenRefused('ring-fence-forbids', { rule: 18 });
    given(
      ...funded,
      command('set-share-limit', {
        ...{ limit: 'most', name: 'Most on Navigators', source: 'council', kind: 'maximum' },
        ...{ rate: '1', over: 'year', schemes: ['navigators'], evidence: 'Letter' },
      } as never),
    )
      .when(reserve('lights', '71.00', { override, ...from('council', '71.00') }))
      .thenRefused('share-exceeded', { rule: 18, short: '1.00' });
  });
});

describe('a reservation', () => {
  const lapse = command('lapse-commitment', { award: 'lights' });

  it('lapses whole', () =>
    given(...funded, reserve('lights', '11.00'))
      .when(lapse)
      .then(['in the scheme', { account: 'budget:scheme:confirmed' }, '110.00']));

  it('passes on once', () => {
    given(...awarded)
      .when(made('lights'))
      .thenRefused('not-reserved', { rule: 4, award: 'lights' });
    given(...awarded)
      .when(lapse)
      .thenRefused('not-reserved', { rule: 4, award: 'lights' });
    given(...awarded)
      .when(reserve('lights', '1.00'))
      .thenRefused('already-exists', { id: 'lights' });
  });

  it('is of schemes and sources that the fund has, in amounts that add up', () => {
    const from = (source: string, amount: string) => line({ sources: [{ source, amount }] });
    given(...funded)
      .when(reserve('a', '1.00', line({ scheme: 'x' })))
      .thenRefused('not-found', { id: 'x' });
    given(...funded)
      .when(reserve('a', '11.00', from('x', '11.00')))
      .thenRefused('not-found', { id: 'x' });
    given(...funded)
      .when(reserve('a', '11.00', from('icb', '10.99')))
      .thenRefused('does-not-add-up', { rule: 2, sum: '10.99', amount: '11.00' });
  });
});

describe('giving up', () => {
  it('gives back from each source in proportion', () =>
    given(...awarded)
      .when(release('1.10'))
      .then(committed('council', '6.30'), committed('icb', '3.60')));

  it('shrinks what the award’s money is for with it', () =>
    given(
      ...funded,
      reserve('lights', '11.00'),
      command('confirm-commitment', {
        award: 'lights',
        costShares: [
          { category: 'delivery', share: 80 },
          { category: 'core', share: 20 },
        ],
      }),
    )
      .when(release('1.10'))
      .then(
        ['delivery', { account: 'memo:line:delivery' }, '7.92'],
        ['core', { account: 'memo:line:core' }, '1.98'],
      ));

  it('is refused beyond what is outstanding', () => {
    given(...awarded)
      .when(release('11.01'))
      .thenRefused('release-exceeds-commitment', { rule: 4, outstanding: '11.00', short: '0.01' });
    given(...awarded)
      .when(release('1.00', 'x'))
      .thenRefused('not-found', { id: 'x' });
  });

  it('lets confirmed money stay with the award', () =>
    givenUnder(
      agreement,
      ...funded,
      pledge('council', '5.00', { contribution: 'later' }),
      allocate('navigators', 'council', '5.00'),
      reserve(
        'lights',
        '75.00',
        line({ amount: '75.00', sources: [{ source: 'council', amount: '75.00' }] }),
      ),
      made('lights'),
    )
      .when(release('5.00'))
      .then(committed('council', '70.00'), [
        'at risk',
        { account: 'budget:committed:indicative' },
        '0.00',
      ]));
});
