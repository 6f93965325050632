import type { FundCommand, FundCommandInput } from '#contracts/commands/fund.js';
import { command, given } from '#test/support/given.js';
import { allocate, confirm, pledge, small } from '#test/support/small-fund.js';

const terms = {
  name: 'For participation',
  categories: ['participation'],
  evidence: 'Offer letter',
};
const define = (more: object = {}) =>
  command('define-ring-fence', { ringFence: 'fence', source: 'foundation', ...terms, ...more });
const changed = (more: object, effective: string) =>
  command('change-ring-fence', { ringFence: 'fence', ...terms, ...more }, effective);
const ended = (effective: string) =>
  command('end-ring-fence', { ringFence: 'fence', evidence: 'Letter' }, effective);
const on = (
  effective: string,
  asked: FundCommand = allocate('navigators', 'foundation', '1.00'),
) => ({
  ...asked,
  effective,
});
const given12 = [...small, pledge('foundation', '12.00'), confirm('foundation')];

describe('a ring-fence that changes', () => {
  const opened = [...given12, define(), changed({ categories: ['navigation'] }, '2026-07-01')];

  it('is judged by the terms of the day, also when they were recorded later', () => {
    given(...opened)
      .when(on('2026-06-30'))
      .thenRefused('ring-fence-forbids', { rule: 18, ruleDate: '2026-04-01' });
    given(...opened)
      .when(on('2026-07-01'))
      .then();
    given(...opened, changed({ schemes: ['panel'], categories: undefined }, '2026-05-01'))
      .when(on('2026-06-01'))
      .thenRefused('ring-fence-forbids', { ruleDate: '2026-05-01', allowed: 'the schemes panel' });
    given(...opened, changed({ schemes: ['panel'], categories: undefined }, '2026-05-01'))
      .when(on('2026-08-01'))
      .then();
  });

  it('is judged by the terms of the day on which it is decided, whichever day it is decided for', () => {
    for (const [effective, today] of [
      ['2026-06-30', '2026-08-01'],
      ['2026-07-01', '2026-06-30'],
    ] as const)
      given(...opened)
        .when(on(effective), today)
        .thenRefused('ring-fence-forbids', { rule: 18 });
    given(...opened)
      .when(on('2026-07-01'), '2026-08-01')
      .then();
  });

  it('that begins with a year binds what is decided about it before', () => {
    const next = allocate('navigators', 'foundation', '1.00', { year: '2027-28' });
    const later = [
      ...small,
      pledge('foundation', '12.00', { year: '2027-28' }),
      command(
        'define-ring-fence',
        { ringFence: 'fence', source: 'foundation', ...terms },
        '2027-04-01',
      ),
    ];
    given(...later)
      .when(next)
      .thenRefused('ring-fence-forbids', { ruleDate: '2027-04-01' });
    given(
      ...given12,
      command(
        'define-ring-fence',
        { ringFence: 'fence', source: 'foundation', ...terms },
        '2027-04-01',
      ),
    )
      .when(on('2026-07-01'))
      .then();
  });

  it('binds nobody from the day on which it ends', () => {
    given(...given12, define(), ended('2026-09-01'))
      .when(on('2026-08-31'))
      .thenRefused('ring-fence-forbids', { rule: 18 });
    given(...given12, define(), ended('2026-09-01'))
      .when(on('2026-09-01'))
      .then();
  });

  it('is neither changed nor ended where it does not hold', () => {
    given(...given12)
      .when(changed({}, '2026-05-01'))
      .thenRefused('not-found', { id: 'fence' });
    given(...given12, define(), ended('2026-09-01'))
      .when(ended('2026-10-01'))
      .thenRefused('not-found', { id: 'fence' });
  });
});

it('keeps money for needs, cohorts and areas', () => {
  const schemes = [
    ...given12,
    command('open-scheme', {
      scheme: 'outreach',
      name: 'Outreach',
      need: 'rough sleeping',
      cohort: 'adults',
      area: 'E06000034',
    }),
  ];
  for (const [fence, allowed] of [
    [{ needs: ['rough sleeping'] }, 'the need rough sleeping'],
    [{ cohorts: ['adults'] }, 'the cohort adults'],
    [{ areas: ['E06000034'] }, 'E06000034'],
  ] as const) {
    const fenced = [...schemes, define({ ...fence, categories: undefined })];
    given(...fenced)
      .when(allocate('outreach', 'foundation', '1.00'))
      .then();
    given(...fenced)
      .when(allocate('panel', 'foundation', '1.00'))
      .thenRefused('ring-fence-forbids', { rule: 18, allowed });
  }
});

describe('a maximum share', () => {
  /** Of Thurrock's ten published lines nine, 1,182,158, and management: together 1,231,415. */
  const cap = (more: Partial<FundCommandInput<'set-share-limit'>> = {}, effective = '2026-04-01') =>
    command(
      'set-share-limit',
      {
        limit: 'management',
        name: 'Management cap',
        source: 'foundation',
        kind: 'maximum',
        rate: '0.04',
        rounding: 'nearest-pound',
        categories: ['management'],
        evidence: 'Prospectus',
        ...more,
      },
      effective,
    );
  const programme = [
    ...small,
    command('open-scheme', { scheme: 'management', name: 'Management', category: 'management' }),
    pledge('foundation', '1231415.00'),
    confirm('foundation'),
  ];
  const management = (amount: string, effective = '2026-05-01') =>
    on(effective, allocate('management', 'foundation', amount));

  it('lets 49,257 pass where 4 % are rounded to the nearest pound', () =>
    given(...programme, cap())
      .when(management('49257.00'))
      .then(['management', { account: 'budget:scheme:confirmed' }, '49257.00']));

  it('refuses it by 0.40 where they are rounded to the nearest penny', () =>
    given(...programme, cap({ rounding: 'nearest-penny' }))
      .when(management('49257.00'))
      .thenRefused('share-exceeded', {
        rule: 18,
        limit: 'Management cap',
        base: '1231415.00',
        allowed: '49256.60',
        short: '0.40',
        ruleDate: '2026-04-01',
      }));

  it('counts what was allocated before, and nothing of other uses', () => {
    given(...programme, cap(), management('49256.99'))
      .when(management('0.02'))
      .thenRefused('share-exceeded', { short: '0.01' });
    given(...programme, cap())
      .when(allocate('navigators', 'foundation', '1231415.00'))
      .then();
  });

  it('is judged by its version of the day, and not after its last', () => {
    const tighter = [...programme, cap(), cap({ rate: '0.03' }, '2026-07-01')];
    given(...tighter)
      .when(management('40000.00', '2026-06-30'))
      .then();
    given(...tighter)
      .when(management('40000.00', '2026-07-01'))
      .thenRefused('share-exceeded', { allowed: '36942.00', ruleDate: '2026-07-01' });
    given(...programme, cap({ until: '2026-06-30' }))
      .when(management('50000.00', '2026-07-01'))
      .then();
  });

  it('may be one of each year', () => {
    const years = [
      ...programme,
      pledge('foundation', '100.00', { contribution: 'next', year: '2027-28' }),
    ];
    const next = allocate('management', 'foundation', '4.01', { year: '2027-28' });
    given(...years, cap({ over: 'year', rounding: 'nearest-penny' }))
      .when(next)
      .thenRefused('share-exceeded', { base: '100.00', short: '0.01' });
    given(...years, cap())
      .when(next)
      .then();
  });

  it('holds for a formula, all its shares together', () =>
    given(...programme, cap())
      .when(
        command('allocate-by-formula', {
          formula: 'f',
          source: 'foundation',
          year: '2026-27',
          amount: '98514.04',
          measure: 'People',
          measuredOn: '2026-01-01',
          weights: [
            { area: 'unknown', scheme: 'management', weight: '1' },
            { area: 'unknown', scheme: 'navigators', weight: '1' },
          ],
        }),
      )
      .thenRefused('share-exceeded', { short: '0.02' }));

  it('is set for a source that the fund has, and stays with it', () => {
    given(...programme)
      .when(cap({ source: 'x' }))
      .thenRefused('not-found', { id: 'x' });
    given(...programme, cap())
      .when(cap({ source: 'council' }))
      .thenRefused('already-exists', { id: 'management' });
  });
});

it('records match funding of a source that the fund has', () =>
  given(...small)
    .when(
      command('record-match-funding', {
        match: 'lottery',
        source: 'x',
        from: 'GB-GOR-LOT',
        year: '2026-27',
        amount: '1.00',
        state: 'secured',
        evidence: 'Offer',
      }),
    )
    .thenRefused('not-found', { id: 'x' }));
