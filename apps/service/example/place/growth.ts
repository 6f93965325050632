import type { Step } from '../step.js';
import { organisations } from '../northmoor.js';
import { neighbourhood, unitary } from './areas.js';
import { yearsOf } from './awards.js';
import { firstDay, years } from './days.js';
import { growth, growthGrants } from './growth-grants.js';
import { allocated, pledged, received, type Budget, type Giving } from './money-in.js';
import { toFund } from './telling.js';

/*
 * Northmoor Growth Programme: central money for a few years, given for rooms, skills and small firms,
 * ring-fenced by year and by kind, and about to end. The story's fund has a part of the same programme.
 */

const telling = { by: 'noor', reason: 'Northmoor Growth Programme' };
const inFund = toFund(growth, telling);
const { council, programme } = organisations;
const { ravensby, skelder, dales } = neighbourhood;
const determination = 'Grant determination 2024/11';

const setUp: readonly Step[] = [
  inFund(
    'establish-fund',
    { name: 'Northmoor Growth Programme', kind: 'grant', host: council, area: unitary },
    firstDay,
  ),
  inFund(
    'open-source',
    {
      ...{ source: 'programme', name: 'Growth Programme', role: 'funder' },
      ...{ organisation: programme, through: council, power: 'grant determination' },
    },
    firstDay,
  ),
  ...(['revenue', 'capital'] as const).map((nature) =>
    inFund(
      'define-ring-fence',
      {
        ...{ ringFence: `growth-${nature}`, name: `Growth Programme: ${nature}` },
        ...{ source: 'programme', natures: [nature], yearLimited: true, until: '2027-03-31' },
        evidence: determination,
      },
      firstDay,
    ),
  ),
  ...(
    [
      ['community', 'Somewhere to meet', 'Somewhere to meet', 'Everybody', ravensby],
      ['kitchens', 'Food and kitchens', 'Enough to eat', 'Families on low incomes', ravensby],
      ['skills', 'People and skills', 'Work and skills', 'People out of work', unitary],
      ['business', 'Small firms', 'Work and skills', 'Owners of small firms', skelder],
      ['rooms', 'Rooms and roofs', 'Somewhere to meet', 'Everybody', dales],
      ['voices', 'Residents decide', 'Having a say', 'Everybody', skelder],
      ['management', 'Running the programme', 'Running the programme', 'Everybody', unitary],
    ] as const
  ).map(([scheme, name, need, cohort, area]) =>
    inFund(
      'open-scheme',
      { scheme, name, need, cohort, area, category: scheme, accountingBasis: 'lead-commissioner' },
      firstDay,
    ),
  ),
  inFund(
    'set-share-limit',
    {
      ...{ limit: 'management', name: 'Running the programme, 4 %', source: 'programme' },
      ...{ kind: 'maximum', rate: '0.04', rounding: 'nearest-pound', schemes: ['management'] },
      evidence: determination,
    },
    firstDay,
  ),
  inFund(
    'set-share-limit',
    {
      ...{ limit: 'capital', name: 'Capital, 30 % by the end', source: 'programme' },
      ...{ kind: 'minimum', rate: '0.30', natures: ['capital'], by: '2027-03-31' },
      evidence: determination,
    },
    firstDay,
  ),
];

/** One determination for all three years. */
const confirmed = { '2024-25': firstDay, '2025-26': firstDay, '2026-27': firstDay };
const givings: readonly Giving[] = [
  {
    ...{ source: 'programme', parts: 4, late: [2, 20], confirmed, evidence: determination },
    amounts: { '2024-25': 540_000, '2025-26': 740_000, '2026-27': 520_000 },
  },
  {
    ...{ source: 'programme', nature: 'capital', parts: 1, late: [12, 30], confirmed },
    ...{
      evidence: determination,
      amounts: { '2024-25': 210_000, '2025-26': 305_000, '2026-27': 90_000 },
    },
  },
];

/** What the grants of a scheme come to in a year, rounded up, and a little to spare. */
const forGrants = (scheme: string, nature: 'revenue' | 'capital'): Budget => ({
  ...{ scheme, source: 'programme', nature },
  amounts: Object.fromEntries(
    years.flatMap((year) => {
      const pence = growthGrants
        .filter((grant) => grant.scheme === scheme)
        .flatMap((grant) => yearsOf(grant))
        .filter((one) => one.year === year)
        .reduce((sum, one) => sum + one.pence, 0n);
      return pence === 0n ? [] : [[year, (Number(pence / 500_000n) + 2) * 5_000]];
    }),
  ),
});

export const growthBudgets: readonly Budget[] = [
  ...(['community', 'kitchens', 'skills', 'business', 'voices'] as const).map((scheme) =>
    forGrants(scheme, 'revenue'),
  ),
  forGrants('rooms', 'capital'),
  // Last, for its limit is a share of what the others have.
  {
    ...{ scheme: 'management', source: 'programme' },
    amounts: { '2024-25': 26_000, '2025-26': 32_000, '2026-27': 15_000 },
  },
];

export const growthSetUp: readonly Step[] = [
  ...setUp,
  ...givings.flatMap((giving) => pledged(growth, giving, telling)),
  ...allocated(growth, growthBudgets, () => firstDay, telling),
];

export const growthReceipts: readonly Step[] = givings.flatMap((giving) =>
  received(growth, giving, telling),
);
