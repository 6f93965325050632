import type { Step } from '../step.js';
import { drawsFor } from './draw.js';
import { firstDay } from './days.js';
import { told } from './telling.js';

/** Made-up codes in the form of real ones. */
export const unitary = 'E06000999';
const icbArea = 'E54000999';
const travelToWork = 'E30000999';

/** Wards by their codes, and the town or dale that each is in. */
const wards = [
  ['E05099901', 'Harbour and Quayside', 'ravensby'],
  ['E05099902', 'Ravensby Central', 'ravensby'],
  ['E05099903', 'Fellgate', 'ravensby'],
  ['E05099904', 'Saltmarsh', 'ravensby'],
  ['E05099905', 'Skelder Bank', 'skelder'],
  ['E05099906', 'Skelder Mills', 'skelder'],
  ['E05099907', 'Harrow Beck', 'skelder'],
  ['E05099908', 'Cobble Lane', 'skelder'],
  ['E05099909', 'Upper Moor', 'dales'],
  ['E05099910', 'Nether Moor', 'dales'],
  ['E05099911', 'Weirside', 'dales'],
  ['E05099912', 'Thornholme', 'dales'],
] as const;

/** Neighbourhoods that only the partners draw. */
const neighbourhoods = [
  ['northmoor-ravensby', 'Ravensby and the harbour', 'ravensby'],
  ['northmoor-skelder', 'Skelder and the mills', 'skelder'],
  ['northmoor-dales', 'The dales', 'dales'],
] as const;
export const neighbourhood = {
  ravensby: 'northmoor-ravensby',
  skelder: 'northmoor-skelder',
  dales: 'northmoor-dales',
} as const;

const source = 'Boundaries of the example place';
const draw = drawsFor('population');

const populations = wards.map(([code]) => [code, draw.whole(6_100, 14_800)] as const);
const all = populations.reduce((sum, [, people]) => sum + people, 0);

const define = (
  area: string,
  name: string,
  kind: 'ward' | 'unitary' | 'icb' | 'travel-to-work-area' | 'local',
  members: string[] = [],
  more: { complete?: boolean; overlaps?: string[] } = {},
): Step => told('area', area, 'define-area', { name, kind, members, source, ...more }, firstDay);

const population = (area: string, people: number): Step =>
  told(
    'area',
    area,
    'state-area-population',
    { people, day: '2023-06-30', source: 'Mid-year estimate of the example place' },
    firstDay,
  );

/** Wards make up neighbourhoods and the council's area; the ICB's and the labour market reach beyond. */
export const areasDefined: readonly Step[] = [
  ...wards.map(([code, name]) => define(code, name, 'ward')),
  ...neighbourhoods.map(([id, name, town]) =>
    define(
      id,
      name,
      'local',
      wards.filter(([, , of]) => of === town).map(([code]) => code),
      {
        complete: true,
      },
    ),
  ),
  define(
    unitary,
    'Northmoor',
    'unitary',
    wards.map(([code]) => code),
    { complete: true },
  ),
  define(icbArea, 'Moorland', 'icb', [unitary]),
  define(travelToWork, 'Ravensby and Skelder', 'travel-to-work-area', [], { overlaps: [unitary] }),
  ...populations.map(([code, people]) => population(code, people)),
  ...neighbourhoods.map(([id, , town]) =>
    population(
      id,
      populations
        .filter(([code]) => wards.some(([ward, , of]) => ward === code && of === town))
        .reduce((sum, [, people]) => sum + people, 0),
    ),
  ),
  population(unitary, all),
  population(icbArea, all + 214_300),
];
