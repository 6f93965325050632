import {
  northmoorMarchAccrued,
  northmoorPayments,
  northmoorReceipts,
} from '#apps/service/example/northmoor-payments.js';
import { northmoorOtherSpending } from '#apps/service/example/northmoor-spending.js';
import { organisations } from '#apps/service/example/northmoor.js';
import { byDay, fund, inFund, type Step } from '#apps/service/example/step.js';
import type { App } from './app.js';
import { Client } from './client.js';

const march = '2027-03-31';

/** By March the 150,000.00 that was left is allocated to Shared infrastructure. */
const lastAllocations: readonly Step[] = (
  [
    ['council', '80000.00'],
    ['icb', '70000.00'],
  ] as const
).map(([source, amount]) =>
  inFund(
    'allocate-budget',
    { scheme: 'infrastructure', source, year: '2026-27', amount },
    '2027-03-01',
  ),
);

/** What the story's outturn has beyond the twelve even months of the example. */
const rest = [
  ['navigators', 'council', 'revenue', '218.18'],
  ['navigators', 'icb', 'revenue', '181.82'],
  ['brokerage', 'council', 'revenue', '60200.00'],
  ['brokerage', 'icb', 'revenue', '200.00'],
  ['infrastructure', 'council', 'revenue', '51200.00'],
  ['infrastructure', 'icb', 'revenue', '41200.00'],
  ['infrastructure', 'programme', 'capital', '41500.00'],
  ['participation', 'council', 'revenue', '600.00'],
  ['participation', 'icb', 'revenue', '600.00'],
] as const;

const lastSpending: readonly Step[] = [
  ...rest.map(([scheme, source, nature, net]) =>
    inFund(
      'verify-expenditure',
      {
        expenditure: `rest-${scheme}-${source}`,
        provider: 'name:several',
        scheme,
        nature,
        sources: [{ source, amount: net }],
        net,
        irrecoverableVat: '0.00',
        reference: 'Outturn of the year',
      },
      march,
    ),
  ),
  inFund(
    'accrue-expenditure',
    {
      expenditure: 'two-rivers-2027-03-accrued',
      provider: organisations.twoRivers,
      award: 'two-rivers',
      cost: '25000.00',
      description: 'Brokerage in March 2027',
    },
    march,
  ),
];

/** The first year as the worked story has it at its outturn, beside the move of 60,000.00. */
export const northmoorYear: readonly Step[] = [
  ...northmoorReceipts,
  ...northmoorPayments,
  ...northmoorOtherSpending,
  ...lastAllocations,
  ...lastSpending,
  northmoorMarchAccrued,
].sort(byDay);

/** The year-end as the partners and funders decided it. */
export const northmoorClosing: Step = inFund(
  'close-year',
  {
    year: '2026-27',
    commitments: [{ award: 'moorside', decision: 'carry' }],
    unspent: [
      {
        source: 'foundation',
        decision: 'carry',
        basis: 'Consent of the Moor Community Foundation, 12 April 2027',
      },
    ],
    bases: [
      {
        source: 'icb',
        office: 'chief-finance-officer',
        basis: 'Section 75 agreement, schedule 3: the share stays in the pool',
      },
    ],
  },
  '2027-04-30',
);

/** 60,000.00 of council money to brokerage, approved by an office delegated to 100,000.00. */
export async function moveToBrokerage(app: App): Promise<void> {
  await new Client(app, 'nadia').done('delegations/GB-LAE-NMR/adopt-delegation', {
    title: 'Scheme of delegation 2026',
    evidence: 'Full Council, 25 February 2026',
    powers: [
      {
        power: 'director-virement',
        office: 'director',
        decisions: ['virement'],
        limit: '100000.00',
      },
      {
        power: 'manager-reopening',
        office: 'pooled-fund-manager',
        decisions: ['reopening'],
        decides: 'alone',
      },
    ],
  });
  const place = (scheme: string): object => ({
    kind: 'scheme',
    fund,
    scheme,
    source: 'council',
    year: '2026-27',
    nature: 'revenue',
  });
  await new Client(app).done('reallocations/to-brokerage/propose-reallocation', {
    legs: [{ amount: '60000.00', from: place('navigators'), to: place('brokerage') }],
  });
  await new Client(app, 'rosalind').done('reallocations/to-brokerage/approve-reallocation', {});
}
