import { asking, awardAfter, decided, ofYear, type Asked } from '#test/support/award-told.js';
import { contract, happens, made } from '#test/support/contract-told.js';
import { expectRefused } from '#test/support/given.js';

describe('a variation', () => {
  const vary = (amount: string, more: object = {}, change = 'v1'): Asked =>
    asking('vary-contract', {
      change,
      description: 'More',
      adds: [ofYear('2027-28', amount)],
      ...more,
    });

  it('keeps a running total of the commissioner’s own changes', () =>
    expect(happens(vary('100000.00'), vary('68000.00', {}, 'v2')).events).toMatchObject([
      {
        type: 'ContractVaried',
        data: { value: '1848000.00', total: '168000.00', percent: '10.00', notice: false },
      },
    ]));

  it('is refused once it reaches both limits of its regime, unless a ground is stated', () => {
    expectRefused(happens(vary('520000.00')).refused, 'variation-exceeds-regime', {
      total: '520000.00',
      percent: '30.95',
      ruleDate: '2024-01-01',
    });
    expect(
      happens(vary('520000.00', { notwithstanding: 'Ordered by the court' })).events,
    ).toMatchObject([{ data: { notwithstanding: 'Ordered by the court', notice: true } }]);
  });

  it('is not tested where it was provided for, or the law obliges', () =>
    expect(happens(vary('900000.00', { ground: 'provided-for' })).events).toMatchObject([
      { data: { total: '0.00', tested: null } },
    ]));

  it('is recorded and not tested under another regime', () =>
    expect(
      decided(awardAfter(contract({ regime: 'Procurement Act 2023' })), vary('900000.00')).events,
    ).toMatchObject([{ data: { total: '900000.00', tested: null, notice: false } }]));

  it('does not make another contract of it, says what it changes, and names each place once', () => {
    expectRefused(
      happens(vary('1.00', { keepsCharacter: false })).refused,
      'changes-character',
      {},
    );
    expectRefused(happens(vary('1.00', { adds: [] })).refused, 'invalid-request', {});
    expectRefused(
      happens(vary('1.00', { releases: [ofYear('2027-28', '1.00')] })).refused,
      'invalid-request',
      {},
    );
  });

  it('is made once under one identifier, and with what was set aside for it only', () => {
    expectRefused(happens(vary('1.00'), vary('1.00')).refused, 'already-exists', { id: 'v1' });
    expectRefused(decided(made, vary('1.00'), []).refused, 'award-moved-on', { change: 'v1' });
  });

  it('calls for a notice, which is published once', () => {
    const publish = asking('publish-transparency-notice', { reference: '2026/S 000-1' });
    const large = asking('vary-contract', {
      change: 'v1',
      description: 'Less',
      adds: [ofYear('2027-28', '500000.00')],
      notwithstanding: 'Unforeseen need',
    });
    expect(happens(large, publish).events).toMatchObject([{ type: 'TransparencyNoticePublished' }]);
    expectRefused(happens(large, publish, publish).refused, 'no-notice-due', {
      notice: 'published',
    });
  });
});

describe('an uplift', () => {
  const uplift = (now: string, before = '2026-04', change = 'u1'): Asked =>
    asking('uplift-contract', {
      change,
      from: '2027-04-01',
      before: { month: before, value: '125' },
      now: { month: '2027-04', value: now },
    });

  it.each([
    ['127.50', '0.02', 'neither', '979200.00'],
    ['140', '0.03', 'cap', '988800.00'],
    ['120', '0.01', 'collar', '969600.00'],
    ['127.511', '0.0201', 'neither', '979296.00'],
  ])('follows the index at %s by %s (%s)', (value, applied, held, amount) =>
    expect(happens(uplift(value)).events).toMatchObject([
      {
        type: 'ContractUplifted',
        data: { applied, held, funding: [{ amount: '720000.00' }, { amount }] },
      },
    ]),
  );

  it('takes from the price where the index falls and nothing holds it', () => {
    const falling = awardAfter(
      contract({ terms: { indexation: { index: 'CPI', base: '2026-04' } } }),
    );
    expect(decided(falling, uplift('120')).events).toMatchObject([
      { data: { applied: '-0.04', adds: [], releases: [{ amount: '38400.00' }] } },
    ]);
  });

  it('raises what the open options are worth, and the next one rests on its month', () => {
    const [uplifted] = happens(uplift('127.5')).events ?? [];
    expect(uplifted).toMatchObject({ data: { optionsValue: '1958400.00' } });
    expectRefused(
      happens(uplift('127.5'), uplift('130', '2026-04', 'u2')).refused,
      'other-index-month',
      {
        rests: '2027-04',
      },
    );
  });

  it('needs a clause', () =>
    expectRefused(
      decided(awardAfter(contract({ terms: undefined })), uplift('130')).refused,
      'not-indexed',
      {},
    ));
});

describe('a break', () => {
  const breaking = (end: string, more: object = {}): Asked =>
    asking(
      'give-break-notice',
      { change: 'b', break: 'b1', by: 'commissioner', cause: 'Brought in-house', end, ...more },
      '2026-12-31',
    );

  it('releases what lies after it, and the options with it', () =>
    expect(happens(breaking('2027-06-30')).events).toMatchObject([
      {
        type: 'BreakNoticeGiven',
        data: { releases: [{ amount: '720000.00' }], value: '960000.00', lapses: [1, 2] },
      },
    ]));

  it('keeps to its clause: whose it is, from when, and with how much notice', () => {
    expectRefused(happens(breaking('2027-06-30', { break: 'b9' })).refused, 'not-found', {});
    expectRefused(happens(breaking('2027-06-30', { by: 'provider' })).refused, 'break-not-theirs', {
      by: 'commissioner',
    });
    expectRefused(happens(breaking('2027-06-29')).refused, 'break-too-soon', {
      earliest: '2027-06-30',
    });
  });

  it('of the commissioner is given on the day on which it is recorded, one of the provider as it came', () => {
    const late = (end: string) => decided(made, breaking(end), undefined, '2027-01-15');
    expectRefused(late('2027-06-30').refused, 'break-too-soon', { earliest: '2027-07-15' });
    expect(late('2027-07-15').events).toHaveLength(1);
    const breaks = [{ break: 'b1', from: '2027-03-31', noticeMonths: 6, by: 'provider' }];
    const theirs = awardAfter(contract(), asking('agree-contract-terms', { breaks }));
    expect(
      decided(theirs, breaking('2027-06-30', { by: 'provider' }), undefined, '2027-01-15').events,
    ).toHaveLength(1);
  });
});

describe('cost lines', () => {
  const move = (change: string, amount: string): Asked =>
    asking('move-between-lines', {
      change,
      fund: 'small',
      year: '2027-28',
      from: 'delivery',
      to: 'workforce',
      amount,
    });

  it('move within the allowance of the year, and what is left of it counts', () =>
    expect(happens(move('l1', '28000.00'), move('l2', '20000.00')).events).toMatchObject([
      { type: 'AwardLinesMoved', data: { allowance: '48000.00', used: '48000.00' } },
    ]));

  it('are not moved beyond it, or where nothing is agreed', () => {
    expectRefused(
      happens(move('l1', '28000.00'), move('l2', '20000.01')).refused,
      'beyond-allowance',
      {
        left: '20000.00',
        short: '0.01',
      },
    );
    expectRefused(
      decided(awardAfter(contract({ terms: {} })), move('l1', '0.01')).refused,
      'beyond-allowance',
      { allowance: '0.00' },
    );
  });

  it('may be allowed as an amount', () =>
    expect(
      decided(
        awardAfter(contract({ terms: { flexibility: { amount: '100.00' } } })),
        move('l1', '100.00'),
      ).events,
    ).toMatchObject([{ data: { allowance: '100.00' } }]));
});

it('passes on no more than it has, each part once', () => {
  const pass = (subcontract: string, value: string): Asked =>
    asking('record-subcontract', {
      subcontract,
      provider: 'peers',
      value,
      description: 'Peer support',
    });
  expect(happens(pass('s1', '1680000.00')).events).toMatchObject([{ type: 'SubcontractRecorded' }]);
  expectRefused(happens(pass('s1', '1.00'), pass('s1', '1.00')).refused, 'already-exists', {});
  expectRefused(
    happens(pass('s1', '1.00'), pass('s2', '1680000.00')).refused,
    'subcontracts-exceed-contract',
    { short: '1.00' },
  );
});

it('passes nothing on where its terms name no lead provider', () => {
  const alone = awardAfter(contract({ terms: {} }));
  const pass = { subcontract: 's1', provider: 'peers', value: '1.00', description: 'Peers' };
  expectRefused(decided(alone, asking('record-subcontract', pass)).refused, 'not-lead-provider', {
    provider: 'harbour-lights',
  });
});

it('changes what it passes on, and passes on anew what a part that ended left', () => {
  const pass = (subcontract: string, value: string): Asked =>
    asking('record-subcontract', { subcontract, provider: 'peers', value, description: 'Peers' });
  const vary = (value: string, subcontract = 's1'): Asked =>
    asking('vary-subcontract', { subcontract, value, end: '2026-12-31', cause: 'It closed' });
  const ended = [pass('s1', '1680000.00'), vary('80000.00')];
  expect(happens(...ended, pass('s2', '1600000.00')).events).toMatchObject([{}]);
  expectRefused(happens(...ended, vary('1.00', 's3')).refused, 'not-found', { id: 's3' });
  const beyond = happens(...ended, vary('1680000.01')).refused;
  expectRefused(beyond, 'subcontracts-exceed-contract', { short: '0.01' });
});

it('goes over to another provider, and not to its own', () => {
  const novate = (to: string): Asked =>
    asking('novate-contract', { change: 'n1', to, evidence: 'Deed of novation' });
  expect(happens(novate('new-lights')).events).toMatchObject([
    { type: 'ContractNovated', data: { from: 'harbour-lights', to: 'new-lights' } },
  ]);
  expectRefused(happens(novate('harbour-lights')).refused, 'already-exists', { what: 'provider' });
});

it('ends when its last day is over, and changes no more', () => {
  const end = (last: string): Asked =>
    asking('end-contract', { change: 'e1', end: last, cause: 'Run out' }, '2028-04-01');
  expectRefused(happens(end('2028-04-02')).refused, 'not-over-yet', { on: '2028-04-01' });
  const ahead = decided(made, end('2028-03-31'), undefined, '2028-03-30');
  expectRefused(ahead.refused, 'not-over-yet', { on: '2028-03-30' });
  expectRefused(happens(end('2028-03-31'), end('2028-03-31')).refused, 'already-exists', {});
  expectRefused(
    happens(end('2028-03-31'), asking('lapse-option', { option: 1 })).refused,
    'award-over',
    {},
  );
});

it('cannot change before it is made, or before the day on which it comes into force', () => {
  const lapse = asking('lapse-option', { option: 1 });
  expectRefused(decided({ outcome: 'open' }, lapse).refused, 'not-found', { what: 'award' });
  expectRefused(decided(made, { ...lapse, effective: '2026-03-31' }).refused, 'before-award', {
    from: '2026-04-01',
    asked: '2026-03-31',
  });
});
