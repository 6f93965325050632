import type { Step } from '../step.js';
import { betterCare } from './better-care.js';
import { firstDay } from './days.js';
import { growth } from './growth-grants.js';
import { steadyGround } from './steady-ground.js';
import { toFund } from './telling.js';

/*
 * What anybody may read: each fund by rules of its own, twice a year at most, once the year that it is
 * about is closed.
 */

const policies: readonly Step[] = [
  // Large, and much of it about people: what is worth little is in the totals alone.
  toFund(betterCare, { reason: 'Partnership board, 1 April 2024' })(
    'set-publication-policy',
    {
      standard: 'own',
      thresholds: { payments: '5000.00', contracts: '5000.00', grants: '0.00' },
    },
    firstDay,
  ),
  toFund(growth, { by: 'noor', reason: 'Local Government Transparency Code' })(
    'set-publication-policy',
    {
      confidential: [
        {
          ...{ award: 'growth-15', until: '2026-12-31' },
          reason: 'Rates of its loans would tell others what to offer',
        },
      ],
    },
    firstDay,
  ),
  toFund(steadyGround, { reason: 'Local Government Transparency Code' })(
    'set-publication-policy',
    {},
    firstDay,
  ),
];

const made = (publication: string, until: string, on: string): Step[] =>
  [betterCare, growth, steadyGround].map((fund) =>
    toFund(fund, { reason: 'Published as the policy says' })('publish', { publication, until }, on),
  );

export const publications: readonly Step[] = [
  ...policies,
  ...made('year-2024-25', '2025-03-31', '2025-06-12'),
  ...made('year-2025-26', '2026-03-31', '2026-06-11'),
  ...made('half-year-2026-27', '2026-09-30', '2026-10-22'),
];
