import { monthsAfter } from '#contracts/calendar.js';
import { firstDayOf } from '#contracts/financial-year.js';
import type { FundCommandOf } from '#contracts/commands/fund.js';
import type { Schedule } from '#contracts/commands/fund/shapes.js';
import {
  ContributionConfirmed,
  ContributionPledged,
  ContributionScheduled,
} from '#contracts/events/fund/contributions.js';
import { type FundEvent } from '#contracts/events/fund.js';
import { type Instalment, type Restatement } from '#contracts/events/fund/shapes.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { none, type BudgetHolding } from '#libs/ledger/posting.js';
import { inEqualParts } from '#libs/money/apportion.js';
import {
  formatPence,
  maxPence,
  minPence,
  parsePence,
  sumPence,
  type Pence,
} from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../decision.js';
import type { Contribution, Fund } from './fund.js';

type Decided = Decision<FundEvent>;

function pledgeContribution(fund: Fund, command: FundCommandOf<'pledge-contribution'>): Decided {
  const { contribution, source, year, nature, form, recurrent, certainty, amount } = command;
  if (!fund.sources.has(source))
    return refused('not-found', { what: 'source', id: source, where: 'the fund' });
  if (fund.contributions.has(contribution))
    return refused('already-exists', { what: 'contribution', id: contribution, where: 'The fund' });

  const instalments = scheduled(
    command.schedule ?? { parts: 1, firstDue: firstDayOf(year), everyMonths: 1 },
    parsePence(amount),
  );
  if ('problem' in instalments) return { refused: instalments };
  return happened(
    ContributionPledged.of(command.effective, {
      contribution,
      source,
      year,
      nature,
      form,
      recurrent,
      certainty,
      amount,
      instalments,
    }),
  );
}

/** The contribution becomes certain, and so does the money, where it now stands: commitments first. */
function confirmContribution(fund: Fund, command: FundCommandOf<'confirm-contribution'>): Decided {
  const found = findContribution(fund, command.contribution);
  if ('problem' in found) return { refused: found };
  if (found.certainty === 'confirmed')
    return refused('already-confirmed', { contribution: command.contribution });

  const { contribution, source, year, nature, form, amount, certainty } = found;
  return happened(
    ContributionConfirmed.of(command.effective, {
      contribution,
      source,
      year,
      nature,
      form,
      was: certainty,
      amount: formatPence(amount),
      evidence: command.evidence,
      restated: form === 'cash' ? restated(fund, found, certainty) : [],
      instalments: [...found.instalments.values()].map(asWritten),
    }),
  );
}

const commitmentsFirst: readonly BudgetHolding[] = [
  'committed',
  'matched',
  'reserved',
  'spent',
  'moving',
  'scheme',
  'held',
];

/** Which money of the source, year and nature becomes confirmed; what is left over is unallocated. */
function restated(
  fund: Fund,
  { source, year, nature, amount }: Contribution,
  certainty: 'indicative' | 'expected',
): Restatement[] {
  const moves: Restatement[] = [];
  let left: Pence = amount;
  for (const holding of commitmentsFirst)
    for (const held of fund.holdings.list({ holding, year, source, nature, certainty })) {
      const moved = minPence(left, maxPence(held.pence, 0n));
      if (moved === 0n) continue;
      left -= moved;
      const { scheme, award, provider, area } = held;
      moves.push({ holding, scheme, award, provider, area, amount: formatPence(moved) });
    }
  if (left > 0n)
    moves.push({
      holding: 'unallocated',
      scheme: none,
      award: none,
      provider: none,
      area: none,
      amount: formatPence(left),
    });
  return moves;
}

/** Instalments that nobody has invoiced or paid yet are put on new dates; the rest stand. */
function scheduleContribution(
  fund: Fund,
  command: FundCommandOf<'schedule-contribution'>,
): Decided {
  const found = findContribution(fund, command.contribution);
  if ('problem' in found) return { refused: found };

  const open = [...found.instalments.values()].filter((due) => due.invoiced + due.received === 0n);
  const settled = [...found.instalments.values()].filter((due) => due.invoiced + due.received > 0n);
  const [last] = settled.slice(-1);
  if (last && open.length === 0)
    return refused('instalment-settled', { instalment: last.instalment });
  const instalments = scheduled(
    command.schedule,
    sumPence(open.map((due) => parsePence(due.amount))),
    new Set(settled.map((due) => due.instalment)),
  );
  if ('problem' in instalments) return { refused: instalments };
  const clash = settled.find((due) =>
    instalments.some((other) => other.instalment === due.instalment),
  );
  if (clash) return refused('instalment-settled', { instalment: clash.instalment });

  const { contribution, source, year, nature } = found;
  return happened(
    ContributionScheduled.of(command.effective, {
      contribution,
      source,
      year,
      nature,
      confirmed: found.certainty === 'confirmed' && found.form === 'cash',
      replaced: open.map(asWritten),
      instalments,
    }),
  );
}

/** Instalments that sum to the amount, each with its day. Parts are numbered, past numbers in use. */
function scheduled(
  schedule: Schedule,
  amount: Pence,
  inUse: ReadonlySet<string> = new Set(),
): Instalment[] | Refusal {
  if ('parts' in schedule) {
    const numbers = Array.from({ length: schedule.parts + inUse.size }, (_, place) =>
      String(place + 1),
    ).filter((number) => !inUse.has(number));
    return inEqualParts(amount, schedule.parts)
      .map((part, place) => ({
        instalment: numbers[place] ?? '',
        due: monthsAfter(schedule.firstDue, place * schedule.everyMonths),
        amount: formatPence(part),
      }))
      .filter((due) => due.amount !== '0.00');
  }

  const sum = sumPence(schedule.instalments.map((due) => parsePence(due.amount)));
  const names = new Set(schedule.instalments.map((due) => due.instalment));
  if (names.size < schedule.instalments.length)
    return refusal('invalid-request', { detail: 'each instalment needs an identifier of its own' });
  return sum === amount
    ? schedule.instalments
    : refusal('does-not-add-up', {
        what: 'The instalments',
        sum: formatPence(sum),
        amount: formatPence(amount),
      });
}

const asWritten = ({ instalment, due, amount }: Instalment): Instalment => ({
  instalment,
  due,
  amount,
});

export function findContribution(fund: Fund, id: string): Contribution | Refusal {
  return (
    fund.contributions.get(id) ??
    refusal('not-found', { what: 'contribution', id, where: 'the fund' })
  );
}

export const contributionDeciders = {
  'pledge-contribution': pledgeContribution,
  'confirm-contribution': confirmContribution,
  'schedule-contribution': scheduleContribution,
} as const;
