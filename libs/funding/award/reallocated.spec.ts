import { PersonalBudgetBuilt } from '#contracts/events/award/personal-budget.js';
import type { Leg, MovePlace } from '#contracts/events/fund/move-shapes.js';
import { asking, awardAfter, decided, ofYear } from '#test/support/award-told.js';
import { expectRefused } from '#test/support/given.js';
import { evolveAward, newAward, type Award } from './award.js';
import {
  awardsGaining,
  awardsTouched,
  followReallocation,
  releaseReallocation,
  reserveReallocation,
} from './reallocated.js';

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
        variation: { total: '-29.00', percent: '-14.50', tested: null, notice: false },
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

const reserve = (award: Award, legs: readonly Leg[], reallocation = 'move', attempt = 'first') =>
  reserveReallocation(award, 'lights', { reallocation, attempt, legs, effective: '2026-05-01' });
const release = (award: Award, attempt: string) =>
  releaseReallocation(award, { reallocation: 'move', attempt, effective: '2026-05-01' });
const bars = (award: Award, legs: readonly Leg[]) => reserve(award, legs).refused;
/** As the award is once that happened. */
const once = (award: Award, { events }: ReturnType<typeof reserve>): Award => {
  if (!events) throw new Error('it was refused');
  return events.reduce(evolveAward, award);
};
const more = (amount: string) => [leg(amount, scheme, lights('2026-27'))];

it('brings nothing to an award that has ended', () => {
  expect(bars(made, more('1.00'))).toBeUndefined();
  const end = asking(
    'end-contract',
    { change: 'e', end: '2028-03-31', cause: 'Run out' },
    '2028-04-01',
  );
  const [event] = decided(made, end).events ?? [];
  if (!event) throw new Error('it did not end');
  const over = evolveAward(made, event);
  expectRefused(bars(over, more('1.00')), 'award-over', { award: 'lights' });
  expect(bars(over, [leg('1.00', lights('2026-27'), scheme)])).toBeUndefined();
});

it('moves nothing of an award before it is in force', () => {
  const early = reserveReallocation(made, 'lights', {
    ...{ reallocation: 'move', attempt: 'first', legs: more('1.00'), effective: '2026-03-31' },
  });
  expectRefused(early.refused, 'before-award', { from: '2026-04-01' });
});

describe('under the Provider Selection Regime', () => {
  const under = awardAfter(
    asking('award-contract', {
      title: 'Navigators',
      provider: 'harbour-lights',
      start: '2026-04-01',
      end: '2028-03-31',
      regime: 'Provider Selection Regime',
      funding: [{ ...ofYear('2026-27', '1600000.00'), sources: 'as-scheme' }],
    }),
  );
  const reached = { total: '520000.00', percent: '32.50' };

  it('a reallocation counts as a variation, at once or after one', () => {
    expect(bars(under, more('450000.00'))).toBeUndefined();
    expectRefused(bars(under, more('520000.00')), 'variation-exceeds-regime', reached);
    const vary = asking('vary-contract', {
      change: 'v1',
      description: 'More',
      adds: [{ ...ofYear('2026-27', '450000.00'), sources: 'as-award' }],
    });
    const [varied] = decided(under, vary).events ?? [];
    if (!varied) throw new Error('it was not varied');
    const after = evolveAward(under, varied);
    expectRefused(bars(after, more('70000.00')), 'variation-exceeds-regime', reached);
  });

  it('and leads on to the next variation', () => {
    const [event] = follow(under, more('450000.00')).events ?? [];
    if (!event) throw new Error('it did not follow');
    expect(event.data).toMatchObject({ variation: { total: '450000.00', percent: '28.13' } });
    const vary = asking('vary-contract', {
      change: 'v1',
      description: 'More',
      adds: [{ ...ofYear('2026-27', '70000.00'), sources: 'as-award' }],
    });
    const after = evolveAward(under, event);
    expectRefused(decided(after, vary).refused, 'variation-exceeds-regime', reached);
  });

  const vary = (amount: string) =>
    asking('vary-contract', {
      change: `by-${amount}`,
      description: 'More',
      adds: [{ ...ofYear('2026-27', amount), sources: 'as-award' }],
    });
  const aside = once(under, reserve(under, more('70000.00')));

  it('what is decided while one is carried out leaves room for it', () => {
    expectRefused(decided(aside, vary('450000.00')).refused, 'variation-exceeds-regime', {
      ...reached,
      underWay: '70000.00',
    });
    expectRefused(reserve(aside, more('450000.00'), 'other').refused, 'variation-exceeds-regime', {
      ...reached,
      underWay: '70000.00',
    });
    expect(decided(aside, vary('300000.00')).events).toMatchObject([
      { data: { total: '300000.00' } },
    ]);
  });

  it('nobody counts on one that takes out what another change adds', () => {
    const less = once(under, reserve(under, [leg('70000.00', lights('2026-27'), scheme)]));
    expectRefused(decided(less, vary('520000.00')).refused, 'variation-exceeds-regime', reached);
  });

  it('one that is carried out counts once, and one that is given up not at all', () => {
    const followed = once(aside, follow(aside, more('70000.00')));
    expect(decided(followed, vary('400000.00')).events).toMatchObject([
      { data: { total: '470000.00' } },
    ]);
    const free = once(aside, release(aside, 'first'));
    expect(decided(free, vary('450000.00')).events).toBeDefined();
  });

  it('money that moves within the contract varies it by nothing', () =>
    expect(bars(under, [leg('900000.00', lights('2026-27'), lights('2027-28'))])).toBeUndefined());
});

it('is set aside once by each try, and by none that came to nothing before it got so far', () => {
  const aside = once(made, reserve(made, more('1.00')));
  expect(reserve(aside, more('1.00')).events).toEqual([]);
  expectRefused(reserve(aside, more('1.00'), 'move', 'second').refused, 'wrong-order', {
    state: 'being carried out',
  });
  expect(once(aside, release(aside, 'second'))).toMatchObject({
    reserved: new Map([['move', { attempt: 'first', more: 100n }]]),
  });
  const free = once(made, release(made, 'first'));
  expect(release(free, 'first').events).toEqual([]);
  expectRefused(reserve(free, more('1.00')).refused, 'not-carried-out', { reallocation: 'move' });
  expect(reserve(free, more('1.00'), 'move', 'second').events).toHaveLength(1);
});

it('sets nothing aside in an award that is not made: its funds say so', () => {
  expect(reserve(newAward(), more('1.00')).events).toEqual([]);
  expect(release(newAward(), 'first').events).toEqual([]);
});

const built = { person: 'hl-417', needs: [], sum: '0.00', override: null, budget: '200.00' };
it('neither adds to a person’s budget nor takes from it: its needs are reassessed instead', () => {
  const personal = evolveAward(made, PersonalBudgetBuilt.of('2026-04-01', built));
  expectRefused(bars(personal, more('1.00')), 'reassess-instead', {});
  expectRefused(bars(personal, [leg('1.00', lights('2026-27'), scheme)]), 'reassess-instead', {});
});

it('tests no grant, for no regime of procurement is about it', () => {
  const grant = awardAfter(
    asking('award-grant', {
      title: 'Voices',
      provider: 'moorside-voices',
      start: '2026-04-01',
      end: '2027-03-31',
      funding: [{ ...ofYear('2026-27', '10.00'), sources: 'as-scheme' }],
    }),
  );
  expect(bars(grant, more('900000.00'))).toBeUndefined();
  expect(follow(grant, more('5.00')).events).toMatchObject([{ data: { variation: null } }]);
});
