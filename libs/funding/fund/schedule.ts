import { monthsAfter } from '#contracts/calendar.js';
import type { Schedule } from '#contracts/commands/fund/shapes.js';
import type { Due, Instalment } from '#contracts/events/fund/shapes.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { inEqualParts } from '#libs/money/apportion.js';
import { formatPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import type { FundContext } from './deciders.js';
import type { Contribution, Fund, InstalmentState } from './fund.js';
import { openPeriodOf } from './periods.js';

/** Instalments that sum to the amount, each with its day. Parts are numbered, past numbers in use. */
export function scheduled(
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

export const asWritten = ({ instalment, due, amount }: Instalment): Instalment => ({
  instalment,
  due,
  amount,
});

/** Each counts in the period in which it is due, or the first open one of its year after that. */
export const owed = (
  fund: Fund,
  year: string,
  instalments: Iterable<Instalment>,
  asker: Pick<FundContext, 'office'>,
): Due[] =>
  [...instalments].map(({ instalment, due, amount }) => ({
    instalment,
    due,
    period: openPeriodOf(fund, year, due, asker),
    amount,
  }));

/** After their year was closed all count together: a change of when they fall due moves no income. */
export const inOne = (period: string, instalments: Iterable<Instalment>): Due[] =>
  [...instalments].map(({ instalment, due, amount }) => ({ instalment, due, period, amount }));

/** Nobody has invoiced or paid it yet, not even in part. */
const isOpen = ({ invoiced, received }: InstalmentState): boolean => invoiced + received === 0n;

export const openInstalments = ({ instalments }: Contribution): InstalmentState[] =>
  [...instalments.values()].filter(isOpen);
export const settledInstalments = ({ instalments }: Contribution): InstalmentState[] =>
  [...instalments.values()].filter((due) => !isOpen(due));
