import { firstDayOf, yearOf } from '#contracts/financial-year.js';
import type { FundCommandOf } from '#contracts/commands/fund.js';
import type { Schedule } from '#contracts/commands/fund/shapes.js';
import {
  ContributionVaried,
  ContributionWithdrawn,
  type DueLine,
  type TakenBack,
} from '#contracts/events/fund/variations.js';
import { type FundEvent } from '#contracts/events/fund.js';
import { type Instalment, type Restatement } from '#contracts/events/fund/shapes.js';
import type { Refusal } from '#contracts/problems.js';
import type { Certainty } from '#contracts/values.js';
import type { BudgetHolding } from '#libs/ledger/posting.js';
import { apportion } from '#libs/money/apportion.js';
import {
  formatPence,
  maxPence,
  minPence,
  parsePence,
  sumPence,
  type Pence,
} from '#libs/money/pence.js';
import { byCodePoint, happened, refused, type Decision } from '../decision.js';
import { commitmentsFirst, findContribution, restate } from './contributions.js';
import type { FundContext } from './deciders.js';
import type { Contribution, Fund, InstalmentState } from './fund.js';
import { boundToItsYear } from './given-back.js';
import { openPeriodOf, periodOfFact } from './periods.js';
import { asWritten, openInstalments, scheduled, settledInstalments } from './schedule.js';

type Decided = Decision<FundEvent>;

/** The amount is agreed anew, up or down; what is due follows, what is certain stays so. */
function varyContribution(
  fund: Fund,
  command: FundCommandOf<'vary-contribution'>,
  context: FundContext,
): Decided {
  const found = findContribution(fund, command.contribution);
  if ('problem' in found) return { refused: found };
  const amount = parsePence(command.amount);
  if (amount === found.amount)
    return refused('nothing-changes', { what: 'contribution', id: command.contribution });
  const dues = variedDues(found, amount, command.schedule, command.effective);
  if ('problem' in dues) return { refused: dues };
  const period = periodOfFact(fund, found.year, command.effective, context);
  if (typeof period !== 'string') return { refused: period };
  if (boundAndOver(fund, found, period, command.effective) && amount > found.amount)
    return refused('year-closed', { year: found.year });
  const data = changed(fund, found, { ...command, period }, amount, dues, context);
  return happened(ContributionVaried.of(command.effective, data));
}

/** Nobody could spend more money that was bound to a year that is over. */
const boundAndOver = (
  fund: Fund,
  { certainty, nature, year, source }: Contribution,
  period: string,
  effective: string,
): boolean =>
  certainty === 'confirmed' &&
  yearOf(period) !== year &&
  boundToItsYear(fund, nature, year, yearOf(period), effective)(source);

/** The money does not come after all: what is last due goes first, what was received goes back. */
function withdrawContribution(
  fund: Fund,
  command: FundCommandOf<'withdraw-contribution'>,
  context: FundContext,
): Decided {
  const found = findContribution(fund, command.contribution);
  if ('problem' in found) return { refused: found };
  const less = command.amount === undefined ? found.amount : parsePence(command.amount);
  if (less > found.amount || less === 0n)
    return refused('withdrawal-exceeds-contribution', {
      contribution: command.contribution,
      amount: formatPence(found.amount),
      short: formatPence(less - found.amount),
    });
  const amount = found.amount - less;
  const dues = withdrawnDues(found, less);
  const period = periodOfFact(fund, found.year, command.effective, context);
  if (typeof period !== 'string') return { refused: period };
  const data = changed(fund, found, { ...command, period }, amount, dues, context);
  return happened(ContributionWithdrawn.of(command.effective, data));
}

/** What is due from now on: instalments taken off and put in their place, and what is taken back. */
interface Dues {
  readonly replaced: readonly Instalment[];
  readonly instalments: readonly Instalment[];
  readonly takenBack: readonly Omit<TakenBack, 'counts' | 'period'>[];
}

function changed(
  fund: Fund,
  found: Contribution,
  { effective, evidence, period }: Readonly<Record<'effective' | 'evidence' | 'period', string>>,
  amount: Pence,
  dues: Dues,
  context: FundContext,
) {
  const { contribution, source, year, nature, form, certainty } = found;
  const dueOf = new Map([...found.instalments.values()].map((due) => [due.instalment, due.due]));
  // A change of what falls due later counts on that day; of what was due already, on its own.
  const late = yearOf(period) !== year;
  const counts = (due: string) => {
    const day = due > effective ? due : effective;
    return { counts: day, period: late ? period : openPeriodOf(fund, year, day, context) };
  };
  return {
    contribution,
    source,
    year,
    nature,
    form,
    certainty,
    was: formatPence(found.amount),
    amount: formatPence(amount),
    evidence,
    period,
    ...(late ? standingLate : standing)(fund, found, amount - found.amount),
    replaced: dues.replaced.map((due): DueLine => ({
      ...due,
      ...counts(due.due),
    })),
    instalments: dues.instalments.map((due): DueLine => ({
      ...due,
      ...counts(due.due),
    })),
    takenBack: dues.takenBack.map((taken): TakenBack => ({
      ...taken,
      ...counts(dueOf.get(taken.instalment) ?? effective),
    })),
  };
}

interface Standing {
  readonly unallocated: { certainty: Certainty; amount: string }[];
  readonly restatedAs: 'confirmed' | 'indicative';
  readonly restated: Restatement[];
}

/**
 * After its year was closed only certain money changes anything: the year that is open has as much
 * more or less that nobody is promised. What was uncertain ended with its year, and aligned money
 * never left its owner.
 */
const standingLate = (_: Fund, { form, certainty }: Contribution, difference: Pence): Standing => ({
  unallocated:
    form === 'cash' && certainty === 'confirmed'
      ? [{ certainty, amount: formatPence(difference) }]
      : [],
  restatedAs: 'indicative',
  restated: [],
});

/**
 * Where the difference stands (docs/domain.md, *Certainty*). More confirmed money first makes good what
 * was promised of money that went. Confirmed money that goes is taken from what is unallocated, then
 * from allocations, then from commitments: there it becomes indicative where it stands, for what is
 * promised stays promised; what is still called on without it shows as at risk.
 */
function standing(
  fund: Fund,
  { form, certainty, source, year, nature }: Contribution,
  difference: Pence,
): Standing {
  const by = (parts: readonly (readonly [Certainty, Pence])[]) =>
    parts
      .filter(([, pence]) => pence !== 0n)
      .map(([of, pence]) => ({ certainty: of, amount: formatPence(pence) }));
  if (form === 'in-kind') return { unallocated: [], restatedAs: 'indicative', restated: [] };
  if (certainty !== 'confirmed')
    return { unallocated: by([[certainty, difference]]), restatedAs: 'indicative', restated: [] };

  const of = { source, year, nature };
  const unallocated = (which: Certainty): Pence =>
    fund.holdings.sum({ holding: 'unallocated', certainty: which, ...of });
  if (difference > 0n) {
    const missing = maxPence(0n, -unallocated('indicative'));
    const restated = restate(
      fund,
      of,
      'indicative',
      commitmentsFirst,
      minPence(difference, missing),
    );
    const madeGood = total(restated);
    return {
      unallocated: by([
        ['indicative', madeGood],
        ['confirmed', difference - madeGood],
      ]),
      restatedAs: 'confirmed',
      restated,
    };
  }
  const free = minPence(-difference, maxPence(0n, unallocated('confirmed')));
  const restated = restate(fund, of, 'confirmed', commitmentsLast, -difference - free);
  const promised = total(restated);
  return {
    unallocated: by([
      ['confirmed', difference + promised],
      ['indicative', -promised],
    ]),
    restatedAs: 'indicative',
    restated,
  };
}

const total = (restated: readonly Restatement[]): Pence =>
  sumPence(restated.map(({ amount }) => parsePence(amount)));

const commitmentsLast: readonly BudgetHolding[] = [...commitmentsFirst].reverse();

function variedDues(
  found: Contribution,
  amount: Pence,
  schedule: Schedule | undefined,
  effective: string,
): Dues | Refusal {
  const open = openInstalments(found);
  const settled = settledInstalments(found);
  const left = amount - sumPence(settled.map((due) => parsePence(due.amount)));
  const replaced = open.map(asWritten);
  if (left < 0n) return { replaced, instalments: [], takenBack: takenFrom(settled, -left) };

  // After a withdrawal instalments may stand with nothing due on them: they have no proportion.
  const weights = open.map((due) => parsePence(due.amount));
  if (schedule === undefined && sumPence(weights) > 0n) {
    const shares = apportion(left, weights);
    const instalments = replaced
      .map((due, place) => ({ ...due, amount: formatPence(shares[place] ?? 0n) }))
      .filter((due) => due.amount !== '0.00');
    return { replaced, instalments, takenBack: [] };
  }
  const yearBegins = firstDayOf(found.year);
  const instalments = scheduled(
    schedule ?? {
      parts: 1,
      firstDue: effective > yearBegins ? effective : yearBegins,
      everyMonths: 1,
    },
    left,
    new Set(settled.map((due) => due.instalment)),
  );
  return 'problem' in instalments ? instalments : { replaced, instalments, takenBack: [] };
}

function withdrawnDues(found: Contribution, less: Pence): Dues {
  let left = less;
  const replaced: Instalment[] = [];
  const instalments: Instalment[] = [];
  for (const due of lastDueFirst(openInstalments(found))) {
    const taken = minPence(left, parsePence(due.amount));
    if (taken === 0n) break;
    left -= taken;
    const written = asWritten(due);
    replaced.push(written);
    const rest = parsePence(due.amount) - taken;
    if (rest > 0n) instalments.push({ ...written, amount: formatPence(rest) });
  }
  return { replaced, instalments, takenBack: takenFrom(settledInstalments(found), left) };
}

/** From what is not invoiced first, then from what is not received, then from what was received. */
function takenFrom(settled: readonly InstalmentState[], amount: Pence): Dues['takenBack'] {
  let left = amount;
  const take = (of: Pence): Pence => {
    const taken = minPence(left, of);
    left -= taken;
    return taken;
  };
  const last = lastDueFirst(settled);
  const uninvoiced = last.map(({ amount: due, invoiced, received, settled: paid }) =>
    take(parsePence(due) - invoiced - (received - paid)),
  );
  const invoiced = last.map((due) => take(due.invoiced - due.settled));
  const received = last.map((due) => take(due.received));
  return last.flatMap((due, place) => {
    const parts = [uninvoiced[place] ?? 0n, invoiced[place] ?? 0n, received[place] ?? 0n] as const;
    const taken = sumPence(parts);
    if (taken === 0n) return [];
    return [
      {
        instalment: due.instalment,
        left: formatPence(parsePence(due.amount) - taken),
        uninvoiced: formatPence(parts[0]),
        invoiced: formatPence(parts[1]),
        received: formatPence(parts[2]),
      },
    ];
  });
}

const lastDueFirst = (dues: readonly InstalmentState[]): InstalmentState[] =>
  [...dues].sort((a, b) => byCodePoint(b.due, a.due) || byCodePoint(b.instalment, a.instalment));

export const variationDeciders = {
  'vary-contribution': varyContribution,
  'withdraw-contribution': withdrawContribution,
} as const;
