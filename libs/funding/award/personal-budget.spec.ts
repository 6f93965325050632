import type { AwardCommand } from '#contracts/commands/award.js';
import { contractCommands } from '#contracts/commands/award/contract.js';
import { asking, awardAfter, decided, type Asked } from '#test/support/award-told.js';
import { expectRefused } from '#test/support/given.js';
import { decideAward, evolveAward, newAward } from './award.js';

const line = (amount: string) => ({
  ...{ fund: 'small', scheme: 'navigators', year: '2026-27', nature: 'revenue', amount },
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
const decide = (command: AwardCommand, id = 'pb-000417') =>
  decideAward(newAward(), command, id, command.effective);

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
    funds: ['small'],
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

describe('a reassessment', () => {
  const built = asked('620.50');
  const reassess = (coaching: string, more: object = {}, change = 'r1'): Asked =>
    asking(
      'reassess-personal-budget',
      {
        change,
        needs: [
          { need: 'coaching', amount: coaching },
          { need: 'travel', amount: '120.50' },
        ],
        cause: 'The person moved',
        ...more,
      },
      '2026-09-01',
    );
  const { sources: _, ...extra } = line('80.00');
  const happens = (...steps: readonly Asked[]) => {
    const last = steps.at(-1);
    if (!last) throw new Error('nothing is asked');
    let award = newAward();
    for (const event of decide(built).events ?? []) award = evolveAward(award, event);
    for (const step of steps.slice(0, -1))
      for (const event of decided(award, step).events ?? []) award = evolveAward(award, event);
    return decided(award, last);
  };

  it('changes what the award is worth from its day on, and says why', () => {
    const more = reassess('580.00', { adds: [extra] });
    expect(happens(more).events).toMatchObject([
      {
        type: 'PersonalBudgetReassessed',
        effective: '2026-09-01',
        data: {
          ...{ sum: '700.50', budget: '700.50', value: '700.50', cause: 'The person moved' },
          needs: [{ amount: '580.00' }, { amount: '120.50' }],
        },
      },
    ]);
    const again = reassess('500.00', { releases: [extra] }, 'r2');
    expect(happens(more, again).events).toMatchObject([{ data: { budget: '620.50' } }]);
  });

  it('adds up to the penny', () => {
    const short = reassess('580.01', { adds: [extra] });
    expectRefused(happens(short).refused, 'does-not-add-up', { sum: '700.50', amount: '700.51' });
    const twice = reassess('580.00', { adds: [extra], releases: [extra] });
    expectRefused(happens(twice).refused, 'invalid-request', {});
  });

  it('is of money that follows a person, and is what changes such money', () => {
    const other = awardAfter(
      asking('award-contract', {
        title: 'Coaching',
        provider: 'harbour-lights',
        funding: [line('620.50')],
      }),
    );
    const more = reassess('580.00', { adds: [extra] });
    expectRefused(decided(other, more).refused, 'not-found', { what: 'personal budget' });
    const vary = { change: 'v1', description: 'More', adds: [extra] };
    expectRefused(
      happens(asking('vary-contract', vary, '2026-09-01')).refused,
      'reassess-instead',
      {},
    );
  });
});
