import type { AwardCommand } from '#contracts/commands/award.js';
import { contractCommands } from '#contracts/commands/award/contract.js';
import { expectRefused } from '#test/support/given.js';
import { decideAward, evolveAward, newAward } from './award.js';

const line = (amount: string) => ({
  ...{ fund: 'pool', scheme: 'navigators', year: '2026-27', nature: 'revenue', amount },
  sources: 'as-scheme',
});
const asked = (amount: string, more: object = {}): AwardCommand => ({
  ...contractCommands['award-personal-budget'].parse({
    provider: 'harbour-lights',
    funding: [line(amount)],
    person: 'hl-000417',
    needs: [
      { need: 'coaching', amount: '500.00' },
      { need: 'travel', amount: '120.50' },
    ],
    ...more,
  }),
  command: 'award-personal-budget',
  effective: '2026-05-04',
});
const decide = (command: AwardCommand, id = 'pb-000417') => decideAward(newAward(), command, id);

it('is an award of the sum of its needs, under a title that tells nothing', () => {
  const { events } = decide(asked('620.50'));
  expect(events?.map(({ type, data }) => [type, data])).toEqual([
    ['ContractAwarded', expect.objectContaining({ title: 'Personal budget', value: '620.50' })],
    [
      'PersonalBudgetBuilt',
      {
        person: 'hl-000417',
        needs: [
          { need: 'coaching', amount: '500.00' },
          { need: 'travel', amount: '120.50' },
        ],
        sum: '620.50',
        override: null,
        budget: '620.50',
      },
    ],
  ]);
  let award = newAward();
  for (const event of events ?? []) award = evolveAward(award, event);
  expect(award).toMatchObject({
    outcome: 'awarded',
    funds: ['pool'],
    contract: { person: 'hl-000417' },
  });
});

it('is what somebody decided instead, who says why', () => {
  const override = { amount: '700.00', reason: 'Rural travel costs more' };
  const { events } = decide(asked('700.00', { override }));
  expect(events?.[1]?.data).toMatchObject({ sum: '620.50', override, budget: '700.00' });
});

it('is funded to the penny', () => {
  expectRefused(decide(asked('620.49')).refused, 'does-not-add-up', {
    sum: '620.49',
    amount: '620.50',
  });
  const override = { amount: '700.00', reason: 'Rural travel costs more' };
  expectRefused(decide(asked('620.50', { override })).refused, 'does-not-add-up', {
    amount: '700.00',
  });
});

it('names each need once', () => {
  const needs = [
    { need: 'travel', amount: '1.00' },
    { need: 'travel', amount: '2.00' },
  ];
  expectRefused(decide(asked('3.00', { needs })).refused, 'already-exists', {
    what: 'need',
    id: 'travel',
  });
});

it('tells nobody who the person is, neither by reference nor by its own name', () => {
  expectRefused(decide(asked('620.50', { person: '1984-02-29' })).refused, 'personal-reference', {
    rule: 16,
    seems: 'a date of birth',
  });
  expectRefused(decide(asked('620.50'), 'jo-field').refused, 'personal-reference', {
    seems: 'a name',
  });
});
