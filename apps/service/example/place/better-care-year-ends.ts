import type { Step } from '../step.js';
import { betterCare } from './better-care.js';
import { toFund } from './telling.js';

const inFund = toFund(betterCare, { reason: 'Year end' });

const close = (year: string, day: string, discharge: 'hold' | 'return'): Step =>
  inFund(
    'close-year',
    {
      year,
      commitments: [{ award: 'adaptations', decision: 'carry' }],
      unspent: [
        {
          ...{ source: 'homes', nature: 'capital', decision: 'carry' },
          basis: 'The grant may be spent in later years: determination, paragraph 4',
        },
        {
          ...{ source: 'discharge', decision: discharge },
          basis: `Letter of the department after ${year}`,
        },
      ],
      bases: [
        {
          ...{ source: 'icb', office: 'chief-finance-officer' },
          basis: 'Section 75 agreement, schedule 3: the share stays in the pool',
        },
      ],
    },
    day,
  );

export const betterCareYearEnds: readonly Step[] = [
  close('2024-25', '2025-05-16', 'hold'),
  close('2025-26', '2026-05-15', 'hold'),
];
