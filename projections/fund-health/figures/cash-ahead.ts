import { firstDayOf, lastDayOf, monthOf, monthsOf, yearOf } from '#contracts/financial-year.js';
import { none } from '#libs/ledger/posting.js';
import { inEqualParts } from '#libs/money/apportion.js';
import { parsePence, type Pence } from '#libs/money/pence.js';
import type { FundView } from '#projections/reading/reading.js';
import * as accounts from './accounts.js';
import { monthsAhead } from './calendar.js';
import { held } from './held.js';
import { instalments } from './instalments.js';
import { paymentsDue } from './payments-due.js';
import { traced } from './traced.js';

/** What a month to come would do to what the host holds. */
export interface MonthAhead {
  readonly month: string;
  /** Instalments of confirmed contributions by their day; what is overdue comes in the first month. */
  readonly toCome: Pence;
  /** Invoices by the last day for paying them; what is accrued or credited and has no day, in the month after. */
  readonly owed: Pence;
  /** What awards have outstanding, month by month over the rest of each year in which they run. */
  readonly promised: Pence;
  readonly held: Pence;
  /** If schemes spend all that they have uncommitted too, evenly over the rest of its year. */
  readonly low: Pence;
  /** If expected and indicative instalments come too, on their days. */
  readonly high: Pence;
}

export interface CashAhead {
  readonly months: readonly MonthAhead[];
  /** The month that would end with the least held, of the twelve; nothing where no money is pooled. */
  readonly lowest: MonthAhead | undefined;
}

type ByMonth = Map<string, Pence>;

/**
 * Held by the host at the end of the month of the view's day and of the eleven that follow. Aligned
 * money never leaves its owner, so that of an aligned fund there is nothing to say.
 */
export function cashAhead(view: FundView): CashAhead {
  if (view.facts.get('fund', view.fund)?.attributes.kind === 'aligned')
    return { months: [], lowest: undefined };
  const all = monthsAhead(view.moment.day);
  const flows = {
    toCome: confirmedToCome(view),
    owed: owedByMonth(view, all),
    promised: promisedByMonth(view),
    uncommitted: uncommittedByMonth(view),
    uncertain: uncertainToCome(view),
  };
  let now = held(view).now.pence;
  let [lower, higher] = [0n, 0n];
  const months = all.map((month, place): MonthAhead => {
    const of = (flow: ByMonth): Pence =>
      [...flow].reduce(
        (sum, [at, pence]) => (at === month || (place === 0 && at < month) ? sum + pence : sum),
        0n,
      );
    const [toCome, owed, promised] = [of(flows.toCome), of(flows.owed), of(flows.promised)];
    now += toCome - owed - promised;
    lower += of(flows.uncommitted);
    higher += of(flows.uncertain);
    return { month, toCome, owed, promised, held: now, low: now - lower, high: now + higher };
  });
  return {
    months,
    lowest: months.reduce<MonthAhead | undefined>(
      (least, month) => (least && least.held <= month.held ? least : month),
      undefined,
    ),
  };
}

const add = (to: ByMonth, month: string, pence: Pence): void => {
  to.set(month, (to.get(month) ?? 0n) + pence);
};

function confirmedToCome(view: FundView): ByMonth {
  const months: ByMonth = new Map();
  for (const { due, amount, received } of instalments(view))
    if (received < amount) add(months, monthOf(due), amount - received);
  return months;
}

/** Instalments of contributions in cash that nobody has confirmed: not a debt, and perhaps money. */
function uncertainToCome({ facts }: FundView): ByMonth {
  const months: ByMonth = new Map();
  for (const { attributes: of } of facts.list('instalment')) {
    const contribution = facts.get('contribution', of.contribution)?.attributes;
    if (of.open && contribution?.form === 'cash' && contribution.certainty !== 'confirmed')
      add(months, monthOf(of.due), parsePence(of.amount));
  }
  return months;
}

function owedByMonth(view: FundView, [first = '', next = '']: readonly string[]): ByMonth {
  const months: ByMonth = new Map();
  const payable = traced(view.balances, {}, { accounts: ['cash:creditor'], sign: -1 }).pence;
  let dated = 0n;
  for (const { due, amount } of paymentsDue(view)) {
    const month = monthOf(due);
    add(months, month < first ? first : month, amount);
    dated += amount;
  }
  add(months, next, payable - dated);
  return months;
}

function promisedByMonth({ balances, facts, moment }: FundView): ByMonth {
  const months: ByMonth = new Map();
  const outstanding = balances.where({ account: accounts.outstanding.accounts });
  for (const { key, balances: of } of outstanding.groupBy('award', 'year')) {
    const { start = null, end = null } = facts.get('award', key.award)?.attributes ?? {};
    const { pence } = traced(of, key, accounts.outstanding);
    spread(months, pence, key.year, moment.day, start, end);
  }
  return months;
}

function uncommittedByMonth({ balances, moment }: FundView): ByMonth {
  const months: ByMonth = new Map();
  const uncommitted = balances.where({ account: accounts.uncommitted.accounts });
  for (const { key, balances: of } of uncommitted.groupBy('year', 'scheme'))
    if (key.scheme !== none && key.year >= yearOf(moment.day))
      spread(months, traced(of, key, accounts.uncommitted).pence, key.year, moment.day, null, null);
  return months;
}

/**
 * Evenly over the months of a year that are not over, from a first day to a last where there are; all
 * at once where none of them is left.
 */
function spread(
  months: ByMonth,
  pence: Pence,
  year: string,
  day: string,
  start: string | null,
  end: string | null,
): void {
  const latest = (...days: readonly (string | null)[]): string =>
    days.reduce<string>((last, each) => (each !== null && each > last ? each : last), '');
  const from = monthOf(latest(firstDayOf(year), day, start));
  const to = monthOf(end !== null && end < lastDayOf(year) ? end : lastDayOf(year));
  const over = monthsOf(year).filter((month) => month >= from && month <= to);
  if (over.length === 0) add(months, monthOf(day), pence);
  else
    for (const [place, part] of inEqualParts(pence, over.length).entries())
      add(months, over[place] ?? '', part);
}
