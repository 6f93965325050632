import type { Step } from '../step.js';
import { organisations } from '../northmoor.js';
import { neighbourhood, unitary } from './areas.js';
import { betterCare } from './better-care.js';
import { growth } from './growth-grants.js';
import { steadyGround } from './steady-ground.js';
import { told } from './telling.js';

const { council, icb } = organisations;
const agreedBy = [council, icb];

interface Measure {
  readonly id: string;
  readonly measure: string;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  readonly cohort: string;
  readonly area: string;
  /** The schemes that seek it. */
  readonly soughtBy?: { fund: string; scheme: string }[];
  /** By year: the agreed baseline, and what was measured; nothing yet where it is null. */
  readonly values: Readonly<Record<string, readonly [string, string | null]>>;
}

const measures: readonly Measure[] = [
  {
    ...{ id: 'rough-sleeping', measure: 'People sleeping rough on a night in autumn' },
    ...{ unit: 'people', better: 'lower', cohort: 'People sleeping rough' },
    area: neighbourhood.ravensby,
    values: { '2024-25': ['43', '37'], '2025-26': ['43', '26'], '2026-27': ['43', null] },
  },
  {
    ...{ id: 'recovery', measure: 'In recovery a year after they began', unit: 'per cent' },
    ...{ better: 'higher', cohort: 'People in recovery', area: neighbourhood.ravensby },
    values: { '2024-25': ['38', '41'], '2025-26': ['38', '47'], '2026-27': ['38', null] },
  },
  {
    ...{ id: 'young-people', measure: 'In work or learning six months on', unit: 'per cent' },
    ...{ better: 'higher', cohort: 'Young people', area: neighbourhood.skelder },
    values: { '2024-25': ['52', '50'], '2025-26': ['52', '61'], '2026-27': ['52', null] },
  },
  {
    ...{ id: 'falls', measure: 'Falls that led to a night in hospital', unit: 'falls' },
    ...{ better: 'lower', cohort: 'Older people', area: neighbourhood.dales },
    soughtBy: [{ fund: betterCare, scheme: 'falls' }],
    values: { '2024-25': ['212', '219'], '2025-26': ['212', '184'], '2026-27': ['212', null] },
  },
  {
    ...{ id: 'at-home', measure: 'Still at home 91 days after hospital', unit: 'per cent' },
    ...{ better: 'higher', cohort: 'Older people', area: unitary },
    soughtBy: [{ fund: betterCare, scheme: 'reablement' }],
    values: { '2024-25': ['81', '82.4'], '2025-26': ['81', '84.1'], '2026-27': ['81', null] },
  },
  {
    ...{ id: 'into-work', measure: 'In work three months after a course', unit: 'people' },
    ...{ better: 'higher', cohort: 'People out of work', area: unitary },
    soughtBy: [{ fund: growth, scheme: 'skills' }],
    values: { '2024-25': ['120', '134'], '2025-26': ['120', '171'], '2026-27': ['150', null] },
  },
  {
    ...{ id: 'first-jobs', measure: 'Firms that took on somebody for the first time' },
    ...{ unit: 'firms', better: 'higher', cohort: 'Owners of small firms' },
    ...{ area: neighbourhood.skelder, soughtBy: [{ fund: growth, scheme: 'business' }] },
    values: { '2024-25': ['14', '12'], '2025-26': ['14', '19'], '2026-27': ['14', null] },
  },
  {
    ...{ id: 'enough-to-eat', measure: 'Families who ran out of food in a month' },
    ...{ unit: 'per cent', better: 'lower', cohort: 'Families on low incomes' },
    ...{ area: neighbourhood.ravensby, soughtBy: [{ fund: growth, scheme: 'kitchens' }] },
    values: { '2024-25': ['18', '18'], '2025-26': ['18', '13.5'], '2026-27': ['18', null] },
  },
];

const reason = { reason: 'What the money is for' };
const first = (year: string): string => `${year.slice(0, 4)}-04-01`;
const last = (year: string): string => `${Number(year.slice(0, 4)) + 1}-03-31`;

const inYears = ({ id, values, ...about }: Measure): Step[] =>
  Object.entries(values).flatMap(([year, [baseline, measured]]) => {
    const outcome = `${id}-${year}`;
    return [
      told(
        'outcome',
        outcome,
        'define-outcome',
        { ...about, from: first(year), to: last(year) },
        first(year),
        reason,
      ),
      told(
        'outcome',
        outcome,
        'agree-baseline',
        { value: baseline, agreedBy, evidence: 'Average of the three years before' },
        `${year.slice(0, 4)}-06-12`,
        reason,
      ),
      ...(measured === null
        ? []
        : [
            told(
              'outcome',
              outcome,
              'measure-outcome',
              { value: measured, evidence: `Returns for ${year}` },
              `${Number(year.slice(0, 4)) + 1}-06-10`,
              reason,
            ),
          ]),
    ];
  });

/** Fewer nights on the street are worth something to the ICB, which pays the fund a part of it. */
const savings: readonly Step[] = [
  told(
    'outcome',
    'rough-sleeping-2025-26',
    'agree-savings-share',
    {
      ...{ fund: steadyGround, source: 'icb', payer: icb, unitSaving: '5200.00' },
      ...{ rate: '0.4', cap: '40000.00', agreedBy, evidence: 'Schedule 8' },
    },
    '2025-06-20',
    reason,
  ),
  told('outcome', 'rough-sleeping-2025-26', 'assess-savings-share', {}, '2026-06-24', reason),
  told(
    'outcome',
    'rough-sleeping-2025-26',
    'confirm-savings-share',
    { confirmedBy: icb, evidence: 'Letter of the chief finance officer' },
    '2026-07-15',
    { ...reason, by: 'carys' },
  ),
  told(
    'fund',
    steadyGround,
    'receive-savings-share',
    {
      income: 'savings-2025-26',
      outcome: 'rough-sleeping-2025-26',
      amount: '30000.00',
      reference: 'BACS 91150',
    },
    '2026-09-02',
    reason,
  ),
];

export const outcomesMeasured: readonly Step[] = [...measures.flatMap(inYears), ...savings];
