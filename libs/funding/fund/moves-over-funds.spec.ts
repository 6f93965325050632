import type { Leg } from '#contracts/events/fund/move-shapes.js';
import type { FundCommand } from '#contracts/commands/fund.js';
import { delegationCommands } from '#contracts/commands/delegation.js';
import { DelegationAdopted } from '#contracts/events/delegation.js';
import {
  after,
  command,
  expectBalances,
  expectRefused,
  tell,
  untold,
  type Told,
} from '#test/support/given.js';
import { awarded } from '#test/support/small-fund.js';
import { evolveDelegation, newDelegation, type Delegation } from '../delegation/delegation.js';
import { placeOf } from './permissions.js';

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
  after({ ...untold('small'), delegations: [delegation] }, [...awarded, ...more]);

const at = (scheme: string, more: object = {}): Leg['from'] => ({
  kind: 'scheme',
  fund: 'small',
  scheme,
  source: 'council',
  year: '2026-27',
  nature: 'revenue',
  ...more,
});
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

describe('a move from another fund', () => {
  const comes = leg('5.00', at('elsewhere', { fund: 'other' }), at('panel'));
  const coming = reserve([comes], {
    farEnds: [{ leg: 0, kind: 'pooled', organisation: 'council' }],
  });

  it('keeps the year open into which it goes, until it is made or let go', () => {
    const close = command(
      'close-year',
      { year: '2026-27', commitments: [{ award: 'lights', decision: 'release' }] },
      '2027-04-30',
    );
    expectRefused(tell(told(coming), close).refused, 'still-undecided', { amount: '5.00' });
  });

  it('arrives while only finance may post', () => {
    const months = [4, 5, 6, 7, 8, 9, 10, 11, 12].map((m) => `2026-${String(m).padStart(2, '0')}`);
    const all = [...months, '2027-01', '2027-02', '2027-03', '2027-03-adj'];
    const soft = all.map((period) =>
      command('soft-close-period', { period, offices: ['finance'] }, '2027-05-01'),
    );
    expect(tell(told(coming, ...soft), move).refused).toBeUndefined();
  });
});

it('leaves as it was set aside, though the money was withdrawn meanwhile', () => {
  const goes = leg('9.00', at('navigators'), at('elsewhere', { fund: 'other' }));
  const story = told(
    reserve([goes], {
      farEnds: [{ leg: 0, kind: 'pooled', organisation: 'council' }],
    }),
    command('withdraw-contribution', { contribution: 'council', evidence: 'Letter' }),
    move,
  );
  expectBalances(story, [
    ['went', { account: 'budget:transfer:confirmed' }, '9.00'],
    ['nothing else', { account: 'budget:transfer:indicative' }, '0.00'],
    ['is owed there', { account: 'cash:settlement' }, '-9.00'],
  ]);
});

it('leaves by a permission for no scheme of its own, and leaves nothing permitted in one', () => {
  const fence = command('define-ring-fence', {
    ...{ ringFence: 'f', name: 'F', source: 'council', evidence: 'Letter' },
  });
  const letter = (more: object) =>
    command('record-permission', {
      ...{ permission: 'p', source: 'council', grantedBy: 'treasury', standing: 'government' },
      ...{ permits: 'other-use', amount: '9.00', reference: 'Letter', ...more },
    });
  const goes = leg('9.00', at('navigators'), at('navigators', { fund: 'other' }));
  const going = reserve([goes], { farEnds: [{ leg: 0, kind: 'pooled', organisation: 'council' }] });
  expectRefused(
    tell(told(fence, letter({ schemes: ['navigators'] })), going).refused,
    'ring-fence-forbids',
    { rule: 18 },
  );
  const story = told(fence, letter({}), going);
  const here = { source: 'council', scheme: 'navigators', year: '2026-27' };
  expect(story.fund.permissions.get('p')?.left).toBe(0n);
  expect(story.fund.permittedUses.get(placeOf({ ...here, nature: 'revenue' }))).toBeUndefined();
});
