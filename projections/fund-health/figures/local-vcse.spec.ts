import { FactsAt, type AnyFact } from '#libs/ledger/facts-at.js';
import { inPounds, northmoorAfter, opening } from '#test/support/figures.js';
import { northmoor, organisations } from '#test/support/northmoor.js';
import type { FundView } from '#projections/reading/reading.js';
import { localVcse } from './local-vcse.js';

const area = 'E06000999';
const { harbourLights, moorside } = organisations;

const about = (id: string, more: object): FundView =>
  northmoorAfter(
    northmoor.map((step) =>
      step.kind === 'organisation' && step.id === id
        ? { ...step, body: { ...step.body, ...more } }
        : step,
    ),
  );

/** Areas as they were defined: `name` with its members, from a day on. */
const defined = (view: FundView, ...sets: readonly [string, object][]): FundView => ({
  ...view,
  facts: new FactsAt([
    ...(['organisation', 'fund'] as const).flatMap((entity) =>
      view.facts.list(entity).map((fact) => ({ ...fact, entity }) as AnyFact),
    ),
    ...(sets.map(([name, more], place) => {
      const attributes = { area: name, members: [], complete: false, overlaps: [], ...more };
      const effective = '2026-04-01';
      const [entity, number] = ['area-set', place + 1] as const;
      return { ...{ entity, id: String(place), fund: 'none', number, effective }, attributes };
    }) as unknown as AnyFact[]),
  ]),
});

const sums = (view: FundView) => inPounds([localVcse(view)])[0];

it('is 2,970,000 of 3,570,000 in the worked story', () =>
  expect(sums(opening)).toEqual({
    local: '2970000.00',
    others: '600000.00',
    unknown: '0.00',
    share: '83.19',
  }));

it('counts apart a provider of which it is not known whether it is one', () =>
  expect(sums(about(moorside, { vcse: 'unknown' }))).toEqual({
    local: '2880000.00',
    others: '600000.00',
    unknown: '90000.00',
    share: '82.76',
  }));

it('counts apart a provider rooted nobody knows where, or in an area that nobody has drawn', () => {
  for (const areas of [[], ['E05009991']])
    expect(sums(about(moorside, { areas }))).toMatchObject({
      local: '2880000.00',
      unknown: '90000.00',
    });
});

it('asks what lies within the area of the fund, and what is elsewhere', () => {
  const inWard = about(moorside, { areas: ['E05009991'] });
  const within = defined(inWard, [area, { members: ['E05009991'] }], ['E05009991', {}]);
  expect(sums(within)).toMatchObject({ local: '2970000.00', unknown: '0.00' });
  const elsewhere = defined(inWard, [area, { members: ['E05009992'] }], ['E05009991', {}]);
  expect(sums(elsewhere)).toMatchObject({ local: '2880000.00', others: '690000.00' });
  const partly = defined(inWard, [area, { overlaps: ['E05009991'] }], ['E05009991', {}]);
  expect(sums(partly)).toMatchObject({ local: '2880000.00', unknown: '90000.00' });
});

it('finds a provider under another identifier of its body', () => {
  const other = northmoor.map((step) =>
    step.kind === 'contract' && step.id === 'harbour-lights'
      ? { ...step, body: { ...step.body, provider: 'GB-CHC-1999909' } }
      : step,
  );
  expect(sums(northmoorAfter(other))).toMatchObject({ local: '90000.00', unknown: '2880000.00' });
  const known = other.map((step) =>
    step.id === harbourLights
      ? { ...step, body: { ...step.body, identifiers: [harbourLights, 'GB-CHC-1999909'] } }
      : step,
  );
  expect(sums(northmoorAfter(known))).toMatchObject({ local: '2970000.00', unknown: '0.00' });
});
