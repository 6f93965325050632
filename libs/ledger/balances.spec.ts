import { Balances, dimensionKey, type Dimension } from './balances.js';
import type { Dimensions } from './posting.js';

const on = (of: Partial<Dimensions>): Dimensions => ({
  ...{ fund: 'northmoor', account: 'cash:held', period: '2026-04', relatesTo: '2026-27' },
  ...{ nature: 'revenue', source: 'council', scheme: 'none', award: 'none', provider: 'none' },
  ...{ area: 'none', ...of },
});
const posted = [
  { on: on({}), pence: 500n },
  { on: on({ period: '2027-03-adj' }), pence: 20n },
  { on: on({ account: 'cash:creditor', source: 'nhs' }), pence: -30n },
  { on: on({}), pence: 7n },
  { on: on({ account: 'cash:creditor', period: '2027-04' }), pence: 4n },
];
const balances = Balances.of(posted);

it('is the same read by key as posting by posting', () => {
  const keyed = Balances.keyed(posted.map(({ on: of, pence }) => [dimensionKey(of), pence]));
  expect(keyed.rows).toEqual(balances.rows);
  expect(keyed.rows.map(({ year, pence }) => [year, pence])).toEqual([
    ['2026-27', 507n],
    ['2026-27', 20n],
    ['2026-27', -30n],
    ['2027-28', 4n],
  ]);
});

it('finds what is asked about by one value, by several and by none, in the order of its rows', () => {
  const found = (asked: Parameters<Balances['where']>[0]): bigint[] =>
    balances.where(asked).rows.map(({ pence }) => pence);
  expect(found({ account: 'cash:creditor' })).toEqual([-30n, 4n]);
  expect(found({ account: ['cash:creditor', 'cash:held'], year: ['2026-27'] })).toEqual([
    ...[507n, 20n, -30n],
  ]);
  expect(found({ account: ['cash:creditor', 'cash:held'] })).toEqual([507n, 20n, -30n, 4n]);
  expect(found({ source: 'nobody' })).toEqual([]);
  expect(found({ source: [] })).toEqual([]);
  expect(found({})).toHaveLength(4);
});

it('groups by several dimensions, in code-point order of these', () => {
  const groups = (...names: readonly Dimension[]): unknown[] =>
    balances
      .groupBy(...names)
      .map(({ key, balances: of }) => [...Object.values(key), of.rows.map(({ pence }) => pence)]);
  expect(groups('source', 'year')).toEqual([
    ['council', '2026-27', [507n, 20n]],
    ['council', '2027-28', [4n]],
    ['nhs', '2026-27', [-30n]],
  ]);
  expect(groups()).toEqual([[[507n, 20n, -30n, 4n]]]);
  expect(new Balances([]).groupBy('year')).toEqual([]);
  expect(new Balances([]).groupBy()).toEqual([]);
});
