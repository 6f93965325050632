import type { Circumstances } from '../decision.js';
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
