import { firstDayOf, yearOf } from '#contracts/financial-year.js';
import type { FundCommandOf } from '#contracts/commands/fund.js';
import {
  ContributionConfirmed,
  ContributionMadeSubjectToBudget,
  ContributionPledged,
  ContributionScheduled,
} from '#contracts/events/fund/contributions.js';
import { ContributionDivided } from '#contracts/events/fund/variations.js';
import { type FundEvent } from '#contracts/events/fund.js';
import type { Instalment, Restatement } from '#contracts/events/fund/shapes.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import type { Certainty } from '#contracts/values.js';
import { nowhere, type BudgetHolding } from '#libs/ledger/posting.js';
import { apportion } from '#libs/money/apportion.js';
import {
  formatPence,
  maxPence,
  minPence,
  parsePence,
  sumPence,
  type Pence,
} from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../decision.js';
import { conditionDeciders, namedTwice } from './contribution-conditions.js';
import type { FundContext } from './deciders.js';
import type { Contribution, Fund } from './fund.js';
import { boundToItsYear } from './given-back.js';
import { budgetPeriod, periodOfFact } from './periods.js';
import { mergedAway } from './sources.js';
import { powerOf } from './power.js';
import { madeSubject, onWhoseWord } from './subject-to-budget.js';
import {
  asWritten,
  inOne,
  openInstalments,
  owed,
  scheduled,
  settledInstalments,
} from './schedule.js';
import { leavingFrom } from './undecided.js';

type Decided = Decision<FundEvent>;

function pledgeContribution(
  fund: Fund,
  command: FundCommandOf<'pledge-contribution'>,
  context: FundContext,
): Decided {
  const { contribution, source, year, nature, recurrent, certainty, amount } = command;
  // What is cash to its owner never becomes cash of the fund where money is only aligned (rule 6).
  const form = command.form === 'cash' && fund.terms?.kind === 'aligned' ? 'aligned' : command.form;
  if (!fund.sources.has(source))
    return refused('not-found', { what: 'source', id: source, where: 'the fund' });
  if (fund.contributions.has(contribution))
    return refused('already-exists', { what: 'contribution', id: contribution, where: 'The fund' });
  const gone = mergedAway(fund, source, year, command.effective);
  if (gone) return { refused: gone };

  const instalments = scheduled(
    command.schedule ?? { parts: 1, firstDue: firstDayOf(year), everyMonths: 1 },
    parsePence(amount),
  );
  if ('problem' in instalments) return { refused: instalments };
  const period = budgetPeriod(fund, year, command.effective, context);
  if (typeof period !== 'string') return { refused: period };
  const subject = madeSubject(fund, command);
  if ('problem' in subject) return { refused: subject };
  return happened<FundEvent>(
    ContributionPledged.of(command.effective, {
      contribution,
      source,
      power: powerOf(fund, command),
      year,
      nature,
      period,
      form,
      recurrent,
      certainty,
      amount,
      instalments,
    }),
    ...subject,
  );
}

/**
 * The contribution becomes certain, and so does the money, where it now stands: commitments first. Of
 * a part only, the rest is set apart first and stays as uncertain as it was.
 */
function confirmContribution(
  fund: Fund,
  command: FundCommandOf<'confirm-contribution'>,
  context: FundContext,
): Decided {
  const found = findContribution(fund, command.contribution);
  if ('problem' in found) return { refused: found };
  const word = onWhoseWord(fund, found, command, context.agreement);
  if (found.certainty === 'confirmed')
    return 'events' in word && word.events.length > 0
      ? happened(...word.events)
      : refused('already-confirmed', { contribution: command.contribution });

  if (found.amount === 0n) return isWithdrawn(command.contribution);

  if ('problem' in word) return { refused: word };
  const amount = command.amount === undefined ? found.amount : parsePence(command.amount);
  const twice = namedTwice(command.conditions);
  if (twice !== undefined)
    return refused('already-exists', { what: 'condition', id: twice, where: 'The contribution' });
  if (amount > found.amount)
    return refused('confirms-too-much', {
      contribution: command.contribution,
      amount: formatPence(found.amount),
      short: formatPence(amount - found.amount),
    });
  const rest = command.rest ?? `${command.contribution}:rest`;
  if (amount < found.amount && fund.contributions.has(rest))
    return refused('already-exists', { what: 'contribution', id: rest, where: 'The fund' });
  const { contribution, source, year, nature, form, certainty, recurrent } = found;
  const of = { contribution, source, year, nature, form };
  const dues = divided(found, amount);
  const period = periodOfFact(fund, year, command.effective, context);
  if (typeof period !== 'string') return { refused: period };
  const late = yearOf(period) !== year;
  const apart =
    amount === found.amount
      ? []
      : [
          ContributionDivided.of(command.effective, {
            ...of,
            recurrent,
            certainty,
            replaced: [...found.instalments.values()].map(asWritten),
            amount: formatPence(amount),
            instalments: dues.confirmed,
            part: {
              contribution: rest,
              amount: formatPence(found.amount - amount),
              instalments: dues.rest,
            },
          }),
          ...(found.subjectToBudget
            ? [
                ContributionMadeSubjectToBudget.of(command.effective, {
                  ...{ contribution: rest, source, year, nature },
                }),
              ]
            : []),
        ];
  return happened<FundEvent>(
    ...apart,
    ...word.events,
    ContributionConfirmed.of(command.effective, {
      ...of,
      period,
      was: certainty,
      amount: formatPence(amount),
      evidence: word.evidence,
      conditions: command.conditions,
      restated: late
        ? comesLate(fund, found, amount, period, command.effective)
        : form === 'in-kind'
          ? []
          : restated(fund, found, certainty, amount),
      instalments: late ? inOne(period, dues.confirmed) : owed(fund, year, dues.confirmed, context),
    }),
  );
}

/**
 * Where money stands that becomes certain after its year was closed: its uncertain authority ended
 * with that year, so it is new in the year that is open. What its funder bound to the year that is over
 * awaits the funder's word; aligned money stays with its owner, as all that its year left.
 */
function comesLate(
  fund: Fund,
  { source, year, nature, form }: Contribution,
  amount: Pence,
  period: string,
  effective: string,
): Restatement[] {
  if (form !== 'cash') return [];
  const isBound = boundToItsYear(fund, nature, year, yearOf(period), effective);
  const holding = isBound(source) ? 'held' : 'unallocated';
  return [{ holding, ...nowhere, amount: formatPence(amount) }];
}

/** Each instalment falls to both parts in proportion. */
function divided({ instalments }: Contribution, amount: Pence) {
  const dues = [...instalments.values()].map(asWritten);
  const wholes = dues.map((due) => parsePence(due.amount));
  const shares = apportion(amount, wholes);
  const written = (pence: readonly Pence[]) =>
    dues.flatMap((due, place) =>
      pence[place] ? [{ ...due, amount: formatPence(pence[place]) }] : [],
    );
  return {
    confirmed: written(shares),
    rest: written(wholes.map((whole, place) => whole - (shares[place] ?? 0n))),
  };
}

/** Where money stands, what is promised first: the order in which it becomes certain. */
export const commitmentsFirst: readonly BudgetHolding[] = [
  'committed',
  'matched',
  'reserved',
  'spent',
  'moving',
  'scheme',
  'held',
];

/**
 * Which money of the source, year and nature becomes confirmed; what is left over is unallocated. Of a
 * year that was closed and opened again a part may have gone on into the next.
 */
export function restated(
  fund: Fund,
  of: Pick<Contribution, 'source' | 'year' | 'nature'>,
  certainty: 'indicative' | 'expected',
  amount: Pence,
): Restatement[] {
  const moves = restate(fund, of, certainty, [...commitmentsFirst, 'carried-forward'], amount);
  const left = amount - sumPence(moves.map((move) => parsePence(move.amount)));
  return left > 0n
    ? [...moves, { holding: 'unallocated', ...nowhere, amount: formatPence(left) }]
    : moves;
}

/** Money of one certainty where it stands, holding by holding, up to an amount. */
export function restate(
  fund: Fund,
  { source, year, nature }: Pick<Contribution, 'source' | 'year' | 'nature'>,
  certainty: Certainty,
  order: readonly BudgetHolding[],
  amount: Pence,
): Restatement[] {
  let left = amount;
  return order.flatMap((holding) =>
    fund.holdings
      .list({ holding, certainty, source, year, nature })
      .flatMap((held): Restatement[] => {
        const leaving =
          holding === 'moving' && certainty === 'confirmed' ? leavingFrom(fund, held) : 0n;
        const moved = minPence(left, maxPence(held.pence - leaving, 0n));
        if (moved === 0n) return [];
        left -= moved;
        const { scheme, award, provider, area } = held;
        return [{ holding, scheme, award, provider, area, amount: formatPence(moved) }];
      }),
  );
}

const isWithdrawn = (id: string): Decided =>
  refused('wrong-order', { what: 'The contribution', id, state: 'withdrawn', needed: 'varied' });

/** Instalments that nobody has invoiced or paid yet are put on new dates; the rest stand. */
function scheduleContribution(
  fund: Fund,
  command: FundCommandOf<'schedule-contribution'>,
  context: FundContext,
): Decided {
  const found = findContribution(fund, command.contribution);
  if ('problem' in found) return { refused: found };

  const open = openInstalments(found);
  const settled = settledInstalments(found);
  const [last] = settled.slice(-1);
  const amount = sumPence(open.map((due) => parsePence(due.amount)));
  if (amount === 0n)
    return last
      ? refused('instalment-settled', { instalment: last.instalment })
      : isWithdrawn(command.contribution);
  const instalments = scheduled(
    command.schedule,
    amount,
    new Set(settled.map((due) => due.instalment)),
  );
  if ('problem' in instalments) return { refused: instalments };
  const clash = settled.find((due) =>
    instalments.some((other) => other.instalment === due.instalment),
  );
  if (clash) return refused('instalment-settled', { instalment: clash.instalment });

  const { contribution, source, year, nature } = found;
  const period = periodOfFact(fund, year, command.effective, context);
  if (typeof period !== 'string') return { refused: period };
  const dues = (of: Iterable<Instalment>) =>
    yearOf(period) === year ? owed(fund, year, of, context) : inOne(period, of);
  return happened(
    ContributionScheduled.of(command.effective, {
      contribution,
      source,
      year,
      nature,
      confirmed: found.certainty === 'confirmed' && found.form === 'cash',
      replaced: dues(open),
      instalments: dues(instalments),
    }),
  );
}

export function findContribution(fund: Fund, id: string): Contribution | Refusal {
  return (
    fund.contributions.get(id) ??
    refusal('not-found', { what: 'contribution', id, where: 'the fund' })
  );
}

export const contributionDeciders = {
  'pledge-contribution': pledgeContribution,
  'confirm-contribution': confirmContribution,
  ...conditionDeciders,
  'schedule-contribution': scheduleContribution,
} as const;
