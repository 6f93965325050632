import { organisations } from './northmoor.js';
import { step, type Step } from './step.js';

const place = (scheme: string) =>
  ({
    kind: 'scheme',
    fund: 'northmoor',
    scheme,
    source: 'council',
    year: '2026-27',
    nature: 'revenue',
  }) as const;

/** The council's scheme of delegation: who may decide on moves and recodings, and up to how much. */
export const northmoorDelegation: Step = step(
  'delegation',
  organisations.council,
  'adopt-delegation',
  {
    title: 'Scheme of delegation 2026',
    evidence: 'Full Council, 25 February 2026',
    powers: [
      {
        power: 'heads-of-service',
        office: 'head-of-service',
        decisions: ['virement', 'recoding'],
        limit: '50000.00',
        cumulative: { amount: '50000.00' },
        decides: 'alone',
      },
      {
        power: 'directors',
        office: 'director',
        decisions: ['virement', 'recoding'],
        limit: '100000.00',
      },
      {
        power: 'forgetting',
        office: 'director',
        decisions: ['forgetting'],
        decides: 'alone',
      },
    ],
  },
  undefined,
  undefined,
  'nadia',
);

/** 60,000 of council money, proposed by the head of service and approved by the director. */
export const northmoorMove: readonly Step[] = [
  step(
    'reallocation',
    'brokerage-demand',
    'propose-reallocation',
    { legs: [{ amount: '60000.00', from: place('navigators'), to: place('brokerage') }] },
    '2026-06-01',
    'Demand for brokerage has grown',
    'owen',
  ),
  step(
    'reallocation',
    'brokerage-demand',
    'approve-reallocation',
    {},
    '2026-06-03',
    'Demand for brokerage has grown',
    'rosalind',
  ),
];
