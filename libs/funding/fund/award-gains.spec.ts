import { delegationCommands } from '#contracts/commands/delegation.js';
import type { FundCommand } from '#contracts/commands/fund.js';
import { DelegationAdopted } from '#contracts/events/delegation.js';
import type { MovePlace } from '#contracts/events/fund/move-shapes.js';
import { after, command, expectRefused, tell, untold, type Told } from '#test/support/given.js';
import { funded, reserve } from '#test/support/small-fund.js';
import { evolveDelegation, newDelegation } from '../delegation/delegation.js';

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
const costShares = [
  { category: 'core' as const, share: 10 },
  { category: 'delivery' as const, share: 90 },
];
/** An award of 20.00, of which 2.00 are for management. */
const told = (...more: readonly FundCommand[]): Told =>
  after({ ...untold('small'), delegations: [delegation] }, [
    ...funded,
    reserve('lights', '20.00', { costShares }),
    command('confirm-commitment', { award: 'lights', costShares }),
    ...more,
  ]);

const move = (reallocation: string, amount: string, from: MovePlace, to: MovePlace): FundCommand =>
  command('reserve-move', {
    ...{ reallocation, fund: 'small', attempt: 'one', amount, legs: [{ amount, from, to }] },
    ...{ technical: false, recurrent: false, proposer: 'amina', organisations: ['council'] },
    ...{ farEnds: [], expires: '2026-04-01T09:15:00Z', proposed: false },
    approvals: [
      {
        ...{ organisation: 'council', office: 'director', by: 'rosalind' },
        ...{ day: '2026-04-01', delegation: 0, powers: ['all'] },
      },
    ],
  });
const money = { fund: 'small', source: 'icb', year: '2026-27', nature: 'revenue' as const };
const ofAward: MovePlace = { kind: 'award', ...money, scheme: 'navigators', award: 'lights' };
const panel: MovePlace = { kind: 'scheme', ...money, scheme: 'panel' };
const line = (category: 'core' | 'delivery'): MovePlace => ({
  ...{ kind: 'line', fund: 'small', award: 'lights', year: '2026-27', category },
});
const lines = (reallocation: string): FundCommand =>
  move(reallocation, '1.50', line('core'), line('delivery'));
const leaves = move('leaves', '1.00', ofAward, panel);
const ends = command('reserve-change', {
  ...{ award: 'lights', change: 'ends', kind: 'contract', provider: 'harbour-lights' },
  ...{ expires: '2026-04-01T09:15:00Z', obligation: 'none', takesAll: true },
});

describe('cost lines of an award that move', () => {
  it.each([
    ['move otherwise', lines('again')],
    ['lose the money that they say the purpose of', leaves],
    ['shrink by a change of the award', ends],
    [
      'shrink by what is released of it',
      command('release-commitment', { award: 'lights', year: '2026-27', amount: '1.00' }),
    ],
  ])('do not %s meanwhile', (_, meanwhile) =>
    expectRefused(tell(told(lines('lines')), meanwhile).refused, 'change-under-way', {
      rule: 4,
      change: 'lines',
    }),
  );

  it.each([
    ['leaves', leaves],
    ['ends', ends],
  ])('wait for what is under way', (change, before) =>
    expectRefused(tell(told(before), lines('lines')).refused, 'change-under-way', { change }),
  );

  it('move one after the other, as far as there is something on them', () =>
    expectRefused(
      tell(
        told(
          lines('lines'),
          command('move-budget', { reallocation: 'lines', attempt: 'one', fund: 'small' }),
        ),
        lines('again'),
      ).refused,
      'cost-line-short',
      { left: '0.50', short: '1.00' },
    ));
});
