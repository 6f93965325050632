import { FactsAt, type AnyFact } from '#libs/ledger/facts-at.js';
import { parsePence } from '#libs/money/pence.js';
import type { FiledLine } from '#projections/reading/reading.js';
import { inPounds } from '#test/support/figures.js';
import { areaSpending } from './area-spending.js';

const fact = (entity: string, id: string, effective: string, attributes: object, number = 1) =>
  ({ entity, id, fund: 'none', provider: 'none', number, effective, attributes }) as AnyFact;
const area = (id: string) => fact('area', id, '2026-04-01', { name: id, kind: 'local' });
const set = (
  of: string,
  from: string,
  members: string[],
  number: number,
  overlaps: string[] = [],
) =>
  fact('area-set', String(number), from, { area: of, members, overlaps, complete: false }, number);
const people = (of: string, day: string, count: number) =>
  fact('population', `${of}/${day}`, day, { area: of, day, people: count, source: 'ONS' });

/** Ward 2 moves from the district to its neighbour on 6 May 2027. Both are in the ICB. */
const facts = new FactsAt([
  ...['ward-1', 'ward-2', 'ward-3', 'district', 'neighbour', 'icb', 'labour'].map(area),
  set('district', '2026-04-01', ['ward-1', 'ward-2'], 1),
  set('neighbour', '2026-04-01', ['ward-3'], 2),
  set('icb', '2026-04-01', ['district', 'neighbour'], 3),
  set('labour', '2026-04-01', [], 4, ['neighbour']),
  set('district', '2027-05-06', ['ward-1'], 5),
  set('neighbour', '2027-05-06', ['ward-2', 'ward-3'], 6),
  people('district', '2025-06-30', 1_000),
  people('district', '2024-06-30', 900),
]);

const line = (place: string, amount: string, day = '2026-09-01', fund = 'pool'): FiledLine => ({
  fund,
  area: place,
  day,
  pence: parsePence(amount),
  handedOn: null,
});
const lines = [
  line('ward-1', '100.00'),
  line('ward-2', '20.00'),
  line('ward-2', '3.00', '2027-05-06'),
  line('district', '400.00'),
  line('district', '50.00', '2026-09-01', 'grant'),
  line('ward-3', '7.00'),
  line('icb', '1000.00'),
  line('labour', '0.60'),
  line('unknown', '0.05'),
  line('E99999999', '0.01'),
];
const asked = (...areas: string[]) => areaSpending(areas, lines, facts, '2027-06-01');
const sums = ({ within, partly, unplaced, ...rest }: ReturnType<typeof asked>) =>
  inPounds([
    {
      within: within.pence,
      partly: partly.pence,
      unplaced: unplaced.pence,
      elsewhere: rest.elsewhere,
      total: rest.total,
    },
  ])[0];

it('counts what is filed under an area and under what lay within it on the day', () =>
  expect(sums(asked('district'))).toEqual({
    within: '570.00',
    partly: '1000.00',
    unplaced: '0.06',
    elsewhere: '10.60',
    total: '1580.66',
  }));

it('counts in a union each pound once, in whichever of its areas it lies', () => {
  expect(sums(asked('district', 'ward-1'))).toMatchObject({ within: '570.00' });
  expect(sums(asked('district', 'neighbour'))).toMatchObject({ within: '580.00' });
  expect(sums(asked('icb', 'district', 'neighbour'))).toMatchObject({
    within: '1580.00',
    partly: '0.60',
    elsewhere: '0.00',
  });
});

it('shows apart what lies in an area that overlaps only partly, and never guesses', () =>
  expect(inPounds(asked('ward-3').partly.lines)).toEqual([
    { area: 'icb', fund: 'pool', pence: '1000.00' },
    { area: 'labour', fund: 'pool', pence: '0.60' },
  ]));

it('shows apart what lies in no known area: it may lie anywhere', () =>
  expect(inPounds(asked('district').unplaced.lines)).toEqual([
    { area: 'E99999999', fund: 'pool', pence: '0.01' },
    { area: 'unknown', fund: 'pool', pence: '0.05' },
  ]));

it('says in which fund', () =>
  expect(inPounds(asked('district').within.lines)).toEqual([
    { area: 'district', fund: 'grant', pence: '50.00' },
    { area: 'district', fund: 'pool', pence: '400.00' },
    { area: 'ward-1', fund: 'pool', pence: '100.00' },
    { area: 'ward-2', fund: 'pool', pence: '20.00' },
  ]));

it('is per head of the latest stated population, and of no one where that is unknown', () => {
  expect(asked('district').perHead).toEqual({
    pounds: '0.57',
    people: 1_000,
    day: '2025-06-30',
    source: 'ONS',
  });
  expect(asked('neighbour').perHead).toBeUndefined();
  expect(asked('district', 'neighbour').perHead).toBeUndefined();
});
