import type { AwardStep } from '#contracts/commands/award.js';
import { contractCommands } from '#contracts/commands/award/contract.js';
import { asking, awardAfter, decided, ofYear, type Asked } from '#test/support/award-told.js';
import { expectRefused } from '#test/support/given.js';
import { decideAward, evolveAward, newAward, type Award } from './award.js';
import { awardInForce } from './in-force.js';

const contract: AwardStep = {
  ...contractCommands['award-contract'].parse({
    title: 'Navigators',
    provider: 'harbour-lights',
    funding: ['1.00', '2.00'].map((amount) => ({
      fund: 'small',
      scheme: 'navigators',
      year: '2026-27',
      nature: 'revenue',
      amount,
      sources: 'as-scheme',
    })),
  }),
  command: 'award-contract',
  effective: '2026-04-01',
};
const lapse: AwardStep = { command: 'lapse-award', effective: '2026-04-01', cause: 'expired' };

const after = (...steps: readonly AwardStep[]): Award =>
  steps.reduce(
    (award, step) =>
      (decideAward(award, step, 'lights', '2026-04-01').events ?? []).reduce(evolveAward, award),
    newAward(),
  );

it('is worth what its funding sums to', () =>
  expect(decideAward(newAward(), contract, 'lights', '2026-04-01').events).toMatchObject([
    { type: 'ContractAwarded', data: { value: '3.00' } },
  ]));

it('is made or lapses, whichever comes first', () => {
  expectRefused(
    decideAward(after(lapse), contract, 'lights', '2026-04-01').refused,
    'award-lapsed',
    {
      rule: 4,
      award: 'lights',
      cause: 'expired',
    },
  );
  expectRefused(
    decideAward(after(contract), lapse, 'lights', '2026-04-01').refused,
    'already-exists',
    {
      id: 'lights',
    },
  );
  expectRefused(
    decideAward(after(contract), contract, 'lights', '2026-04-01').refused,
    'already-exists',
    {
      what: 'award',
    },
  );
});

describe('payment on outcomes', () => {
  const award: Asked = asking('award-grant', {
    title: 'Navigators',
    provider: 'harbour-lights',
    funding: [{ ...ofYear('2026-27', '720.00'), sources: 'as-scheme' }],
  });
  const agree = (...payments: object[]): Asked =>
    asking('agree-outcome-payments', { payments, evidence: 'Schedule 4' });
  const inSmall = (more: object = {}) => ({ fund: 'small', outcome: 'work', ...more });

  it('is agreed for all that the award has in a fund, or for a part, in place of what was before', () => {
    const made = awardAfter(award, agree(inSmall()));
    expect(awardInForce('lights', made, 'small', 0n)?.onStages).toMatchObject({
      outcomes: ['work'],
      pence: null,
    });
    expect(awardInForce('lights', made, 'other', 0n)?.onStages).toBeUndefined();
    const jobs = inSmall({ outcome: 'jobs', amount: '220.00' });
    const part = awardAfter(award, agree(inSmall()), agree(inSmall({ amount: '500.00' }), jobs));
    expect(awardInForce('lights', part, 'small', 0n)?.onStages).toMatchObject({
      outcomes: ['work', 'jobs'],
      pence: 72000n,
    });
  });

  it('is of what the award has there, each outcome once', () => {
    const made = awardAfter(award);
    const short = agree(inSmall({ amount: '720.01' }));
    expectRefused(decided(made, short).refused, 'stages-exceed-award', { short: '0.01' });
    const other = agree(inSmall({ fund: 'other' }));
    expectRefused(decided(made, other).refused, 'not-found', { what: 'fund', id: 'other' });
    expectRefused(decided(made, agree(inSmall(), inSmall())).refused, 'invalid-request', {});
  });
});
