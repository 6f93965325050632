import { areaCommands } from '#contracts/commands/area.js';
import { expectRefused } from '#test/support/given.js';
import { decideArea, evolveArea, newArea, type Area } from './area.js';
import { setOn } from './membership.js';

const from = { effective: '2026-04-01' } as const;
const defining = (more: object = {}) => ({
  ...areaCommands['define-area'].parse({
    name: 'Northmoor',
    kind: 'unitary',
    source: 'ONS lookup',
    ...more,
  }),
  command: 'define-area' as const,
  ...from,
});
const known: Area = {
  defined: true,
  sets: [{ from: '2026-04-01', members: [], complete: false, overlaps: [] }],
};
const changing = (members: string[]) => ({
  ...areaCommands['change-area-membership'].parse({ members, source: 'Boundary order' }),
  command: 'change-area-membership' as const,
  ...from,
});

it('is defined once, by its GSS code; what is not said to be complete is not', () => {
  const { events } = decideArea(newArea(), defining({ members: ['E05009991'] }), 'E06000999');
  expect(events?.map(({ type, data }) => [type, data])).toEqual([
    [
      'AreaDefined',
      {
        name: 'Northmoor',
        kind: 'unitary',
        members: ['E05009991'],
        complete: false,
        overlaps: [],
        source: 'ONS lookup',
      },
    ],
  ]);
  const again = decideArea(known, defining(), 'E06000999');
  expectRefused(again.refused, 'already-exists', { what: 'area', id: 'E06000999' });
});

it('is known by its GSS code, unless only its partners draw it', () => {
  const refused = decideArea(newArea(), defining(), 'northmoor').refused;
  expectRefused(refused, 'not-an-area-code', { area: 'northmoor' });
  const local = defining({ kind: 'local' });
  expect(decideArea(newArea(), local, 'old-harbour').events).toHaveLength(1);
  expectRefused(decideArea(newArea(), local, 'unknown').refused, 'not-an-area-code', {
    area: 'unknown',
  });
});

it('does not lie within itself', () =>
  expectRefused(
    decideArea(known, changing(['E05009991', 'E06000999']), 'E06000999').refused,
    'area-in-itself',
    { area: 'E06000999' },
  ));

it('is made of other areas from a day on, and has people, once it is defined', () => {
  expectRefused(decideArea(newArea(), changing([]), 'E06000999').refused, 'not-found', {
    what: 'area',
    id: 'E06000999',
  });
  expect(decideArea(known, changing(['E05009993']), 'E06000999').events?.[0]).toMatchObject({
    type: 'AreaMembershipChanged',
    effective: '2026-04-01',
  });
  const stated = {
    command: 'state-area-population',
    ...from,
    people: 212_400,
    day: '2025-06-30',
    source: 'ONS mid-year estimates',
  } as const;
  expect(decideArea(known, stated, 'E06000999').events?.[0]?.type).toBe('AreaPopulationStated');
});

it('keeps what it is made of from each day on', () => {
  const told = [
    defining({ members: ['E05009991'] }),
    { ...changing(['E05009992']), effective: '2027-05-06' },
  ].reduce<Area>(
    (area, asked) => (decideArea(area, asked, 'E06000999').events ?? []).reduce(evolveArea, area),
    newArea(),
  );
  expect(setOn(told.sets, '2027-05-05')?.members).toEqual(['E05009991']);
  expect(setOn(told.sets, '2027-05-06')?.members).toEqual(['E05009992']);
});
