import { DelegationAdopted } from '#contracts/events/delegation.js';
import { delegationCommands } from '#contracts/commands/delegation.js';
import type { FundCommand } from '#contracts/commands/fund.js';
import type { Leg, MovePlace } from '#contracts/events/fund/move-shapes.js';
import { after, command, expectRefused, tell, untold, type Told } from '#test/support/given.js';
import { funded, reserve } from '#test/support/small-fund.js';
import { evolveDelegation, newDelegation } from '../delegation/delegation.js';

/** Of the ICB's 40.00 at most 4.00 pay for management and overheads. */
const cap = (more: object = {}): FundCommand =>
  command('set-share-limit', {
    ...{ limit: 'management', name: 'Management', source: 'icb', kind: 'maximum' },
    ...{ rate: '0.1', costCategories: ['core'], evidence: 'Prospectus' },
    ...more,
  });
const delegation = evolveDelegation(newDelegation(), {
  ...DelegationAdopted.of(
    '2026-04-01',
    delegationCommands['adopt-delegation'].parse({
      title: 'Scheme of delegation',
      evidence: 'Resolution',
      powers: [{ power: 'all', office: 'director', decisions: ['virement'] }],
    }),
  ),
  stream: 'delegation-council',
});
const told = (...more: readonly FundCommand[]): Told =>
  after({ ...untold('small'), delegations: [delegation] }, [...funded, ...more]);
const capped = (...more: readonly FundCommand[]): Told => told(cap(), ...more);

const shares = (core: number, delivery = 100 - core) => [
  { category: 'core' as const, share: core },
  { category: 'delivery' as const, share: delivery },
];
const from = (source: string, amount: string) => ({
  ...{ scheme: 'navigators', year: '2026-27', nature: 'revenue', amount },
  sources: [{ source, amount }],
});
const award = (id: string, amount: string, costShares: object[], more: object = {}): FundCommand =>
  reserve(id, amount, { lines: [from('icb', amount)], costShares, ...more });
const confirmed = (id: string, costShares: object[]): FundCommand =>
  command('confirm-commitment', { award: id, costShares } as never);
/** An award of the ICB's money that stands. */
const standing = (id: string, amount: string, core: number): FundCommand[] => [
  award(id, amount, shares(core)),
  confirmed(id, shares(core)),
];
const passes = (of: Told, asked: FundCommand): void =>
  expect(tell(of, asked).refused).toBeUndefined();
const refusedBy = (of: Told, asked: FundCommand, short: string): void =>
  expectRefused(tell(of, asked).refused, 'share-exceeded', {
    rule: 18,
    limit: 'Management',
    base: '40.00',
    allowed: '4.00',
    short,
  });

describe('a maximum share of costs', () => {
  it('lets an award have just so much for them, and no penny more', () => {
    passes(capped(), award('lights', '40.00', shares(10)));
    refusedBy(capped(), award('lights', '40.00', shares(11)), '0.40');
  });

  it('counts what is set aside, and what is promised', () => {
    refusedBy(
      capped(award('lights', '20.00', shares(15))),
      award('more', '10.00', shares(11)),
      '0.10',
    );
    refusedBy(
      capped(...standing('lights', '20.00', 15)),
      award('more', '10.00', shares(11)),
      '0.10',
    );
    const lapsed = capped(
      award('lights', '20.00', shares(15)),
      command('lapse-commitment', { award: 'lights' }),
    );
    passes(lapsed, award('more', '10.00', shares(11)));
  });

  it('counts of an award what the source pays pro rata, in whole pence', () => {
    // Of 11.00 core has 3.66, and the ICB pays 4.00: 1.33 of it for core, to the nearest penny.
    const thirds = ['workforce', 'delivery', 'core'].map((category) => ({ category, share: 1 }));
    const both = reserve('both', '11.00', { costShares: thirds });
    refusedBy(capped(both), award('more', '26.80', shares(10)), '0.01');
    passes(capped(both), award('more', '26.70', shares(10)));
  });

  it('leaves a scheme’s budget alone, which is for no cost yet, and awards of other money', () => {
    const given = { source: 'icb', year: '2026-27', amount: '5.00' };
    const more = command('pledge-contribution', { contribution: 'more', ...given });
    passes(
      told(cap({ rate: '0' }), more),
      command('allocate-budget', { scheme: 'panel', ...given }),
    );
    const council = { lines: [from('council', '40.00')], costShares: shares(90) };
    passes(capped(), reserve('lights', '40.00', council));
  });

  it('takes no award that does not say what it is for, but for what was published', () => {
    expectRefused(tell(capped(), award('lights', '1.00', [])).refused, 'costs-unsaid', {
      rule: 18,
      limit: 'Management',
      source: 'icb',
      costs: 'core',
      award: 'lights',
    });
    const published = award('lights', '1.00', [], { obligation: 'published-fact' });
    passes(capped(), published);
  });

  it('counts only the natures, schemes and years that it is about', () => {
    const all = award('lights', '40.00', shares(90));
    const others: object[] = [
      { natures: ['capital'] },
      { schemes: ['panel'] },
      { categories: ['participation'] },
      { until: '2026-03-31' },
      { kind: 'minimum', by: '2027-03-31' },
    ];
    for (const more of others) passes(told(cap(more)), all);
    expectRefused(tell(told(cap({ over: 'year' })), all).refused, 'share-exceeded', {});
  });
});

describe('an award that changes', () => {
  const change = (more: object): FundCommand =>
    command('reserve-change', {
      ...{ award: 'lights', change: 'more', kind: 'contract', provider: 'harbour-lights' },
      ...{ expires: '2026-04-01T09:15:00Z', obligation: 'none', costShares: shares(10) },
      ...more,
    } as never);
  const full = () => capped(...standing('lights', '30.00', 10), ...standing('rest', '4.00', 25));

  it('gets no more than the share leaves', () => {
    refusedBy(full(), change({ adds: [from('icb', '1.00')] }), '0.10');
    const { sources: _, ...taken } = from('icb', '1.00');
    passes(
      full(),
      change({ adds: [{ ...from('icb', '1.00'), scheme: 'navigators' }], takes: [taken] }),
    );
  });

  it('gets none by what another source adds for these costs, which all its sources pay', () => {
    const council = { adds: [from('council', '30.00')], costShares: shares(50) };
    refusedBy(full(), change(council), '6.00');
    passes(full(), change({ ...council, costShares: shares(10) }));
  });

  it('moves nothing to those costs, and is counted while it is set aside', () => {
    const moved = (of: string, to: string) =>
      change({ costMoves: [{ year: '2026-27', from: of, to, amount: '0.50' }] });
    refusedBy(full(), moved('delivery', 'core'), '0.50');
    passes(full(), moved('core', 'delivery'));
    const some = capped(...standing('lights', '30.00', 10), moved('delivery', 'core'));
    refusedBy(some, award('more', '10.00', shares(6)), '0.10');
  });
});

it('counts what an award has spent with who had it before it passed on', () => {
  const novation = [
    command('verify-expenditure', {
      ...{ expenditure: 'x', provider: 'harbour-lights', award: 'lights', net: '10.00' },
      reference: 'Invoice',
    }),
    command('reserve-change', {
      ...{ award: 'lights', change: 'pass', kind: 'contract', provider: 'harbour-lights' },
      ...{ expires: '2026-04-01T09:15:00Z', obligation: 'none', novatedTo: 'two-rivers' },
    }),
    command('confirm-change', { award: 'lights', change: 'pass', costShares: [] }),
  ];
  const passed = () => capped(...standing('lights', '30.00', 10), ...novation);
  refusedBy(passed(), award('more', '10.00', shares(11)), '0.10');
  passes(passed(), award('more', '10.00', shares(10)));
});

describe('a move', () => {
  const place = {
    fund: 'small',
    scheme: 'navigators',
    source: 'icb',
    year: '2026-27',
    nature: 'revenue',
  } as const;
  const scheme: MovePlace = { ...place, kind: 'scheme' };
  const lights: MovePlace = { ...place, kind: 'award', award: 'lights' };
  const line = (category: 'core' | 'delivery', id: string) =>
    ({ kind: 'line', fund: 'small', award: id, year: '2026-27', category }) as const;
  const move = (reallocation: string, legs: Leg[]): FundCommand =>
    command('reserve-move', {
      ...{ reallocation, fund: 'small', attempt: reallocation, legs, farEnds: [] },
      ...{ amount: legs[0]?.amount ?? '', technical: false, recurrent: false },
      ...{ proposer: 'amina', organisations: ['council'], proposed: false },
      expires: '2026-04-01T09:15:00Z',
      approvals: [
        {
          ...{ organisation: 'council', office: 'director', by: 'rosalind' },
          ...{ day: '2026-04-01', delegation: 0, powers: ['all'] },
        },
      ],
    });
  const some = standing('lights', '30.00', 10);

  it('brings an award its part of these costs, by what its lines have', () => {
    const gift = (amount: string) => move('gift', [{ amount, from: scheme, to: lights }]);
    const full = () => capped(...some, ...standing('rest', '4.00', 20));
    refusedBy(full(), gift('4.00'), '0.20');
    passes(full(), gift('2.00'));
    const back = move('back', [{ amount: '4.00', from: lights, to: scheme }]);
    passes(full(), back);
  });

  it('is counted while it is carried out, so that two at once do not get round the limit', () => {
    const two = [...standing('lights', '20.00', 10), ...standing('more', '10.00', 10)];
    const to = (award: string) =>
      move(award, [{ amount: '0.60', from: line('delivery', award), to: line('core', award) }]);
    refusedBy(capped(...two, to('lights')), to('more'), '0.20');
    const back = [{ amount: '0.60', from: line('core', 'more'), to: line('delivery', 'more') }];
    passes(capped(...two, to('lights')), move('back', back));
  });
});
