import type { AwardStep } from '#contracts/commands/award.js';
import { contractCommands } from '#contracts/commands/award/contract.js';
import { expectRefused } from '#test/support/given.js';
import { decideAward, evolveAward, newAward, type Award } from './award.js';

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
    (award, step) => (decideAward(award, step, 'lights').events ?? []).reduce(evolveAward, award),
    newAward(),
  );

it('is worth what its funding sums to', () =>
  expect(decideAward(newAward(), contract, 'lights').events).toMatchObject([
    { type: 'ContractAwarded', data: { value: '3.00' } },
  ]));

it('is made or lapses, whichever comes first', () => {
  expectRefused(decideAward(after(lapse), contract, 'lights').refused, 'award-lapsed', {
    rule: 4,
    award: 'lights',
    cause: 'expired',
  });
  expectRefused(decideAward(after(contract), lapse, 'lights').refused, 'already-exists', {
    id: 'lights',
  });
  expectRefused(decideAward(after(contract), contract, 'lights').refused, 'already-exists', {
    what: 'award',
  });
});
