import { areaCommands } from '#contracts/commands/area.js';
import { expectRefused } from '#test/support/given.js';
import { decideArea, evolveArea, newArea } from './area.js';

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
  const again = decideArea(evolveArea(), defining(), 'E06000999');
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
    decideArea(evolveArea(), changing(['E05009991', 'E06000999']), 'E06000999').refused,
    'area-in-itself',
    { area: 'E06000999' },
  ));

it('is made of other areas from a day on, and has people, once it is defined', () => {
  expectRefused(decideArea(newArea(), changing([]), 'E06000999').refused, 'not-found', {
    what: 'area',
    id: 'E06000999',
  });
  expect(decideArea(evolveArea(), changing(['E05009993']), 'E06000999').events?.[0]).toMatchObject({
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
  expect(decideArea(evolveArea(), stated, 'E06000999').events?.[0]?.type).toBe(
    'AreaPopulationStated',
  );
});
