import { organisations } from '../northmoor.js';
import { northmoorDelegation } from '../northmoor-moves.js';
import type { Input, Step } from '../step.js';
import { betterCare } from './better-care.js';
import { firstDay } from './days.js';
import { steadyGround } from './steady-ground.js';
import { told } from './telling.js';

const { council } = organisations;

type Powers = Input<'delegation', 'adopt-delegation'>['powers'];

const heads: Powers[number] = {
  ...{ power: 'heads-of-service', office: 'head-of-service', decisions: ['virement'] },
  ...{ limit: '25000.00', cumulative: { amount: '50000.00' }, decides: 'alone' },
};
const directors: Powers[number] = {
  ...{ power: 'directors', office: 'director', decisions: ['virement', 'recoding'] },
  ...{ limit: '100000.00', boundaries: ['within-scheme', 'between-schemes', 'between-funds'] },
};
const reopening: Powers[number] = {
  ...{ power: 'reopening', office: 'section-151-officer', decisions: ['reopening'] },
  decides: 'alone',
};

/** As Full Council set it in 2024 … */
const adopted: Step = told(
  'delegation',
  council,
  'adopt-delegation',
  {
    title: 'Scheme of delegation 2024',
    evidence: 'Full Council, 28 February 2024',
    powers: [heads, directors, reopening],
  },
  firstDay,
  { by: 'nadia' },
);

/** … and in 2026, when the worked story begins: its own powers, and those that the other funds need. */
const revised: Step = {
  ...northmoorDelegation,
  command: 'revise-delegation',
  body: {
    ...northmoorDelegation.body,
    powers: [
      ...(northmoorDelegation.body['powers'] as Powers),
      { ...directors, power: 'directors-between-funds' },
      reopening,
    ],
  },
};

const scheme = (fund: string, of: string, source: string, year: string) => ({
  ...{ kind: 'scheme' as const, fund, scheme: of, source, year },
  nature: 'revenue' as const,
});

/** Budget that somebody wants to move, and what became of it. */
const move = (
  id: string,
  [amount, year, from, to, source]: readonly [string, string, string, string, string],
  reason: string,
  proposed: string,
  more: { readonly expires?: string; readonly toFund?: string } = {},
): Step =>
  told(
    'reallocation',
    id,
    'propose-reallocation',
    {
      legs: [
        {
          amount,
          from: scheme(betterCare, from, source, year),
          to: scheme(more.toFund ?? betterCare, to, source, year),
        },
      ],
      ...(more.expires === undefined ? {} : { expires: more.expires }),
    },
    proposed,
    { by: 'owen', reason },
  );

const then = (
  id: string,
  command:
    'approve-reallocation' | 'refuse-reallocation' | 'withdraw-reallocation' | 'lapse-reallocation',
  day: string,
  by: string,
  reason: string,
): Step => told('reallocation', id, command, {}, day, { by, reason });

const moves: readonly Step[] = [
  move(
    'winter-2024',
    ['30000.00', '2024-25', 'equipment', 'homecare', 'council'],
    'Winter pressure',
    '2024-11-12',
  ),
  then('winter-2024', 'approve-reallocation', '2024-11-20', 'rosalind', 'Winter pressure'),
  move(
    'breaks-2025',
    ['20000.00', '2025-26', 'equipment', 'carers', 'council'],
    'Summer breaks',
    '2025-07-02',
  ),
  then(
    'breaks-2025',
    'refuse-reallocation',
    '2025-07-09',
    'rosalind',
    'The store needs it in winter',
  ),
  move(
    'falls-2025',
    ['5000.00', '2025-26', 'falls', 'carers', 'icb'],
    'Balance classes end early',
    '2025-09-10',
    {
      expires: '2025-10-31',
    },
  ),
  then('falls-2025', 'lapse-reallocation', '2025-11-03', 'amina', 'Nobody decided in time'),
  move(
    'classes-2026',
    ['6000.00', '2026-27', 'falls', 'carers', 'icb'],
    'A second group',
    '2026-02-03',
  ),
  then(
    'classes-2026',
    'withdraw-reallocation',
    '2026-02-12',
    'owen',
    'A room was found for nothing',
  ),
  move(
    'hoists-2026',
    ['18000.00', '2026-27', 'equipment', 'personal', 'council'],
    'Hoists bought by families',
    '2026-06-16',
  ),
  then('hoists-2026', 'approve-reallocation', '2026-06-16', 'owen', 'Within my own limit'),
  move(
    'recovery-2026',
    ['12000.00', '2026-27', 'equipment', 'recovery', 'council'],
    'Beds stand empty, people do not wait',
    '2026-09-28',
    {
      toFund: steadyGround,
    },
  ),
  then('recovery-2026', 'approve-reallocation', '2026-10-08', 'rosalind', 'One place, one purse'),
  // What waits today, whatever today is: each is decided a few weeks after it was proposed.
  ...(['2026-11-12', '2026-12-10', '2027-01-14', '2027-02-11'] as const).flatMap((day, at) => {
    const id = `waiting-${day.slice(0, 7)}`;
    const amount = `${4 + at}000.00`;
    return [
      move(
        id,
        [amount, '2026-27', 'equipment', 'carers', 'council'],
        'Breaks at short notice',
        day,
      ),
      then(
        id,
        'refuse-reallocation',
        `${day.slice(0, 8)}28`,
        'rosalind',
        'Not before the forecast',
      ),
    ];
  }),
  move(
    'housing-2026',
    ['9000.00', '2026-27', 'equipment', 'housing', 'council'],
    'Two more tenancies before winter',
    '2026-11-18',
    {
      toFund: steadyGround,
    },
  ),
];

export const decisions: readonly Step[] = [adopted, revised, ...moves];
