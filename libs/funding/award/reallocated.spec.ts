import type { Leg, MovePlace } from '#contracts/events/fund/move-shapes.js';
import { asking, awardAfter, decided, ofYear } from '#test/support/award-told.js';
import { expectRefused } from '#test/support/given.js';
import { evolveAward, newAward, type Award } from './award.js';
import { awardsGaining, awardsTouched, followReallocation, takesNoMore } from './reallocated.js';

const made = awardAfter(
  asking('award-contract', {
    title: 'Navigators',
    provider: 'harbour-lights',
    start: '2026-04-01',
    end: '2028-03-31',
    funding: ['2026-27', '2027-28'].map((year) => ({
      ...ofYear(year, '100.00'),
      sources: 'as-scheme',
    })),
  }),
);
const place = {
  fund: 'small',
  scheme: 'navigators',
  source: 'council',
  nature: 'revenue',
} as const;
const scheme: MovePlace = { ...place, kind: 'scheme', year: '2026-27' };
const lights = (year: string): MovePlace => ({ ...place, kind: 'award', award: 'lights', year });
const leg = (amount: string, from: MovePlace, to: MovePlace): Leg => ({ amount, from, to });
const follow = (award: Award, legs: readonly Leg[], reallocation = 'move') =>
  followReallocation(award, 'lights', { reallocation, legs, effective: '2026-05-01' });
const others: MovePlace = { ...place, kind: 'award', award: 'rivers', year: '2026-27' };

it('takes out what leaves it and puts in what comes, year by year, and is worth what that makes', () => {
  const legs = [
    leg('30.00', lights('2027-28'), scheme),
    leg('5.00', lights('2027-28'), lights('2026-27')),
    leg('1.00', others, lights('2026-27')),
    leg('9.00', others, scheme),
  ];
  expect(follow(made, legs).events).toEqual([
    expect.objectContaining({
      type: 'AwardReallocated',
      data: {
        reallocation: 'move',
        adds: [ofYear('2026-27', '6.00')],
        releases: [ofYear('2027-28', '35.00')],
        funding: [ofYear('2026-27', '106.00'), ofYear('2027-28', '65.00')],
        value: '171.00',
      },
    }),
  ]);
});

it('follows a reallocation once, and leads on to its next change', () => {
  const legs = [leg('30.00', lights('2027-28'), scheme)];
  const [event] = follow(made, legs).events ?? [];
  if (!event) throw new Error('it did not follow');
  const after = evolveAward(made, event);
  expect(follow(after, legs).events).toEqual([]);
  const vary = asking('vary-contract', {
    change: 'v1',
    description: 'More',
    ground: 'provided-for',
    adds: [{ ...ofYear('2027-28', '1.00'), sources: 'as-award' }],
  });
  expect(decided(after, vary).events).toMatchObject([{ data: { value: '171.00' } }]);
});

it('is of no award that is not made', () =>
  expectRefused(follow(newAward(), []).refused, 'not-found', { what: 'award', id: 'lights' }));

it('names each award that it touches once, and those that gain', () => {
  const legs = [leg('1.00', lights('2026-27'), others), leg('1.00', lights('2027-28'), scheme)];
  expect(awardsTouched(legs)).toEqual([
    { award: 'lights', fund: 'small' },
    { award: 'rivers', fund: 'small' },
  ]);
  expect(awardsGaining(legs)).toEqual([{ award: 'rivers', fund: 'small' }]);
});

it('brings nothing to an award that has ended', () => {
  expect(takesNoMore(made, 'lights')).toBeUndefined();
  const end = asking(
    'end-contract',
    { change: 'e', end: '2028-03-31', cause: 'Run out' },
    '2028-04-01',
  );
  const [event] = decided(made, end).events ?? [];
  if (!event) throw new Error('it did not end');
  expectRefused(takesNoMore(evolveAward(made, event), 'lights'), 'award-over', { award: 'lights' });
});
