import type { Leg } from '#contracts/events/fund/move-shapes.js';
import type { FundCommand } from '#contracts/commands/fund.js';
import { delegationCommands } from '#contracts/commands/delegation.js';
import { DelegationAdopted } from '#contracts/events/delegation.js';
import { agreementWith } from '#test/support/agreement.js';
import {
  after,
  command,
  expectBalances,
  expectRefused,
  tell,
  untold,
  type Told,
} from '#test/support/given.js';
import { allocate, awarded, confirm, pledge } from '#test/support/small-fund.js';
import { evolveDelegation, newDelegation, type Delegation } from '../delegation/delegation.js';

/** An award of 11.00 from Navigators, and capital and indicative money beside. */
const spent: readonly FundCommand[] = [
  ...awarded,
  pledge('capital', '9.00', { source: 'council', nature: 'capital' }),
  confirm('capital'),
  allocate('panel', 'council', '9.00', { nature: 'capital' }),
  pledge('hope', '5.00', { source: 'icb' }),
  allocate('panel', 'icb', '5.00'),
];

const { ...scheme } = delegationCommands['adopt-delegation'].parse({
  title: 'Scheme of delegation',
  evidence: 'Resolution',
  powers: [
    {
      power: 'all',
      office: 'director',
      decisions: ['virement', 'revenue-to-capital'],
      cumulative: { amount: '10.00' },
      boundaries: ['within-scheme', 'between-schemes', 'between-years', 'between-funds'],
    },
  ],
});
const delegation: Delegation = evolveDelegation(newDelegation(), {
  ...DelegationAdopted.of('2026-04-01', scheme),
  stream: 'delegation-council',
});
const told = (...more: readonly FundCommand[]): Told =>
  after({ ...untold('small'), delegations: [delegation] }, [...spent, ...more]);

const at = (scheme: string, more: object = {}): Leg['from'] => ({
  kind: 'scheme',
  fund: 'small',
  scheme,
  source: 'council',
  year: '2026-27',
  nature: 'revenue',
  ...more,
});
const line = (category: string, more: object = {}): Leg['from'] =>
  ({ kind: 'line', fund: 'small', award: 'lights', year: '2026-27', category, ...more }) as never;
const leg = (amount: string, from: Leg['from'], to: Leg['from']): Leg => ({ amount, from, to });

const reserve = (legs: Leg[], more: object = {}): FundCommand => ({
  ...command('reserve-move', {
    reallocation: 'move',
    fund: 'small',
    attempt: 'one',
    amount: legs[0]?.amount ?? '0.00',
    technical: false,
    recurrent: false,
    proposer: 'amina',
    organisations: ['council'],
    legs,
    farEnds: [],
    approvals: [
      {
        organisation: 'council',
        office: 'director',
        by: 'rosalind',
        day: '2026-04-01',
        delegation: 0,
        powers: ['all'],
      },
    ],
    expires: '2026-04-01T09:15:00Z',
    proposed: false,
  }),
  ...more,
});
const move = command('move-budget', { reallocation: 'move', attempt: 'one', fund: 'small' });
const release = command('release-move', { reallocation: 'move', attempt: 'one' });
const permission = command('record-permission', {
  permission: 'p',
  source: 'council',
  grantedBy: 'treasury',
  permits: 'capital-to-revenue',
  amount: '4.00',
  reference: 'Letter',
});

const toPanel = leg('4.00', at('navigators'), at('panel'));
const award = (more: object = {}): Leg['from'] =>
  at('navigators', { kind: 'award', award: 'lights', ...more });

describe('a move', () => {
  it('is technical only where its schemes are known to serve the same purpose', () => {
    const opened = (id: string, category = 'navigation', cohort = 'adults') =>
      command('open-scheme', { scheme: id, name: id, category, cohort });
    const story = told(
      ...[opened('same'), opened('other', 'navigation', 'children'), opened('from')],
      ...[opened('dark', 'unknown'), opened('dark-too', 'unknown')],
    );
    const asked = (from: string, to: string) =>
      tell(story, reserve([leg('0.01', at(from), at(to))], { technical: true })).refused?.problem;
    expect([
      asked('from', 'other'),
      asked('dark', 'dark-too'),
      asked('navigators', 'panel'),
    ]).toEqual(['changes-purpose', 'changes-purpose', 'changes-purpose']);
    expect(asked('from', 'same')).toBe('move-exceeds-budget');
  });

  it('is set aside, then made in one append that nets to zero', () => {
    const story = told(reserve([toPanel]));
    expectBalances(story, [['set aside', { account: 'budget:moving:confirmed' }, '4.00']]);
    after(story, [move]);
    expectBalances(story, [
      ['nothing is set aside', { account: 'budget:moving:confirmed' }, '0.00'],
      ['in transfer', { account: 'budget:transfer:confirmed' }, '0.00'],
      ['moved in', { account: 'budget:transfer:confirmed', scheme: 'panel' }, '-4.00'],
      [
        'the panel',
        { account: 'budget:scheme:confirmed', scheme: 'panel', nature: 'revenue' },
        '4.00',
      ],
    ]);
  });

  it('that is not made leaves everything where it was, and nothing counted', () => {
    const story = told(reserve([toPanel]), release);
    expectBalances(story, [
      ['set aside', { account: 'budget:moving:confirmed' }, '0.00'],
      ['Navigators', { account: 'budget:scheme:confirmed', scheme: 'navigators' }, '99.00'],
    ]);
    after(story, [reserve([leg('10.00', at('navigators'), at('panel'))], { attempt: 'two' })]);
  });

  it('takes from what an award has outstanding, and leaves the split of the others', () => {
    const story = told(reserve([leg('2.00', award(), at('panel'))]), move);
    expectBalances(story, [
      ['council', { account: 'budget:committed:confirmed', source: 'council' }, '5.00'],
      ['ICB', { account: 'budget:committed:confirmed', source: 'icb' }, '4.00'],
    ]);
  });

  it('gives nothing to an award while a change of it is decided, and the other way round', () => {
    const change = command('reserve-change', {
      ...{ award: 'lights', change: 'end', kind: 'contract', provider: 'harbour-lights' },
      ...{ expires: '2026-05-01T09:15:00Z', obligation: 'none', takesAll: true },
    });
    const gives = reserve([leg('2.00', at('navigators'), award())]);
    expectRefused(tell(told(change), gives).refused, 'change-under-way', {
      rule: 4,
      change: 'end',
    });
    expectRefused(tell(told(gives), change).refused, 'change-under-way', {
      change: 'move',
    });
    expect(tell(told(gives, move), change).refused).toBeUndefined();
  });

  it('gives to an award', () => {
    const story = told(reserve([leg('2.00', at('navigators'), award())]), move);
    expectBalances(story, [
      ['council', { account: 'budget:committed:confirmed', source: 'council' }, '9.00'],
    ]);
  });

  it('passes through the transfer account to another year, each side balanced', () => {
    const later = at('navigators', { year: '2027-28' });
    const story = told(reserve([leg('4.00', at('navigators'), later)]), move);
    expectBalances(story, [
      ['this year', { account: 'budget:transfer:confirmed', year: '2026-27' }, '4.00'],
      ['the next', { account: 'budget:transfer:confirmed', year: '2027-28' }, '-4.00'],
      ['is there', { account: 'budget:scheme:confirmed', year: '2027-28' }, '4.00'],
    ]);
  });

  it('turns capital into revenue by the funder’s permission, up to its amount', () => {
    const legs = [leg('4.00', at('panel', { nature: 'capital' }), at('panel'))];
    const story = told(permission, reserve(legs), move);
    expectBalances(story, [
      ['capital', { account: 'budget:scheme:confirmed', nature: 'capital' }, '5.00'],
    ]);
    const beyond = [leg('0.01', at('panel', { nature: 'capital' }), at('panel'))];
    const again = tell(story, reserve(beyond, { reallocation: 'again' }));
    expectRefused(again.refused, 'not-permitted', { rule: 18 });
  });
});

describe('a fund counts what an office decides', () => {
  it('on each budget head and year, so that splitting does not get round a limit', () => {
    const six = leg('6.00', at('navigators'), at('panel'));
    const story = told(reserve([six]), move);
    const again = tell(story, reserve([six], { reallocation: 'again' }));
    expectRefused(again.refused, 'exceeds-cumulative', {
      rule: 20,
      already: '6.00',
      short: '2.00',
      delegationRevision: 0,
    });
  });

  it('and is not moved without the approvals that are needed', () => {
    expectRefused(tell(told(), reserve([toPanel], { approvals: [] })).refused, 'approval-missing', {
      rule: 20,
      organisation: 'council',
    });
    const others = tell(told(), reserve([toPanel], { organisations: ['icb'] }));
    expectRefused(others.refused, 'approval-missing', { organisation: 'council' });
    const own = tell(told(), reserve([toPanel], { proposer: 'rosalind' }));
    expectRefused(own.refused, 'proposer-approves', { rule: 20 });
  });
});

describe('above the amount that the agreement names, a move', () => {
  const above = (amount: string | null, more: object = {}): Told => {
    const story = told();
    const named = [{ decisions: ['virement' as const], above: amount ?? '0.00' }];
    story.agreement = agreementWith({ eachPartnerDecides: amount === null ? [] : named, ...more });
    return story;
  };
  const icb: Delegation = { ...delegation, organisation: 'icb' };
  const approvals = ['council', 'icb'].map((organisation) => ({
    ...{ organisation, office: 'director', by: `of-${organisation}`, day: '2026-04-01' },
    ...{ delegation: 0, powers: ['all'] },
  }));
  const joint = { organisations: ['council', 'icb'], approvals };

  it('needs an office of each partner', () => {
    expectRefused(tell(above('3.99'), reserve([toPanel])).refused, 'approval-missing', {
      rule: 20,
      organisation: 'icb',
      above: '3.99',
      ruleDate: '2026-02-01',
      agreementRevision: 0,
    });
    const one = reserve([toPanel], { ...joint, approvals: approvals.slice(0, 1) });
    expectRefused(tell(above('3.99'), one).refused, 'approval-missing', { organisation: 'icb' });
    const both = above('3.99');
    both.delegations = [delegation, icb];
    after(both, [reserve([toPanel], joint)]);
  });

  it('is the host’s alone up to it, and where the agreement names none', () => {
    after(above('4.00'), [reserve([toPanel])]);
    after(above(null), [reserve([toPanel])]);
  });

  it('is known to need each of them before anybody has approved it', () => {
    const looked = reserve([toPanel], { proposed: true, approvals: [] });
    expectRefused(tell(above('0.00'), looked).refused, 'approval-missing', { organisation: 'icb' });
  });
});

describe('into schemes under a maximum share, a move', () => {
  /** Of 79.00, capital too, at most 7.90 may go to participation; the panel has none of it yet. */
  const capped = (...more: readonly FundCommand[]): Told =>
    told(
      command('set-share-limit', {
        limit: 'cap',
        name: 'Participation: at most 10 %',
        ...{ source: 'council', kind: 'maximum', rate: '0.1', evidence: 'Prospectus' },
        natures: ['revenue'],
        categories: ['participation'],
      }),
      ...more,
    );
  const into = (amount: string): Leg => leg(amount, at('navigators'), at('panel'));

  it('is refused like an allocation, also one leg after another', () => {
    after(capped(), [reserve([into('7.90')])]);
    const legs = [into('4.00'), into('3.91')];
    expectRefused(tell(capped(), reserve(legs, { proposed: true })).refused, 'share-exceeded', {
      rule: 18,
      allowed: '7.90',
      short: '0.01',
      ruleDate: '2026-04-01',
    });
  });

  it('exceeds nothing by what only passes through them', () => {
    const story = capped(reserve([into('1.00')]), move);
    const passing = { reallocation: 'passing', proposed: true };
    expectRefused(tell(story, reserve([into('7.90')], passing)).refused, 'share-exceeded', {});
    after(story, [reserve([into('7.90'), leg('1.00', at('panel'), at('crisis'))], passing)]);
  });

  it('counts what another that is being carried out will bring', () => {
    const story = capped(reserve([into('4.00')]));
    const second = reserve([into('3.91')], { reallocation: 'second', proposed: true });
    expectRefused(tell(story, second).refused, 'share-exceeded', { short: '0.01' });
    expectRefused(tell(story, allocate('panel', 'council', '3.91')).refused, 'share-exceeded', {});
    after(story, [release, second]);
  });
});

describe('a move is refused', () => {
  const elsewhere = at('one', { fund: 'other' });
  const farEnd = { leg: 0, kind: 'pooled', organisation: 'council' } as const;
  it.each([
    ['move-exceeds-budget', leg('63.01', at('navigators'), at('panel')), {}],
    ['move-exceeds-budget', leg('7.01', award(), at('panel')), {}],
    [
      'only-confirmed-crosses',
      leg('1.00', at('panel', { source: 'icb' }), at('panel', { source: 'icb', year: '2027-28' })),
      {},
    ],
    ['crosses-source', leg('1.00', at('navigators'), at('panel', { source: 'icb' })), {}],
    [
      'crosses-source',
      leg('1.00', at('navigators'), elsewhere),
      { farEnds: [{ ...farEnd, organisation: 'icb' }] },
    ],
    [
      'crosses-alignment',
      leg('1.00', at('navigators'), elsewhere),
      { farEnds: [{ ...farEnd, kind: 'aligned' }] },
    ],
    ['crosses-line', leg('1.00', line('core'), line('delivery', { year: '2027-28' })), {}],
    ['cost-line-short', leg('1.00', line('core'), line('delivery')), {}],
    ['moves-nowhere', leg('1.00', at('panel'), at('panel')), {}],
    ['not-found', leg('1.00', at('navigators'), at('nowhere')), {}],
    ['not-permitted', leg('1.00', at('panel', { nature: 'capital' }), at('panel')), {}],
  ] as const)('as %s (%#)', (problem, one, more) =>
    expectRefused(tell(told(), reserve([one], { ...more, proposed: true })).refused, problem, {}),
  );

  it('into a scheme that is closed', () => {
    const closed = told(command('close-scheme', { scheme: 'crisis', cause: 'Merged' }));
    const one = leg('1.00', at('navigators'), at('crisis'));
    expectRefused(tell(closed, reserve([one], { proposed: true })).refused, 'scheme-closed', {});
  });

  it('twice, and before it is set aside', () => {
    expectRefused(tell(told(reserve([toPanel])), reserve([toPanel])).refused, 'wrong-order', {});
    const made = told(reserve([toPanel]), move);
    expectRefused(tell(made, reserve([toPanel])).refused, 'already-exists', {});
    expectRefused(tell(told(), move).refused, 'not-found', {});
    expectRefused(tell(told(), release).refused, 'not-found', {});
  });
});

describe('a year-end after a move', () => {
  const close = command(
    'close-year',
    {
      year: '2026-27',
      commitments: [{ award: 'lights', decision: 'release' }],
      unspent: [{ source: 'council', nature: 'capital', decision: 'carry', basis: 'The host' }],
    },
    '2027-04-30',
  );
  const broughtForward = (nature: string, amount: string) =>
    [
      `${nature} brought forward`,
      { account: 'budget:brought-forward:confirmed', source: 'council', nature },
      amount,
    ] as const;

  it('brings forward no authority that was moved into the next year already', () => {
    const between = leg('4.00', at('navigators'), at('navigators', { year: '2027-28' }));
    expectBalances(told(reserve([between]), move, close), [
      ['moved on', { account: 'budget:scheme:confirmed', year: '2027-28' }, '4.00'],
      broughtForward('revenue', '-66.00'),
    ]);
  });

  it('carries the money itself as what it became', () => {
    const crossing = leg(
      '4.00',
      at('panel', { nature: 'capital' }),
      at('panel', { nature: 'revenue' }),
    );
    expectBalances(told(permission, reserve([crossing]), move, close), [
      broughtForward('capital', '-5.00'),
      broughtForward('revenue', '-74.00'),
      [
        'owed between the natures',
        { account: 'cash:settlement', source: 'council', nature: 'revenue' },
        '4.00',
      ],
    ]);
  });
});
