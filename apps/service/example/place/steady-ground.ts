import type { Step } from '../step.js';
import { organisations } from '../northmoor.js';
import { neighbourhood, unitary } from './areas.js';
import { contractOf, grantOf, type AwardPlan } from './awards.js';
import { charity, college, company, fireService } from './bodies.js';
import { firstDay, yearOn } from './days.js';
import { drawsFor } from './draw.js';
import { allocated, pledged, received, type Budget, type Giving } from './money-in.js';
import { monthlyInArrears } from './money-out.js';
import { told, toFund } from './telling.js';

/*
 * Steady Ground: seven years of money for a handful of local organisations, so that they can do what
 * takes longer than a year. One partner has left since.
 */

export const steadyGround = 'steady-ground';
const fund = steadyGround;
const telling = { reason: 'Steady Ground agreement' };
const inFund = toFund(fund, telling);
const { council, icb, foundation } = organisations;
const { ravensby, skelder } = neighbourhood;

const terms: readonly Step[] = [
  told(
    'agreement',
    fund,
    'sign-agreement',
    {
      ...{ title: 'Steady Ground', power: 's75', host: council },
      ...{ poolManager: 'pooled-fund-manager', partners: [council, icb, fireService] },
      otherParties: [foundation],
      aims: ['Long enough to matter', 'Local organisations that last'],
      reviews: ['2026-03-31', '2029-03-31'],
      ...{ noticeMonths: 12, noticeNotBefore: '2026-03-31' },
      orderOfCover: ['underspends', 'risk-reserve'],
      yearEnd: { retained: [{ use: 'risk-reserve', upTo: '15000.00' }] },
      commitmentLimits: { indicative: '0.00', expected: '600000.00' },
      subjectToBudgetIsCertain: true,
    },
    firstDay,
    telling,
  ),
  inFund(
    'establish-fund',
    {
      ...{ name: 'Steady Ground', kind: 'pooled', host: council, agreement: fund, area: unitary },
    },
    firstDay,
  ),
  ...(
    [
      ['council', 'Northmoor Council', council],
      ['icb', 'Moorland ICB', icb],
      ['fire', 'Moorland Fire and Rescue Authority', fireService],
    ] as const
  ).map(([source, name, organisation]) =>
    inFund('open-source', { source, name, role: 'partner', organisation, power: 's75' }, firstDay),
  ),
  inFund(
    'open-source',
    {
      ...{ source: 'foundation', name: 'Moor Community Foundation', role: 'funder' },
      ...{ organisation: foundation, through: council, power: 'grant' },
    },
    firstDay,
  ),
  inFund(
    'define-ring-fence',
    {
      ...{ ringFence: 'foundation', name: 'Foundation: having a say', source: 'foundation' },
      ...{ schemes: ['voices', 'youth'], evidence: 'Offer letter of 12 January 2024' },
    },
    firstDay,
  ),
  ...(
    [
      ['housing', 'A home first', 'A home', 'People sleeping rough', ravensby],
      ['recovery', 'Second wind', 'Getting well again', 'People in recovery', ravensby],
      ['youth', 'At a turning point', 'Growing up safely', 'Young people', skelder],
      ['advice', 'Advice on the quay', 'Debt and benefits', 'Families on low incomes', ravensby],
      ['voices', 'Having a say', 'Having a say', 'Everybody', unitary],
      ['learning', 'Learning together', 'Having a say', 'Everybody', unitary],
    ] as const
  ).map(([scheme, name, need, cohort, area]) =>
    inFund(
      'open-scheme',
      { scheme, name, need, cohort, area, category: scheme, accountingBasis: 'joint-operation' },
      firstDay,
    ),
  ),
];

const sevenYears = (pounds: number): Record<string, number> =>
  Object.fromEntries(Array.from({ length: 7 }, (_, at) => [yearOn('2024-25', at), pounds]));
const resolved = { '2024-25': firstDay, '2025-26': '2025-03-04', '2026-27': '2026-03-03' };

const givings: readonly Giving[] = [
  {
    ...{
      source: 'council',
      parts: 12,
      method: 'journal',
      late: [0, 0],
      amounts: sevenYears(225_000),
    },
    ...{
      confirmed: resolved,
      evidence: 'Budget resolution',
      subjectToBudget: true,
    },
  },
  {
    ...{ source: 'icb', parts: 4, late: [4, 21], amounts: sevenYears(195_000) },
    ...{ confirmed: resolved, evidence: 'Signed schedule', subjectToBudget: true },
  },
  {
    ...{ source: 'fire', parts: 4, late: [1, 9], evidence: 'Signed schedule' },
    amounts: { '2024-25': 60_000, '2025-26': 60_000 },
    confirmed: { '2024-25': firstDay, '2025-26': firstDay },
  },
  {
    ...{ source: 'foundation', parts: 1, late: [5, 15], amounts: sevenYears(140_000) },
    confirmed: Object.fromEntries(Object.keys(sevenYears(0)).map((year) => [year, firstDay])),
    evidence: 'Offer letter of 12 January 2024',
  },
];

const shares = [
  { category: 'delivery', share: 72 },
  { category: 'workforce', share: 12 },
  { category: 'participation', share: 8 },
  { category: 'core', share: 8 },
] as const;

const plan = (
  id: string,
  scheme: string,
  provider: string,
  title: string,
  yearly: number,
  source?: string,
): AwardPlan => ({
  ...{ fund, id, scheme, provider, title, yearly, costShares: [...shares] },
  ...{ start: '2024-04-01', end: '2031-03-31' },
  ...(source === undefined ? {} : { source }),
});

const housing = plan('steady-housing', 'housing', company(27), 'A home first', 168_000);
const recovery = plan('steady-recovery', 'recovery', company(25), 'Second wind', 126_000);
const youth = plan(
  'steady-youth',
  'youth',
  charity(16),
  'At a turning point',
  96_000,
  'foundation',
);
const advice = plan('steady-advice', 'advice', charity(19), 'Advice on the quay', 84_000);
const voices = plan('steady-voices', 'voices', charity(20), 'Assemblies', 36_000, 'foundation');
const learning: AwardPlan = {
  ...plan('steady-learning', 'learning', college, 'Learning together', 30_000),
  costShares: [{ category: 'evaluation', share: 1 }],
};
const awards = [housing, recovery, youth, advice, voices, learning];

const each = (scheme: string, source: string, pounds: number): Budget => ({
  ...{ scheme, source },
  amounts: sevenYears(pounds),
});

export const steadyGroundBudgets: readonly Budget[] = [
  each('housing', 'council', 110_000),
  each('housing', 'icb', 60_000),
  each('recovery', 'icb', 110_000),
  each('recovery', 'council', 20_000),
  each('youth', 'foundation', 96_000),
  each('advice', 'council', 60_000),
  each('advice', 'icb', 25_000),
  each('voices', 'foundation', 36_000),
  each('learning', 'council', 30_000),
  { scheme: 'housing', source: 'fire', amounts: { '2024-25': 40_000, '2025-26': 40_000 } },
];

export const steadyGroundSetUp: readonly Step[] = [
  ...terms,
  ...givings.flatMap((giving) => pledged(fund, giving, telling)),
  ...allocated(fund, steadyGroundBudgets, () => firstDay, telling),
];

const close = (year: string, day: string): Step =>
  inFund(
    'close-year',
    {
      year,
      unspent: [
        {
          ...{ source: 'foundation', decision: 'carry' },
          basis: `Consent of the Moor Community Foundation for ${year}`,
        },
      ],
      bases: [
        {
          ...{ source: 'icb', office: 'chief-finance-officer' },
          basis: 'Steady Ground agreement, schedule 3',
        },
      ],
    },
    day,
  );

export const steadyGroundYears: readonly Step[] = [
  ...givings.flatMap((giving) => received(fund, giving, telling)),
  ...[housing, recovery, advice, learning].map((one) => contractOf(one, {}, telling)),
  ...[youth, voices].map((one) => grantOf(one, {}, telling)),
  ...awards.flatMap((one) => monthlyInArrears(one, drawsFor(`${fund}/${one.id}`), telling)),
  close('2024-25', '2025-05-22'),
  close('2025-26', '2026-05-21'),
];

/** The fire authority leaves: with a year's notice, and not without a disagreement. */
export const fireLeaves: readonly Step[] = [
  told(
    'agreement',
    fund,
    'give-notice',
    { partner: fireService, ends: '2026-03-31', grounds: 'A smaller budget from April 2026' },
    '2025-03-10',
    telling,
  ),
  told(
    'agreement',
    fund,
    'record-exit',
    {
      partner: fireService,
      lines: [
        {
          ...{ fund, source: 'fire', direction: 'to-partner', amount: '12000.00' },
          for: 'unspent-money',
        },
      ],
      evidence: 'Exit schedule',
    },
    '2026-06-02',
    telling,
  ),
  told(
    'agreement',
    fund,
    'dispute-exit-settlement',
    {
      ...{ partner: fireService, by: fireService, amount: '3000.00' },
      grounds: 'The handover in March was paid for by us',
    },
    '2026-06-18',
    telling,
  ),
  told(
    'agreement',
    fund,
    'agree-exit-settlement',
    {
      partner: fireService,
      lines: [
        {
          ...{ fund, source: 'fire', direction: 'to-partner', amount: '13500.00' },
          for: 'unspent-money',
        },
      ],
      evidence: 'Deed of settlement',
    },
    '2026-08-27',
    telling,
  ),
  inFund('settle-exit', { partner: fireService }, '2026-08-28'),
  inFund(
    'record-settlement-payment',
    { source: 'fire', direction: 'to-partner', reference: 'BACS 90417' },
    '2026-09-18',
  ),
];
