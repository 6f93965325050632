import { agreementWith } from '#test/support/agreement.js';
import { adopted } from '#test/support/authority.js';
import {
  after,
  command,
  expectRefused,
  given,
  on,
  tell,
  untold,
  type Told,
} from '#test/support/given.js';
import { allocate, confirm, pledge, small } from '#test/support/small-fund.js';
import type { Source } from './fund.js';

const fence = (until?: string) =>
  command('define-ring-fence', {
    ringFence: 'fence',
    name: 'For participation',
    source: 'foundation',
    categories: ['participation'],
    evidence: 'Offer letter',
    until,
  });
const money = [...small, pledge('foundation', '12.00'), confirm('foundation')];
const source = ({ fund }: Told): Source => {
  const found = fund.sources.get('foundation');
  if (!found) throw new Error('the spec has a foundation');
  return found;
};
const allocation = (effective: string) => ({
  ...allocate('navigators', 'foundation', '1.00'),
  effective,
});

describe('who decides about money does not choose the rules by the day', () => {
  it('before a ring-fence begins, or after its last day', () => {
    for (const effective of ['2026-03-31', '2027-04-01'])
      given(...money, fence('2027-03-31'))
        .when(allocation(effective), '2026-06-01')
        .thenRefused('ring-fence-forbids', { rule: 18, ruleDate: '2026-04-01' });
    // Nor is what was decided for a day freed by a rule that has ended since.
    given(...money, fence('2026-05-31'))
      .when(allocation('2026-05-01'), '2026-06-01')
      .thenRefused('ring-fence-forbids', { rule: 18 });
  });

  it('before a scheme was closed', () =>
    given(...money, command('close-scheme', { scheme: 'navigators', cause: 'Over' }, '2026-06-01'))
      .when(allocation('2026-05-31'), '2026-06-02')
      .thenRefused('scheme-closed', { closed: '2026-06-01' }));

  it('by a permission that begins later', () => {
    const permitted = [
      ...money,
      fence(),
      command(
        'record-permission',
        {
          permission: 'p',
          source: 'foundation',
          standing: 'funder',
          grantedBy: 'foundation',
          permits: 'other-use',
          amount: '1.00',
          reference: 'Letter',
        },
        '2026-07-01',
      ),
    ];
    given(...permitted)
      .when(allocation('2026-07-01'), '2026-06-30')
      .thenRefused('ring-fence-forbids', { rule: 18 });
    given(...permitted)
      .when(allocation('2026-07-01'), '2026-07-02')
      .then();
  });

  it('and uses up what permits it on either day, once', () => {
    const letter = (permission: string, amount: string) =>
      command('record-permission', {
        ...{ permission, amount, source: 'foundation', reference: 'Letter' },
        ...{ standing: 'funder', grantedBy: 'foundation', permits: 'other-use' },
      });
    const permitted = [...money, fence('2026-05-31'), letter('first', '1.50')];
    // The ring-fence is over on the day that is named, in force on the day of the decision, or both.
    for (const [effective, today] of [
      ['2026-06-01', '2026-05-31'],
      ['2026-05-31', '2026-06-01'],
      ['2026-05-30', '2026-05-31'],
    ] as const) {
      const first = given(...permitted).when(allocation(effective), today);
      first.thenHappened(
        { type: 'PermissionUsed', data: { permission: 'first', amount: '1.00', left: '0.50' } },
        { type: 'BudgetAllocated' },
      );
    }
    const used = allocation('2026-05-31');
    given(...permitted, used)
      .when(allocation('2026-06-01'), '2026-05-31')
      .thenRefused('ring-fence-forbids', { rule: 18 });
    given(...permitted, letter('second', '0.50'), used)
      .when(allocation('2026-06-01'), '2026-05-31')
      .thenHappened(
        { type: 'PermissionUsed', data: { permission: 'first', left: '0.00' } },
        { type: 'PermissionUsed', data: { permission: 'second', left: '0.00' } },
        { type: 'BudgetAllocated' },
      );
  });

  it('and uses up of it what either day asks for, where one asks for more', () => {
    const both = (natures: readonly ('revenue' | 'capital')[], until?: string) =>
      command('define-ring-fence', {
        ...{ ringFence: natures.join(), name: 'For participation', source: 'foundation' },
        ...{ natures: [...natures], categories: ['participation'], evidence: 'Letter', until },
      });
    const letter = (permits: 'other-use' | 'capital-to-revenue') =>
      command('record-permission', {
        ...{ permission: permits, permits, amount: '9.00', source: 'foundation' },
        ...{ grantedBy: 'foundation', standing: 'government', reference: 'Letter' },
      });
    const capital = { nature: 'capital' } as const;
    const told = after(untold(), [
      ...[...money, pledge('foundation', '9.00', { contribution: 'capital', ...capital })],
      ...[confirm('capital'), allocate('panel', 'foundation', '9.00', capital)],
      ...[
        allocate('panel', 'foundation', '9.00'),
        both(['capital']),
        both(['revenue'], '2026-05-31'),
      ],
    ]);
    told.fund.sources.set('foundation', { ...source(told), role: 'funder' });
    after(told, [letter('other-use'), letter('capital-to-revenue')]);
    told.delegations = [adopted(['virement'])];
    const at = (scheme: string, nature: 'revenue' | 'capital' = 'revenue') => ({
      ...{ kind: 'scheme' as const, fund: 'northmoor', scheme, source: 'foundation' },
      ...{ year: '2026-27', nature },
    });
    const to = at('navigators');
    const move = command(
      'reserve-move',
      {
        ...{ reallocation: 'm', fund: 'northmoor', attempt: 'a', amount: '3.00' },
        ...{ technical: false, recurrent: false, proposer: 'amina', proposed: false },
        ...{ organisations: ['council'], farEnds: [], expires: '2026-06-01T09:15:00Z' },
        legs: [
          { amount: '1.00', from: at('panel', 'capital'), to },
          { amount: '2.00', from: at('panel'), to },
        ],
        approvals: [
          {
            ...{ organisation: 'council', office: 'director', by: 'rosalind', day: '2026-05-31' },
            ...{ delegation: 0, powers: [] },
          },
        ],
      },
      '2026-06-01',
    );
    // The second leg crosses no ring-fence on the day that is named, and one on the day of the decision.
    expect(tell(told, move, on('2026-05-31')).refused).toBeUndefined();
    expect(told.fund.permissions.get('other-use')?.left).toBe(600n);
  });

  it('nor is a fact refused that happened when it was allowed', () =>
    given(...money, fence())
      .when(
        command(
          'record-payment',
          { expenditure: 'p', reference: 'p', net: '1.00', scheme: 'navigators' },
          '2026-03-31',
        ),
        '2026-06-01',
      )
      .then());
});

describe('an agreement', () => {
  const tight = agreementWith({ commitmentLimits: { indicative: '1.00', expected: '0.00' } });
  const wide = agreementWith({ commitmentLimits: { indicative: '9.00', expected: '0.00' } });
  const fund = () =>
    after({ ...untold(), agreement: wide }, [
      ...small,
      pledge('foundation', '12.00'),
      allocate('panel', 'foundation', '12.00'),
    ]);
  const reserve = (amount: string, more: object = {}) =>
    command(
      'reserve-commitment',
      {
        award: 'a',
        kind: 'grant',
        provider: 'p',
        obligation: 'none',
        expires: '2026-06-02T09:00:00Z',
        lines: [
          { scheme: 'panel', year: '2026-27', nature: 'revenue', amount, sources: 'as-scheme' },
        ],
        ...more,
      },
      '2026-05-01',
    );
  const today = { ...on('2026-06-01'), agreementToday: tight };

  it('binds by the limits of today as by those of the day', () => {
    expectRefused(tell(fund(), reserve('1.01'), today).refused, 'ahead-of-confirmed', {
      limit: '1.00',
      short: '0.01',
    });
    expect(tell(fund(), reserve('1.00'), today).refused).toBeUndefined();
    const override = { reason: 'Winter', authority: 'Board' };
    expect(tell(fund(), reserve('3.00', { override }), today).events?.[0]?.data).toMatchObject({
      override: { beyondLimit: [{ amount: '2.00' }] },
    });
  });

  it('is over for what is decided after its end, for whichever day', () => {
    const over = agreementWith({ until: '2026-05-31' });
    const asked = allocation('2026-05-31');
    const told = after({ ...untold(), agreement: over }, money);
    expectRefused(
      tell(told, asked, { ...on('2026-06-01'), agreementToday: over }).refused,
      'agreement-ended',
      { ended: '2026-05-31' },
    );
    expect(tell(told, asked, on('2026-05-31')).refused).toBeUndefined();
    const formula = command(
      'allocate-by-formula',
      {
        ...{ formula: 'f', source: 'foundation', year: '2026-27', amount: '1.00' },
        ...{ measure: 'People', measuredOn: '2026-01-01' },
        weights: [{ area: 'unknown', scheme: 'panel', weight: '1' }],
      },
      '2026-06-01',
    );
    const place = { kind: 'scheme', fund: 'northmoor', source: 'foundation' } as const;
    const of = { ...place, year: '2026-27', nature: 'revenue' } as const;
    const legs = [
      { amount: '1.00', from: { ...of, scheme: 'navigators' }, to: { ...of, scheme: 'panel' } },
    ];
    const move = command(
      'reserve-move',
      {
        ...{ reallocation: 'm', fund: 'northmoor', attempt: 'a', amount: '1.00', legs },
        ...{ technical: false, recurrent: false, proposer: 'amina', proposed: false },
        ...{ organisations: ['council'], farEnds: [], approvals: [] },
        expires: '2026-06-01T09:15:00Z',
      },
      '2026-06-01',
    );
    for (const late of [formula, move])
      expectRefused(tell(told, late).refused, 'agreement-ended', { ended: '2026-05-31' });
  });
});
