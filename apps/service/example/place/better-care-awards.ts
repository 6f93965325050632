import type { Step } from '../step.js';
import { contractOf, grantOf, novationOf, type AwardPlan } from './awards.js';
import { betterCare } from './better-care.js';
import { charity, company, nhsTrust } from './bodies.js';
import { withDisputes } from './disputed.js';
import { drawsFor } from './draw.js';
import { monthlyInArrears, quarterlyClaims } from './money-out.js';

const fund = betterCare;
const care = [
  { category: 'delivery', share: 86 },
  { category: 'workforce', share: 8 },
  { category: 'core', share: 6 },
] as const;
const costShares = [...care];

/** Home care for half the place: three years, and two more if both sides want them. */
const meadowcare: AwardPlan = {
  ...{ fund, scheme: 'homecare', id: 'meadowcare', provider: company(40), costShares },
  title: 'Care at home, Ravensby and Skelder',
  ...{ start: '2024-04-01', end: '2027-09-30', yearly: 1_080_000 },
};

/** The other half, by a smaller company. */
const fairfield: AwardPlan = {
  ...{ fund, scheme: 'homecare', id: 'fairfield', provider: company(41), costShares },
  title: 'Care at home, the dales',
  ...{ start: '2024-10-01', end: '2027-03-31', yearly: 600_000 },
  novated: { to: company(48), from: '2026-01-01', evidence: 'Deed of novation, 18 December 2025' },
};

const neighbourly: AwardPlan = {
  ...{ fund, scheme: 'homecare', id: 'neighbourly', provider: company(26) },
  costShares: [
    { category: 'delivery', share: 80 },
    { category: 'workforce', share: 12 },
    { category: 'participation', share: 8 },
  ],
  title: 'Care by neighbours',
  ...{ start: '2025-07-01', end: '2027-12-31', yearly: 288_000 },
};

const reablement: AwardPlan = {
  ...{ fund, scheme: 'reablement', id: 'reablement', provider: nhsTrust, costShares },
  title: 'Reablement at home',
  ...{ start: '2024-04-01', end: '2029-03-31', yearly: 2_040_000 },
};

const homefirst = (id: string, start: string, end: string): AwardPlan => ({
  ...{ fund, scheme: 'discharge', id, provider: charity(30), costShares, start, end },
  ...{ title: 'Home from hospital', yearly: 780_000 },
});

const carers: AwardPlan = {
  ...{ fund, scheme: 'carers', id: 'carers', provider: charity(10) },
  costShares: [
    { category: 'delivery', share: 68 },
    { category: 'participation', share: 20 },
    { category: 'core', share: 12 },
  ],
  title: 'Breaks, advice and company for carers',
  ...{ start: '2024-04-01', end: '2027-03-31', yearly: 336_000 },
};

const equipment: AwardPlan = {
  ...{ fund, scheme: 'equipment', id: 'equipment', provider: company(42) },
  costShares: [
    { category: 'delivery', share: 82 },
    { category: 'infrastructure', share: 18 },
  ],
  ...{ title: 'Community equipment store', addsVat: true },
  ...{ start: '2024-04-01', end: '2028-03-31', yearly: 600_000 },
};

const falls: AwardPlan = {
  ...{ fund, scheme: 'falls', id: 'falls', provider: charity(31) },
  costShares: [
    { category: 'delivery', share: 75 },
    { category: 'participation', share: 10 },
    { category: 'evaluation', share: 15 },
  ],
  title: 'Steady on your feet',
  ...{ start: '2024-07-01', end: '2027-12-31', yearly: 180_000 },
};

const adaptations: AwardPlan = {
  ...{ fund, scheme: 'adaptations', id: 'adaptations', provider: company(43), nature: 'capital' },
  costShares: [{ category: 'infrastructure', share: 1 }],
  title: 'Level-access showers and ramps',
  ...{ start: '2024-04-01', end: '2027-03-31', yearly: 540_000 },
};

const invoiced: readonly AwardPlan[] = [
  ...[meadowcare, fairfield, neighbourly, reablement],
  homefirst('homefirst-1', '2024-04-01', '2026-03-31'),
  homefirst('homefirst-2', '2026-04-01', '2027-03-31'),
  ...[equipment, falls, adaptations],
];

const telling = { reason: 'Care at home, as the fund plans it' };

export const betterCareAwards: readonly Step[] = [
  contractOf(meadowcare, {
    terms: {
      indexation: { index: 'CPIH', base: '2024-01', cap: '0.05', collar: '0.00' },
      options: [{ option: 1, exerciseBy: '2027-03-31', value: '2160000.00' }],
      flexibility: { percent: '0.05' },
    },
    ...{ optionMonths: [24], optionsValue: '2160000.00' },
  }),
  contractOf(fairfield),
  ...novationOf(fairfield, { reason: 'Fairfield gives up home care in the dales' }),
  contractOf(neighbourly),
  contractOf(reablement, { regime: 'not-applicable' }),
  contractOf(homefirst('homefirst-1', '2024-04-01', '2026-03-31')),
  contractOf(homefirst('homefirst-2', '2026-04-01', '2027-03-31')),
  grantOf(carers, { terms: { claims: 'in-arrears' } }),
  contractOf(equipment, {
    terms: {
      breaks: [{ break: 'mid-term', from: '2026-03-31', noticeMonths: 6, by: 'either' }],
      retention: { percent: '0.02' },
    },
  }),
  contractOf(falls, { terms: { leadProvider: true } }),
  contractOf(adaptations, { regime: 'Procurement Act 2023' }),
];

export const betterCareInvoices = withDisputes(fund, [
  ...invoiced.flatMap((plan) => monthlyInArrears(plan, drawsFor(`${fund}/${plan.id}`), telling)),
  ...quarterlyClaims(carers, drawsFor(`${fund}/carers`), telling, 100),
]);
