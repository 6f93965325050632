import { formatPence } from '#libs/money/pence.js';
import type { Step } from '../step.js';
import { grantOf, monthlyOf, yearsOf, type AwardPlan } from './awards.js';
import { charity } from './bodies.js';
import { dayIn, years } from './days.js';
import { drawsFor } from './draw.js';
import { growth, growthGrants, paidInAdvance } from './growth-grants.js';
import { paidBeside, quarterlyClaims } from './money-out.js';
import { paidOnStages, stagePayments } from './stages.js';
import { told, toFund } from './telling.js';

const telling = { by: 'noor', reason: 'Northmoor Growth Programme' };
const inFund = toFund(growth, telling);

const awarded = (grant: AwardPlan): Step =>
  grantOf(
    grant,
    {
      terms: {
        claims: paidInAdvance.has(grant.id) ? 'in-advance' : 'in-arrears',
        conditions: [{ condition: 'report', text: 'A report at the end of each year' }],
      },
    },
    telling,
  );

/** Half a year ahead, evidenced by what was spent; what nobody could evidence comes back. */
const inAdvance = (grant: AwardPlan): Step[] =>
  years.flatMap((year) => {
    const parts = monthlyOf(grant, year);
    const whole = yearsOf(grant).find((one) => one.year === year)?.pence ?? 0n;
    const [first] = parts;
    const [middle, last] = [parts[Math.floor(parts.length / 2)], parts.at(-1)];
    if (!first || !middle || !last || parts.length < 6) return [];
    const advance = `${grant.id}-advance-${year}`;
    const evidenced = (whole * 55n) / 100n;
    const returned = (whole * 5n) / 100n;
    const draw = drawsFor(advance);
    const evidence = (name: string, pence: bigint, day: string): Step =>
      inFund(
        'evidence-advance',
        {
          ...{ advance, expenditure: `${advance}-${name}`, cost: formatPence(pence) },
          reference: 'Receipts and a report',
        },
        day,
      );
    return [
      inFund(
        'pay-advance',
        {
          ...{ advance, provider: grant.provider, award: grant.id, relatesTo: year },
          ...{ amount: formatPence(whole - whole / 10n), remittance: `BACS ${advance}` },
        },
        dayIn(first.month, 12),
      ),
      evidence('first', evidenced, dayIn(middle.month, draw.whole(5, 25))),
      evidence('rest', whole - whole / 10n - evidenced - returned, dayIn(last.month, 22)),
      inFund(
        'return-advance',
        { advance, amount: formatPence(returned), reference: 'Not needed after all' },
        dayIn(last.month, 26),
      ),
    ];
  });

/** Money that came back: a report never came, and one payment was for something else. */
const clawedBack: readonly Step[] = [
  told(
    'grant',
    'growth-12',
    'fail-condition',
    { condition: 'report', cause: 'Two reminders, no report' },
    '2025-06-16',
    telling,
  ),
  told(
    'grant',
    'growth-12',
    'demand-clawback',
    {
      ...{ change: 'clawback', fund: growth, expenditure: 'growth-12-2025-03', amount: '3400.00' },
      ...{ cause: 'ineligible-cost', explanation: 'Equipment of the college’s own' },
    },
    '2025-07-08',
    telling,
  ),
  inFund(
    'recover-expenditure',
    { expenditure: 'growth-12-2025-03', amount: '3400.00', reference: 'BACS 88112' },
    '2025-08-19',
  ),
];

const offer = (
  id: string,
  provider: string,
  title: string,
  amount: string,
  day: string,
  until: string,
): Step =>
  told(
    'grant',
    id,
    'offer-grant',
    {
      ...{ title, provider, start: '2027-01-01', end: '2027-03-31', until },
      funding: [
        {
          ...{ fund: growth, scheme: 'community', year: '2026-27', nature: 'revenue', amount },
          sources: [{ source: 'programme', amount }],
        },
      ],
      costShares: [{ category: 'delivery', share: 1 }],
    },
    day,
    telling,
  );

/** One that was declined, and one that waits for an answer. */
const offers: readonly Step[] = [
  offer('growth-offer-1', charity(19), 'Advice on the quay', '1800.00', '2026-08-03', '2026-09-30'),
  told(
    'grant',
    'growth-offer-1',
    'decline-grant',
    { cause: 'No room for another service before April' },
    '2026-08-21',
    telling,
  ),
  offer('growth-offer-2', charity(15), 'Winter evenings', '2400.00', '2026-11-10', '2026-12-18'),
];

const management: readonly Step[] = paidBeside(
  {
    ...{ fund: growth, scheme: 'management', source: 'programme', paymentsAMonth: 1 },
    ...{ providers: ['GB-LAE-NMR'], what: 'Programme office', percent: 6 },
    yearly: { '2024-25': 24_800, '2025-26': 30_900, '2026-27': 14_400 },
  },
  drawsFor(`${growth}/management`),
  telling,
);

const close = (year: string, day: string): Step =>
  inFund(
    'close-year',
    {
      year,
      commitments: growthGrants
        .filter((grant) => monthlyOf(grant, year).length > 0)
        .map(({ id }) => ({ award: id, decision: 'release' as const })),
      unspent: (['revenue', 'capital'] as const).map((nature) => ({
        ...{ source: 'programme', nature, decision: 'hold' as const },
        basis: 'Year-limited: the programme decides',
      })),
    },
    day,
  );

/** What a year left over is the programme's to decide about: some of it into the next, some back. */
const decided = (year: string, day: string, again: string, back: string): Step[] => [
  inFund(
    'reprofile-held-money',
    { source: 'programme', year, amount: again, reference: `Letter of the programme, ${day}` },
    day,
  ),
  inFund(
    'return-held-money',
    { source: 'programme', year, amount: back, reference: `Letter of the programme, ${day}` },
    day,
  ),
  inFund(
    'pay-back',
    { source: 'programme', amount: back, reference: `BACS to the programme, ${day}` },
    day,
  ),
];

/** A loan fund may be a subsidy: somebody looked. */
const subsidy: Step = told(
  'grant',
  'growth-15',
  'record-subsidy-control',
  {
    finding: 'minimal-financial-assistance',
    ground: 'Below the threshold over three years',
    reference: 'Subsidy record 2024/7',
  },
  '2024-07-02',
  telling,
);

const claimed = growthGrants.filter(({ id }) => !paidInAdvance.has(id) && id !== paidOnStages);

export const growthYears: readonly Step[] = [
  ...growthGrants.map(awarded),
  subsidy,
  ...growthGrants.filter(({ id }) => paidInAdvance.has(id)).flatMap(inAdvance),
  ...claimed.flatMap((grant) =>
    quarterlyClaims(grant, drawsFor(`${growth}/${grant.id}`), telling, 90),
  ),
  ...stagePayments,
  ...management,
  ...clawedBack,
  ...offers,
  close('2024-25', '2025-05-20'),
  ...decided('2025-26', '2025-06-24', '20000.00', '9000.00'),
  close('2025-26', '2026-05-19'),
  ...decided('2026-27', '2026-06-23', '15000.00', '12000.00'),
];
