import { formatPence } from '#libs/money/pence.js';
import type { FileBrought, Step } from '../step.js';
import { organisations } from '../northmoor.js';
import { unitary } from './areas.js';
import { probation } from './bodies.js';
import { firstDay, dayIn, monthAfter, years } from './days.js';
import { drawsFor } from './draw.js';
import { pledged, type Giving } from './money-in.js';
import { toFund } from './telling.js';

/*
 * Money of the probation region beside the place's: reported together and never pooled. What it spent
 * comes as a file each quarter, as its finance system writes it, mistakes and all.
 */

export const reoffending = 'reducing-reoffending';
const telling = { reason: 'Reducing reoffending, aligned' };
const inFund = toFund(reoffending, telling);

const giving: Giving = {
  ...{
    source: 'probation',
    parts: 4,
    late: [0, 0],
    method: 'journal',
    evidence: 'Allocation letter',
  },
  amounts: { '2024-25': 620_000, '2025-26': 640_000, '2026-27': 660_000 },
  confirmed: { '2024-25': firstDay, '2025-26': '2025-03-28', '2026-27': '2026-03-27' },
};

export const reoffendingSteps: readonly Step[] = [
  inFund(
    'establish-fund',
    {
      ...{ name: 'Reducing reoffending in Northmoor', kind: 'aligned' },
      ...{ host: organisations.council, area: unitary },
    },
    firstDay,
  ),
  inFund(
    'open-source',
    {
      ...{ source: 'probation', name: 'Moorland Probation Region', role: 'partner' },
      ...{ organisation: probation, power: 'Offender Management Act 2007' },
    },
    firstDay,
  ),
  inFund(
    'open-scheme',
    {
      ...{ scheme: 'through-the-gate', name: 'Through the gate', need: 'A home', area: unitary },
      ...{ cohort: 'People leaving prison', category: 'resettlement' },
    },
    firstDay,
  ),
  ...pledged(reoffending, giving, telling),
  ...years.map((year) =>
    inFund(
      'allocate-budget',
      {
        ...{ scheme: 'through-the-gate', source: 'probation', year },
        amount: `${giving.amounts[year] ?? 0}.00`,
      },
      firstDay,
    ),
  ),
];

const suppliers = [
  'Gatehouse Mentoring',
  'The Threshold Trust',
  'Kestrel Support Ltd',
  'Second Wind Recovery CIC',
  'Ravensby Lettings',
  'Northmoor Council',
  'REDACTED',
] as const;

const quarter = (first: string): FileBrought => {
  const draw = drawsFor(`reoffending/${first}`);
  const rows = Array.from({ length: 64 }, (_, at) => {
    const month = monthAfter(first, at % 3);
    const day = dayIn(month, draw.whole(1, 28)).split('-').reverse().join('/');
    const pounds = formatPence(draw.around(2_300, 80));
    return `${day},${draw.oneOf(suppliers)},${pounds},${first.replace('-', '')}-${1000 + at},Revenue`;
  });
  // As such files come: a total typed below, and a date that is none.
  const wrong = [
    `31/02/${first.slice(0, 4)},Gatehouse Mentoring,410.00,x-1,Revenue`,
    `,Total,see above,,`,
  ];
  return {
    ...{ fund: reoffending, scheme: 'through-the-gate', source: 'probation' },
    format: 'spending',
    name: `spending-from-${first}.csv`,
    on: dayIn(monthAfter(first, 3), 21),
    text: ['Date,Supplier,Amount,Reference,Capital or Revenue', ...rows, ...wrong, ''].join('\r\n'),
  };
};

export const filesBrought: readonly FileBrought[] = years.flatMap((year) =>
  ['04', '07', '10', '01'].map((month) =>
    quarter(`${month === '01' ? Number(year.slice(0, 4)) + 1 : year.slice(0, 4)}-${month}`),
  ),
);
