import type { Circumstances } from '../decision.js';
import { refusal } from '#contracts/problems.js';
import { expectRefused, on } from '#test/support/given.js';
import {
  decideReallocation,
  evolveReallocation,
  newReallocation,
  type Reallocation,
  type ReallocationStep,
} from './reallocation.js';

const by = (actor: string, office: string): Circumstances => ({
  ...on('2026-06-01'),
  actor,
  office,
});
const effective = '2026-06-01';
const propose: ReallocationStep = {
  command: 'propose-reallocation',
  effective,
  legs: [],
  technical: false,
  recurrent: false,
  organisations: ['GB-LAE-NMR'],
  effects: [],
  effectsAt: [],
  routes: [],
};
const approve = (decides: 'with-second' | 'on-proposal'): ReallocationStep => ({
  command: 'approve-reallocation',
  effective,
  may: { decides, powers: ['p'], seconds: ['section-151-officer'] },
  delegation: 0,
});
const carryOut: ReallocationStep = { command: 'decide', effective, attempt: 'one' };

const after = (...steps: readonly (readonly [ReallocationStep, Circumstances])[]): Reallocation =>
  steps.reduce(
    (state, [step, who]) =>
      (decideReallocation(state, step, 'r', who).events ?? []).reduce(evolveReallocation, state),
    newReallocation(),
  );
const proposed = [propose, by('amina', 'manager')] as const;
const first = [approve('with-second'), by('rosalind', 'director')] as const;

it('needs the second person where the power says so, and somebody else than the first', () => {
  const one = after(proposed, first);
  const who = by('system', 'none');
  expectRefused(decideReallocation(one, carryOut, 'r', who).refused, 'approval-missing', {
    rule: 20,
    needed: 'by a second person: section-151-officer',
  });
  const two = after(proposed, first, [approve('on-proposal'), by('samir', 'section-151-officer')]);
  expect(decideReallocation(two, carryOut, 'r', who).events).toMatchObject([
    { type: 'ReallocationDecided', data: { how: 'approved' } },
  ]);
});

it('names the law that what passes between funds rests on', () => {
  const { events } = decideReallocation(
    newReallocation(),
    { ...propose, power: 's76' },
    'r',
    by('amina', 'manager'),
  );
  expect(events).toMatchObject([{ type: 'ReallocationProposed', data: { power: 's76' } }]);
});

it('is not carried out by a try that came to nothing', () => {
  const who = by('system', 'none');
  const failed = {
    command: 'not-carried-out',
    effective,
    attempt: 'one',
    cause: 'expired',
  } as const;
  const state = after(
    proposed,
    [approve('on-proposal'), by('rosalind', 'director')],
    [failed, who],
  );
  expectRefused(decideReallocation(state, carryOut, 'r', who).refused, 'not-carried-out', {
    rule: 4,
    cause: 'expired',
  });
  const again = { ...carryOut, attempt: 'two' } as ReallocationStep;
  expect(decideReallocation(state, again, 'r', who).refused).toBeUndefined();
});

describe('a refusal', () => {
  const refuse = (decides: 'on-proposal' | 'no'): ReallocationStep => ({
    command: 'refuse-reallocation',
    effective,
    delegation: 0,
    may:
      decides === 'no'
        ? { decides, reason: refusal('not-delegated', { office: 'clerk' }) }
        : { decides, powers: ['p'], seconds: [] },
  });
  const put = (state: Reallocation, step: ReallocationStep, who: Circumstances) =>
    decideReallocation(state, step, 'r', who);

  it('is given by an office that could approve, or second, in time', () => {
    const state = after(proposed);
    expectRefused(put(state, refuse('no'), by('samir', 'clerk')).refused, 'not-delegated', {
      rule: 20,
    });
    expect(put(state, refuse('on-proposal'), by('rosalind', 'director')).events).toHaveLength(2);
    const waiting = after(proposed, first);
    const second = by('samir', 'section-151-officer');
    expect(put(waiting, refuse('no'), second).events).toHaveLength(2);
    expectRefused(
      put(state, refuse('on-proposal'), { ...by('rosalind', 'director'), today: '2026-09-02' })
        .refused,
      'wrong-order',
      { state: 'over since 2026-09-01' },
    );
  });
});
