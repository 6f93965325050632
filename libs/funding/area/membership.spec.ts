import { coveredBy, setOn, type AreaSet, type AreaSets } from './membership.js';

const set = (members: string[], more: Partial<AreaSet> = {}): AreaSet => ({
  from: '2026-04-01',
  members,
  complete: false,
  overlaps: [],
  ...more,
});
const sets = (of: Record<string, AreaSet | AreaSet[]>): AreaSets =>
  new Map(Object.entries(of).map(([area, its]) => [area, Array.isArray(its) ? its : [its]]));
const covered = (of: AreaSets, asked: string[], day = '2026-06-01') => {
  const { within, partly } = coveredBy(of, asked, day);
  return { within: [...within].sort(), partly: [...partly].sort() };
};

/** One ward is in the district, in the ICB and in the county; the travel-to-work area cuts across. */
const place = sets({
  district: set(['ward-1', 'ward-2']),
  county: set(['district', 'other-district'], { complete: true }),
  icb: set(['ward-2', 'ward-3']),
  'travel-to-work': set([], { overlaps: ['district'] }),
  'other-district': set(['ward-3']),
});

it('takes in what lies within, at any depth, once', () =>
  expect(covered(place, ['county', 'district']).within).toEqual([
    'county',
    'district',
    'other-district',
    'ward-1',
    'ward-2',
    'ward-3',
  ]));

it('keeps apart what shares only some ground, from above, from beside and as stated', () =>
  expect(covered(place, ['district'])).toEqual({
    within: ['district', 'ward-1', 'ward-2'],
    partly: ['county', 'icb', 'travel-to-work'],
  }));

it('keeps apart what may share ground: it overlaps a district that the ward is only a part of', () =>
  expect(covered(place, ['ward-1']).partly).toEqual(['county', 'district', 'travel-to-work']));

it('takes a whole for covered only where its members are known to be all of it', () => {
  expect(covered(place, ['district', 'other-district']).within).toContain('county');
  expect(covered(place, ['ward-2', 'ward-3'])).toMatchObject({
    within: ['ward-2', 'ward-3'],
    partly: expect.arrayContaining(['icb', 'county']),
  });
});

it('ends where areas name each other in a circle', () =>
  expect(covered(sets({ a: set(['b']), b: set(['a']) }), ['a']).within).toEqual(['a', 'b']));

describe('a set', () => {
  const moved = [set(['ward-1']), set(['ward-2'], { from: '2027-05-06' })];
  it('holds from its day on, until the next', () => {
    expect(setOn(moved, '2026-03-31')).toBeUndefined();
    expect(setOn(moved, '2027-05-05')?.members).toEqual(['ward-1']);
    expect(setOn(moved, '2027-05-06')?.members).toEqual(['ward-2']);
  });
  it('gives way to one recorded later for the same day, and not to an earlier one recorded late', () => {
    const corrected = [...moved, set(['ward-3'], { from: '2027-05-06' }), set(['ward-4'])];
    expect(setOn(corrected, '2027-06-01')?.members).toEqual(['ward-3']);
    expect(setOn(corrected, '2026-06-01')?.members).toEqual(['ward-4']);
  });
});
