import { daysAfter } from '#contracts/calendar.js';
import { parsePence, type Pence } from '#libs/money/pence.js';
import type { Step } from '../step.js';
import { organisations } from '../northmoor.js';
import { unitary } from './areas.js';
import { charity } from './bodies.js';
import { drawsFor } from './draw.js';
import { growth } from './growth-grants.js';
import { told, toFund } from './telling.js';

/*
 * The second round of "First job back" is paid by what comes of it: something at the start, and more
 * once somebody has been in work for a quarter and for half a year. Of the people there are pseudonyms.
 */

export const paidOnStages = 'growth-14';
/** It helps some of the same people, and once claims for one of them too. */
const alsoHelps = 'growth-13';
const outcome = 'in-work-2026';
const provider = charity(33);
const terms = 'in-work';
const telling = { by: 'noor', reason: 'First job back, second round' };
const begins = '2026-04-01';

const stages = [
  { stage: 'start', weeks: 0, amount: '450.00' },
  { stage: 'in-work-13', weeks: 13, amount: '1600.00' },
  { stage: 'in-work-26', weeks: 26, amount: '2150.00' },
];

const agreed: readonly Step[] = [
  told(
    'outcome',
    outcome,
    'define-outcome',
    {
      ...{ measure: 'In work, and still in work', unit: 'people', better: 'higher' },
      ...{ cohort: 'People out of work', area: unitary, from: begins, to: '2027-03-31' },
    },
    begins,
    telling,
  ),
  told(
    'outcome',
    outcome,
    'agree-outcome-terms',
    {
      ...{ terms, stages, evidence: 'Grant agreement, schedule 4' },
      access: [{ fact: 'months-out-of-work', atLeast: 12 }],
      agreedBy: [organisations.council, provider],
    },
    begins,
    telling,
  ),
  ...([paidOnStages, alsoHelps] as const).map((award) =>
    told(
      'grant',
      award,
      'agree-outcome-payments',
      {
        payments: [
          { fund: growth, outcome, ...(award === alsoHelps ? { amount: '3000.00' } : {}) },
        ],
        evidence: 'Grant agreement, schedule 4',
      },
      begins,
      telling,
    ),
  ),
];

const claimed = (
  claim: string,
  of: { readonly person: string; readonly stage: string },
  day: string,
  award = paidOnStages,
): Step =>
  told(
    'outcome',
    outcome,
    'claim-stage',
    {
      ...{ claim, ...of, terms, fund: growth, award },
      provider: award === paidOnStages ? provider : charity(24),
    },
    day,
    telling,
  );

/** Verified against a payslip, and paid like any other spending. */
const paid = (claim: string, day: string): Step[] => [
  told(
    'outcome',
    outcome,
    'verify-stage',
    { claim, evidence: 'Payslip or contract of employment' },
    day,
    telling,
  ),
  toFund(growth, telling)('verify-stage-payment', { outcome, claim }, day),
  toFund(growth, telling)(
    'pay-expenditure',
    { expenditure: `${outcome}:${claim}`, remittance: `BACS ${claim}` },
    daysAfter(day, 12),
  ),
];

const people = Array.from({ length: 12 }, (_, at) => {
  const draw = drawsFor(`in-work/${at}`);
  const started = daysAfter('2026-04-13', draw.whole(0, 130));
  // Most are still in work after a quarter, and fewer after half a year.
  const lasts = draw.chance(80) ? (draw.chance(75) ? 26 : 13) : 0;
  return { person: `fj-${300 + at * 7}`, started, lasts };
});

const reachedBy = ({ lasts }: (typeof people)[number]) =>
  stages.filter(({ weeks }) => weeks <= lasts);

/** What each is paid, by the name that its spending has in the fund. */
export const paidForStages: ReadonlyMap<string, Pence> = new Map(
  people.flatMap((one) =>
    reachedBy(one).map(({ stage, amount }) => [
      `${outcome}:${one.person}-${stage}`,
      parsePence(amount),
    ]),
  ),
);

const followed: readonly Step[] = people.flatMap((one) => [
  told(
    'outcome',
    outcome,
    'start-person',
    { person: one.person, terms, shown: { 'months-out-of-work': 14 } },
    one.started,
    telling,
  ),
  ...reachedBy(one).flatMap(({ stage, weeks }) => {
    const claim = `${one.person}-${stage}`;
    const day = daysAfter(one.started, weeks * 7 + 6);
    return [claimed(claim, { person: one.person, stage }, day), ...paid(claim, daysAfter(day, 9))];
  }),
]);

/** Two grants, one person, one start: the second claim is kept, and not paid. */
const doubled: readonly Step[] = people
  .slice(0, 1)
  .map(({ person, started }) =>
    claimed(
      `rl-${person.slice(3)}-start`,
      { person, stage: 'start' },
      daysAfter(started, 24),
      alsoHelps,
    ),
  );

export const stagePayments: readonly Step[] = [...agreed, ...followed, ...doubled];
