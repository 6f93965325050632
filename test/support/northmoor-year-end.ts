import {
  northmoorMarchAccrued,
  northmoorPayments,
  northmoorReceipts,
} from '#apps/service/example/northmoor-payments.js';
import { northmoorOtherSpending } from '#apps/service/example/northmoor-spending.js';
import { organisations } from '#apps/service/example/northmoor.js';
import { byDay, inFund, type Step } from '#apps/service/example/step.js';

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
