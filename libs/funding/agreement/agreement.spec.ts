import { after, asked, decide, signed, terms } from '#test/support/agreement-told.js';
import { expectRefused, on } from '#test/support/given.js';
import { agreementInForce, decideAgreement, newAgreement, type Agreement } from './agreement.js';
import { versionOn } from '../versions.js';
const doubled = { indicative: '600000.00', expected: '0.00' };
const limitOn = (agreement: Agreement, day: string) =>
  agreementInForce(agreement, 'northmoor', 'northmoor', day)?.limits.indicative;

describe('terms', () => {
  it('are signed once, and in force from the day on which they take effect', () => {
    const agreement = after(signed);
    expect(agreementInForce(agreement, 'northmoor', 'northmoor', '2026-04-01')).toMatchObject({
      agreement: 'northmoor',
      version: 1,
      revision: 0,
      since: '2026-04-01',
      limits: { indicative: 30_000_000n, expected: 0n },
      terms: { riskShare: { over: { kind: 'pro-rata' } }, yearEnd: { underspend: 'carried' } },
    });
    expect(agreementInForce(agreement, 'northmoor', 'northmoor', '2026-03-31')).toBeUndefined();
    expectRefused(decide(agreement, signed).refused, 'already-exists', { what: 'agreement' });
  });

  it('are varied from a day on, the rest staying as it was', () => {
    const agreement = after(
      signed,
      asked('vary-agreement', { changes: 'More', commitmentLimits: doubled }, '2027-04-01'),
    );
    expect(limitOn(agreement, '2027-03-31')).toBe(30_000_000n);
    expect(limitOn(agreement, '2027-04-01')).toBe(60_000_000n);
    expect(agreement.versions[1]?.terms).toEqual({
      ...agreement.versions[0]?.terms,
      commitmentLimits: doubled,
    });
  });

  it('backdated change every version that takes effect after them', () => {
    const agreement = after(
      signed,
      asked('vary-agreement', { changes: 'Third year', until: '2029-03-31' }, '2028-04-01'),
      asked('vary-agreement', { changes: 'Backdated', commitmentLimits: doubled }, '2026-10-01'),
      asked('vary-agreement', { changes: 'Again, of one day', power: 's65Z5' }, '2026-10-01'),
    );
    const on = (day: string) => versionOn(agreement.versions, day)?.version;
    expect(['2026-09-30', '2026-10-01', '2028-03-31', '2028-04-01'].map(on)).toEqual([1, 5, 5, 6]);
    expect(agreement.versions[5]).toMatchObject({
      since: '2028-04-01',
      terms: { until: '2029-03-31', commitmentLimits: doubled, power: 's65Z5' },
    });
  });

  it('may have limits of their own for each fund', () => {
    const agreement = after(
      asked('sign-agreement', { ...terms, limitsByFund: [{ fund: 'second', ...doubled }] }),
    );
    const limit = (fund: string) =>
      agreementInForce(agreement, 'northmoor', fund, '2026-04-01')?.limits.indicative;
    expect([limit('first'), limit('second')]).toEqual([30_000_000n, 60_000_000n]);
  });

  it('may settle the years of each fund in its own way', () => {
    const own = {
      fund: 'second',
      riskShare: { over: { kind: 'where-it-falls' as const }, aligned: true },
      yearEnd: { underspend: 'returned' as const },
    };
    const agreement = after(asked('sign-agreement', { ...terms, settlementByFund: [own] }));
    const settled = (fund: string) => {
      const { terms: of } = versionOn(
        agreementInForce(agreement, 'northmoor', fund, '2026-04-01')?.versions ?? [],
        '2027-03-31',
      ) ?? { terms: undefined };
      return [of?.riskShare.over.kind, of?.yearEnd.underspend];
    };
    expect(settled('first')).toEqual(['pro-rata', 'carried']);
    expect(settled('second')).toEqual(['where-it-falls', 'returned']);
  });

  describe('of a co-commissioned agreement', () => {
    const wayOfWorking = 'co-commissioned';
    const eachPartnerDecides = [{ decisions: ['commitment' as const], above: null }];

    it('name several partners, and what each of them decides', () => {
      const alone = { ...terms, wayOfWorking, eachPartnerDecides, partners: ['council'] };
      for (const input of [{ ...terms, wayOfWorking }, alone])
        expectRefused(
          decide(newAgreement(), asked('sign-agreement', input)).refused,
          'not-decided-together',
          { rule: 20 },
        );
      const together = { ...terms, wayOfWorking, eachPartnerDecides };
      expect(decide(newAgreement(), asked('sign-agreement', together)).events).toHaveLength(1);
    });

    it('are reached, and kept, by a variation too', () => {
      const varied = (input: object) => asked('vary-agreement', { changes: 'Together', ...input });
      expectRefused(
        decide(after(signed), varied({ wayOfWorking })).refused,
        'not-decided-together',
        {},
      );
      const together = after(signed, varied({ wayOfWorking, eachPartnerDecides }));
      expectRefused(
        decide(together, varied({ eachPartnerDecides: [] })).refused,
        'not-decided-together',
        {},
      );
    });
  });

  it('that pool do not become central-led and aligned; the other way round they may', () => {
    const way = (wayOfWorking: string) => asked('vary-agreement', { changes: 'x', wayOfWorking });
    expectRefused(decide(after(signed), way('central-led-aligned')).refused, 'pooled-until-now', {
      was: 'local-led-pooling',
    });
    const aligned = after(
      asked('sign-agreement', { ...terms, wayOfWorking: 'central-led-aligned' }),
    );
    expect(decide(aligned, way('local-led-transferred')).events).toHaveLength(1);
  });

  it('are not varied before they begin, nor after the agreement is terminated', () => {
    const varying = asked('vary-agreement', { changes: 'Earlier' }, '2026-03-31');
    expectRefused(decide(after(signed), varying).refused, 'not-in-force', { rule: 12 });
    const ended = after(signed, asked('terminate-agreement', { cause: 'x', evidence: 'y' }));
    expectRefused(
      decide(ended, asked('vary-agreement', { changes: 'Later' }, '2027-04-01')).refused,
      'agreement-ended',
      { ended: '2026-04-01' },
    );
  });

  it('stand to the last day of an agreement that is terminated for a day to come', () => {
    const known = after(
      signed,
      asked('terminate-agreement', { cause: 'x', evidence: 'y' }, '2031-03-31'),
    );
    const reviewed = (day: string) => asked('hold-review', { outcome: 'x' }, day);
    expect(decide(known, reviewed('2031-03-31')).events).toHaveLength(1);
    expect(
      decide(known, asked('vary-agreement', { changes: 'x' }, '2030-12-01')).events,
    ).toHaveLength(1);
    for (const late of [
      reviewed('2031-04-01'),
      asked('vary-agreement', { changes: 'x' }, '2031-04-01'),
      asked('terminate-agreement', { cause: 'x', evidence: 'y' }, '2030-12-01'),
    ])
      expectRefused(decide(known, late).refused, 'agreement-ended', { ended: '2031-03-31' });
    const leaves = (day: string) =>
      asked('record-exit', { partner: 'icb', by: 'termination', lines: [], evidence: 'Deed' }, day);
    expectRefused(decide(known, leaves('2030-12-01')).refused, 'wrong-order', {});
    expect(decide(known, leaves('2031-03-31')).events).toHaveLength(1);
  });

  it('cannot be signed on a day to come', () =>
    expectRefused(
      decide(newAgreement(), asked('sign-agreement', { ...terms, signedOn: '2026-04-02' })).refused,
      'not-yet-signed',
      { signedOn: '2026-04-02', today: '2026-04-01' },
    ));

  it.each([{ host: 'trust' }, { leadAuthority: 'trust' }])('bind their parties only: %p', (more) =>
    expectRefused(
      decide(newAgreement(), asked('sign-agreement', { ...terms, ...more })).refused,
      'not-a-party',
      { organisation: 'trust' },
    ),
  );
});

const notice = (ends: string, more: object = {}, effective = '2028-06-01') =>
  asked('give-notice', { partner: 'icb', ends, grounds: 'Budget', ...more }, effective);

describe('notice', () => {
  it.each([
    ['earlier than the terms allow', notice('2030-03-30'), 'notice-too-early'],
    ['shorter than the terms allow', notice('2030-05-31', {}, '2029-06-01'), 'notice-too-short'],
    ['by a body that is no partner', notice('2030-03-31', { partner: 'trust' }), 'not-a-party'],
  ] as const)('is refused: %s', (_why, command, problem) =>
    expectRefused(decide(after(signed), command).refused, problem, {}),
  );

  it('may end on the first day that is allowed, once for each partner', () => {
    const given = after(signed, notice('2030-03-31'));
    expect(given.notices.get('icb')).toBe('2030-03-31');
    expectRefused(decide(given, notice('2031-03-31')).refused, 'already-exists', { id: 'icb' });
  });

  it('runs from the day on which a partner records its own, and from its day where another body does', () => {
    // Twelve months from 1 June 2029 end on 1 June 2030; from 15 June a fortnight later.
    const given = (ends: string, organisation: string) => {
      const circumstances = { ...on('2029-06-15'), organisation };
      return decideAgreement(
        after(signed),
        notice(ends, {}, '2029-06-01'),
        'northmoor',
        circumstances,
      );
    };
    expectRefused(given('2030-06-01', 'icb').refused, 'notice-too-short', {
      earliest: '2030-06-15',
    });
    expect(given('2030-06-15', 'icb').events).toHaveLength(1);
    expect(given('2030-06-01', 'council').events).toHaveLength(1);
  });

  it('ends the partner’s part in deciding with its last day, whichever day is decided for', () => {
    const given = after(signed, notice('2030-03-31'));
    const partners = (day: string, today = day) =>
      agreementInForce(given, 'northmoor', 'northmoor', day, today)?.partners;
    expect(partners('2030-03-31')).toEqual(['council', 'icb']);
    expect(partners('2030-04-01')).toEqual(['council']);
    expect(partners('2030-03-01', '2030-04-01')).toEqual(['council']);
  });

  it('for a breach has no such bounds', () =>
    expect(decide(after(signed), notice('2028-06-02', { kind: 'breach' })).events).toHaveLength(1));

  it('comes too late when the agreement has ended', () =>
    expectRefused(
      decide(
        after(signed, asked('terminate-agreement', { cause: 'x', evidence: 'y' })),
        notice('2030-03-31'),
      ).refused,
      'agreement-ended',
      {},
    ));
});

const line = (direction: string, amount: string, more: object = {}) => ({
  ...{ fund: 'northmoor', source: 'icb', direction, amount, for: 'unspent-money' },
  ...more,
});
const proposed = [
  line('to-partner', '70000.00'),
  line('from-partner', '22000.00', { for: 'risk-share', counterpart: 'council' }),
];
const leaving = (more: object = {}, effective = '2030-03-31') =>
  asked('record-exit', { partner: 'icb', lines: proposed, evidence: 'Deed', ...more }, effective);
const dispute = (by: string) =>
  asked(
    'dispute-exit-settlement',
    { partner: 'icb', by, amount: '22000.00', grounds: 'No share is owed' },
    '2030-04-10',
  );
const agreeing = (more: object = {}, effective = '2030-05-01') =>
  asked('agree-exit-settlement', { partner: 'icb', evidence: 'Deed', ...more }, effective);

describe('an exit', () => {
  const left = [signed, notice('2030-03-31'), leaving()] as const;

  it('waits for the notice to run out, unless all consent', () => {
    const given = after(signed, notice('2030-03-31'));
    expectRefused(decide(given, leaving({}, '2030-03-30')).refused, 'notice-not-over', {
      ends: '2030-03-31',
    });
    expect(decide(given, leaving({ by: 'consent' }, '2030-03-30')).events).toHaveLength(1);
    expectRefused(decide(after(signed), leaving()).refused, 'notice-not-over', { ends: 'none' });
  });

  it('follows a termination', () => {
    const by = { by: 'termination' };
    expectRefused(decide(after(signed), leaving(by)).refused, 'wrong-order', {});
    const ended = after(signed, asked('terminate-agreement', { cause: 'x', evidence: 'y' }));
    expect(decide(ended, leaving(by)).events).toHaveLength(1);
  });

  it('nets what is owed each way, and is recorded once', () => {
    expect(decide(after(signed, notice('2030-03-31')), leaving()).events).toMatchObject([
      { type: 'PartnerLeft', data: { net: '48000.00' } },
    ]);
    expectRefused(decide(after(...left), leaving()).refused, 'already-exists', {});
  });

  it('is disputed by a partner, and then agreed with what differs', () => {
    const disputed = after(...left, dispute('icb'));
    expect(agreementInForce(disputed, 'northmoor', 'northmoor', '2030-05-01')?.exits).toEqual([]);
    const lines = [line('to-partner', '60000.00')];
    expect(decide(disputed, agreeing({ lines })).events).toMatchObject([
      { type: 'ExitSettlementAgreed', data: { net: '60000.00', difference: '12000.00' } },
    ]);
    expectRefused(decide(disputed, dispute('trust')).refused, 'not-a-party', {});
  });

  it('is told to the funds that it concerns once it is agreed, as it was agreed last', () => {
    const agreement = after(...left, agreeing());
    const exits = (fund: string) =>
      agreementInForce(agreement, 'northmoor', fund, '2030-05-01')?.exits;
    expect(exits('northmoor')).toMatchObject([
      { partner: 'icb', revision: 3, lines: [{ amount: '70000.00' }, { amount: '22000.00' }] },
    ]);
    expect(exits('other')).toMatchObject([{ lines: [] }]);
    expectRefused(decide(agreement, dispute('icb')).refused, 'wrong-order', { state: 'agreed' });

    const again = after(...left, agreeing(), agreeing({ lines: [] }));
    expect(agreementInForce(again, 'northmoor', 'northmoor', '2030-05-01')?.exits).toEqual([
      { partner: 'icb', revision: 4, lines: [] },
    ]);
  });

  it('has a settlement only where a partner left', () => {
    expectRefused(decide(after(signed), agreeing()).refused, 'not-found', { id: 'icb' });
    expectRefused(decide(after(signed), dispute('icb')).refused, 'not-found', { id: 'icb' });
  });
});

describe('a review', () => {
  const review = (due: string | undefined) =>
    asked('hold-review', { due, outcome: 'Goes on' }, '2027-10-01');

  it('answers a date of the agreement, once', () => {
    expectRefused(decide(after(signed), review('2027-09-29')).refused, 'not-found', {});
    expectRefused(
      decide(after(signed, review('2027-09-30')), review('2027-09-30')).refused,
      'already-exists',
      {},
    );
    expect(decide(after(signed), review(undefined)).events).toHaveLength(1);
  });
});

it.each([
  notice('2030-03-31'),
  leaving(),
  asked('terminate-agreement', { cause: 'x', evidence: 'y' }),
  asked('vary-agreement', { changes: 'x' }),
  asked('hold-review', { outcome: 'x' }),
])('knows nothing of an agreement that nobody signed: $command', (command) =>
  expectRefused(decide(newAgreement(), command).refused, 'not-in-force', {}),
);
