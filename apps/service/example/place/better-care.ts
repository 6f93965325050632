import type { Step } from '../step.js';
import { organisations } from '../northmoor.js';
import { neighbourhood, unitary } from './areas.js';
import { housingMinistry } from './bodies.js';
import { firstDay, years } from './days.js';
import { allocated, pledged, received, type Budget, type Giving } from './money-in.js';
import { told, toFund } from './telling.js';

/*
 * Northmoor Better Care Fund: council and ICB pool what they spend on care at home and after hospital.
 * Large, nearly all of it committed, and each pound asked for by somebody who needs it.
 */

export const betterCare = 'better-care';
const telling = { reason: 'Northmoor Better Care Fund, section 75 agreement' };
const inFund = toFund(betterCare, telling);
const { council, icb } = organisations;

const terms: readonly Step[] = [
  told(
    'agreement',
    betterCare,
    'sign-agreement',
    {
      title: 'Northmoor Better Care Fund',
      power: 's75',
      host: council,
      poolManager: 'pooled-fund-manager',
      partners: [council, icb],
      aims: ['People stay at home for longer', 'Nobody waits in hospital for care'],
      reviews: ['2025-10-31', '2026-10-31'],
      noticeMonths: 12,
      noticeNotBefore: '2027-03-31',
      contributionsVary: {
        rule: 'With the national minimum, as published each year',
        uplift: '0.03',
        efficiency: '0.01',
      },
      orderOfCover: ['underspends', 'uncommitted-allocations'],
      commitmentLimits: { indicative: '2500000.00', expected: '9000000.00' },
      subjectToBudgetIsCertain: true,
      signOffs: [
        { report: 'memorandum-account', organisation: council, office: 'section-151-officer' },
        { report: 'memorandum-account', organisation: icb, office: 'chief-finance-officer' },
      ],
    },
    firstDay,
    telling,
  ),
  inFund(
    'establish-fund',
    {
      ...{ name: 'Northmoor Better Care Fund', kind: 'pooled', host: council },
      ...{ agreement: betterCare, area: unitary },
    },
    firstDay,
  ),
  ...(
    [
      ['council', 'Northmoor Council', council],
      ['icb', 'Moorland ICB', icb],
    ] as const
  ).map(([source, name, organisation]) =>
    inFund('open-source', { source, name, role: 'partner', organisation, power: 's75' }, firstDay),
  ),
  ...(
    [
      ['homes', 'Home adaptations grant'],
      ['discharge', 'Discharge grant'],
    ] as const
  ).map(([source, name]) =>
    inFund(
      'open-source',
      {
        ...{ source, name, role: 'funder', organisation: housingMinistry, through: council },
        power: 'grant determination',
      },
      firstDay,
    ),
  ),
  inFund(
    'define-ring-fence',
    {
      ...{ ringFence: 'home-adaptations', name: 'Home adaptations: capital', source: 'homes' },
      ...{ natures: ['capital'], schemes: ['adaptations'] },
      evidence: 'Grant determination 2024/3',
    },
    firstDay,
  ),
  inFund(
    'define-ring-fence',
    {
      ...{
        ringFence: 'discharge',
        name: 'Discharge grant: home from hospital',
        source: 'discharge',
      },
      ...{ natures: ['revenue'], schemes: ['discharge'], yearLimited: true },
      evidence: 'Grant determination 2024/9',
    },
    firstDay,
  ),
];

const older = 'Older people';
const schemes: readonly Step[] = (
  [
    ['reablement', 'Reablement at home', 'Getting well again', older, unitary, false],
    ['homecare', 'Care at home', 'Care every day', older, unitary, true],
    ['discharge', 'Home from hospital', 'Leaving hospital', older, unitary, false],
    [
      'equipment',
      'Community equipment',
      'Living with a disability',
      'Disabled adults',
      unitary,
      false,
    ],
    [
      'adaptations',
      'Home adaptations',
      'Living with a disability',
      'Disabled adults',
      unitary,
      false,
    ],
    ['carers', 'Support for carers', 'Caring for somebody', 'Unpaid carers', unitary, false],
    ['falls', 'Falls prevention', 'Getting well again', older, neighbourhood.dales, false],
    ['personal', 'Personal budgets', 'Living with a disability', 'Disabled adults', unitary, true],
  ] as const
).map(([scheme, name, need, cohort, area, demandLed]) =>
  inFund(
    'open-scheme',
    {
      ...{ scheme, name, need, cohort, area, demandLed, category: scheme },
      accountingBasis: scheme === 'reablement' ? 'lead-commissioner' : 'joint-operation',
    },
    firstDay,
  ),
);

const confirmed = {
  '2024-25': firstDay,
  '2025-26': '2025-03-04',
  '2026-27': '2026-03-03',
};

const givings: readonly Giving[] = [
  {
    ...{ source: 'council', parts: 12, method: 'journal', late: [0, 0], subjectToBudget: true },
    amounts: {
      '2024-25': 3_015_000,
      '2025-26': 3_130_000,
      '2026-27': 3_230_000,
      '2027-28': 3_290_000,
      '2028-29': 3_290_000,
    },
    ...{ confirmed, evidence: 'Budget resolution of Full Council' },
  },
  {
    ...{ source: 'icb', parts: 12, late: [6, 24], subjectToBudget: true },
    amounts: {
      '2024-25': 4_965_000,
      '2025-26': 5_110_000,
      '2026-27': 5_280_000,
      '2027-28': 5_380_000,
      '2028-29': 5_380_000,
    },
    ...{ confirmed, evidence: 'Minimum contribution as published' },
  },
  {
    ...{ source: 'homes', nature: 'capital', parts: 1, late: [18, 40] },
    amounts: { '2024-25': 940_000, '2025-26': 968_000, '2026-27': 990_000 },
    ...{ confirmed, evidence: 'Grant determination' },
  },
  {
    ...{ source: 'discharge', parts: 4, late: [3, 16] },
    amounts: { '2024-25': 610_000, '2025-26': 640_000, '2026-27': 640_000 },
    ...{ confirmed, evidence: 'Grant determination' },
  },
];

/** Whole pounds in 2024-25; later years are so many per cent more. */
const base = [
  ['reablement', 'council', 370_000],
  ['reablement', 'icb', 1_690_000],
  ['homecare', 'council', 1_500_000],
  ['homecare', 'icb', 1_420_000],
  ['discharge', 'icb', 640_000],
  ['discharge', 'discharge', 610_000],
  ['equipment', 'council', 285_000],
  ['equipment', 'icb', 490_000],
  ['carers', 'council', 240_000],
  ['carers', 'icb', 210_000],
  ['falls', 'council', 60_000],
  ['falls', 'icb', 125_000],
  ['personal', 'council', 560_000],
  ['personal', 'icb', 390_000],
] as const;
const growth: Readonly<Record<string, number>> = {
  '2024-25': 1000,
  '2025-26': 1021,
  '2026-27': 1042,
  '2027-28': 1060,
};

/** More people ask for a budget of their own each year. */
const grown = (scheme: string, year: string): number =>
  (growth[year] ?? 1000) +
  (scheme !== 'personal' ? 0 : year === '2024-25' ? 0 : year === '2025-26' ? 70 : 105);

/** What later years already have: only what is promised in them. */
const later = new Set(['reablement', 'equipment', 'falls', 'homecare']);

export const betterCareBudgets: readonly Budget[] = [
  ...base.map(([scheme, source, pounds]) => ({
    ...{ scheme, source },
    amounts: Object.fromEntries(
      (source === 'discharge' || !later.has(scheme) ? years : [...years, '2027-28']).map((year) => [
        year,
        source === 'discharge'
          ? year === '2024-25'
            ? 610_000
            : 640_000
          : Math.round((pounds * grown(scheme, year)) / 1_000_000) * 1000,
      ]),
    ),
  })),
  ...(['council', 'icb'] as const).map((source) => ({
    ...{ scheme: 'reablement', source },
    amounts: { '2028-29': source === 'council' ? 403_000 : 1_823_000 },
  })),
  {
    ...{ scheme: 'adaptations', source: 'homes', nature: 'capital' as const },
    amounts: { '2024-25': 940_000, '2025-26': 968_000, '2026-27': 990_000 },
  },
];

export const betterCareSetUp: readonly Step[] = [
  ...terms,
  ...schemes,
  ...givings.flatMap((giving) => pledged(betterCare, giving, telling)),
  ...allocated(betterCare, betterCareBudgets, () => firstDay, telling),
];

export const betterCareReceipts: readonly Step[] = givings.flatMap((giving) =>
  received(betterCare, giving, telling),
);
