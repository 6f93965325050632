import { sumPence, type Pence } from '#libs/money/pence.js';
import type { FundView } from '#projections/reading/reading.js';
import { cashMonths, cashParts, type CashFlow, type CashPart } from './cash-parts.js';
import { grouped } from './grouped.js';
import { held, keptByOwners, type Held } from './held.js';
import { once } from './once.js';

/** What the host would hold at a moment ahead. */
export interface HeldAhead {
  readonly held: Pence;
  /** If schemes spend all that they have uncommitted too, evenly over the rest of its year. */
  readonly low: Pence;
  /** If expected and indicative instalments come too, on their days. */
  readonly high: Pence;
}

/** What a month to come would do to what the host holds. */
export interface MonthAhead extends HeldAhead {
  readonly month: string;
  /** Instalments of confirmed contributions by their day; what is overdue comes in the first month. */
  readonly toCome: Pence;
  /** Invoices by the last day for paying them; what is accrued or credited and has no day, in the month after. */
  readonly owed: Pence;
  /** What awards have outstanding, month by month over the rest of each year in which they run. */
  readonly promised: Pence;
}

export interface CashAhead {
  readonly months: readonly MonthAhead[];
  /** The month that would end with the least held, of the twelve; nothing where no money is pooled. */
  readonly lowest: MonthAhead | undefined;
}

/**
 * Held by the host at the end of each of twelve months, from the one of the view's day: from the next
 * where that day is its last, for the month has ended then. Aligned
 * money never leaves its owner, so that of an aligned fund there is nothing to say.
 */
export const cashAhead = once((view: FundView): CashAhead => {
  if (keptByOwners(view)) return { months: [], lowest: undefined };
  const parts = grouped(cashParts(view), ({ month }) => month);
  const now = held(view).now.pence;
  let before: HeldAhead = { held: now, low: now, high: now };
  const months = cashMonths(view.moment.day).map((month) => {
    const ahead = { month, ...after(before, parts.get(month) ?? []) };
    before = ahead;
    return ahead;
  });
  return {
    months,
    lowest: months.reduce<MonthAhead | undefined>(
      (least, month) => (least && least.held <= month.held ? least : month),
      undefined,
    ),
  };
});

function after(before: HeldAhead, parts: readonly CashPart[]): Omit<MonthAhead, 'month'> {
  const of = (...flows: readonly CashFlow[]): Pence =>
    sumPence(parts.filter(({ flow }) => flows.includes(flow)).map(({ pence }) => pence));
  const [toCome, owed, promised] = [
    of('instalment'),
    of('invoice', 'without a day'),
    of('promised'),
  ];
  const moved = toCome - owed - promised;
  return {
    ...{ toCome, owed, promised },
    held: before.held + moved,
    low: before.low + moved - of('uncommitted'),
    high: before.high + moved + of('uncertain'),
  };
}

/** One of the months ahead, with what it begins with and each amount that would come or go. */
export interface MonthMade {
  readonly month: MonthAhead;
  /** Held now, of the first month; at the end of the month before, of the others. */
  readonly before: MonthAhead | Held['now'];
  readonly parts: readonly CashPart[];
}

/** Nothing of a month that is none of those ahead. */
export function monthMade(view: FundView, wanted: string): MonthMade | undefined {
  const { months } = cashAhead(view);
  const place = months.findIndex(({ month }) => month === wanted);
  const month = months[place];
  return (
    month && {
      month,
      before: months[place - 1] ?? held(view).now,
      parts: cashParts(view).filter((part) => part.month === wanted),
    }
  );
}
