import type { AwardPlan } from './awards.js';
import { charity, college, company } from './bodies.js';
import { lastOf } from './days.js';

export const growth = 'growth';

const shares = {
  community: [
    { category: 'delivery', share: 70 },
    { category: 'participation', share: 20 },
    { category: 'core', share: 10 },
  ],
  skills: [
    { category: 'delivery', share: 75 },
    { category: 'workforce', share: 20 },
    { category: 'core', share: 5 },
  ],
  rooms: [{ category: 'infrastructure', share: 1 }],
  voices: [
    { category: 'participation', share: 80 },
    { category: 'delivery', share: 20 },
  ],
} as const;

/** Scheme, provider, title, first and last month, whole pounds a year. */
const rows = [
  ['community', charity(14), 'The shed on Thursdays', '2024-04', '2026-03', 9_600],
  ['community', charity(23), 'Warm rooms in the dales', '2024-10', '2026-09', 14_400],
  ['community', charity(18), 'Walking and wheeling', '2024-07', '2026-06', 24_000],
  ['community', charity(20), 'Tea and forms', '2025-04', '2027-03', 30_000],
  ['community', charity(22), 'Lifts to town', '2025-10', '2027-01', 21_600],
  ['community', charity(15), 'Women meet by the weir', '2026-04', '2027-03', 18_000],
  ['kitchens', charity(11), 'Kitchen table', '2024-04', '2027-03', 48_000],
  ['kitchens', charity(12), 'Food that would be thrown away', '2024-07', '2027-03', 36_000],
  ['kitchens', charity(17), 'Grown on the beck', '2025-04', '2027-02', 12_000],
  ['skills', charity(33), 'First job back', '2024-04', '2026-03', 150_000],
  ['skills', company(24), 'Sewing and selling', '2024-10', '2026-09', 42_000],
  ['skills', college, 'English for work', '2024-09', '2026-08', 90_000],
  ['skills', charity(24), 'Repair and learn', '2025-04', '2027-03', 18_000],
  ['skills', charity(33), 'First job back, second round', '2026-04', '2027-03', 120_000],
  ['business', company(53), 'Loans to begin with', '2024-07', '2026-06', 120_000],
  ['business', charity(13), 'A stall of one’s own', '2025-07', '2027-01', 15_600],
  ['rooms', charity(23), 'A roof for Thornholme hall', '2024-06', '2025-03', 144_000],
  ['rooms', charity(11), 'A kitchen that passes inspection', '2024-09', '2025-03', 132_000],
  ['rooms', charity(18), 'Changing rooms for all', '2025-04', '2026-03', 210_000],
  ['rooms', charity(12), 'Cold store', '2025-06', '2026-03', 96_000],
  ['rooms', charity(24), 'Workshop', '2026-04', '2027-03', 72_000],
  ['voices', charity(16), 'Young people decide', '2024-04', '2027-03', 22_000],
  ['voices', charity(20), 'Assemblies in three towns', '2024-10', '2026-12', 19_200],
] as const;

/** Small grants, each of one scheme. */
export const growthGrants: readonly AwardPlan[] = rows.map(
  ([scheme, provider, title, from, to, yearly], at) => ({
    ...{ fund: growth, id: `growth-${String(at + 1).padStart(2, '0')}`, scheme, provider, title },
    ...{ start: `${from}-01`, end: lastOf(to), yearly, source: 'programme' },
    nature: scheme === 'rooms' ? ('capital' as const) : ('revenue' as const),
    costShares: [
      ...(scheme === 'rooms'
        ? shares.rooms
        : scheme === 'voices'
          ? shares.voices
          : scheme === 'skills' || scheme === 'business'
            ? shares.skills
            : shares.community),
    ],
  }),
);

/** Those who could not wait for their money until they have spent it. */
export const paidInAdvance: ReadonlySet<string> = new Set(
  growthGrants
    .filter(({ yearly, scheme }) => yearly <= 15_600 && scheme !== 'rooms')
    .map(({ id }) => id),
);
