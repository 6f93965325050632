import { daysAfter, monthsAfter } from '#contracts/calendar.js';
import { firstDayOf, lastDayOf, monthOf, monthsOf, yearOf } from '#contracts/financial-year.js';
import { none } from '#libs/ledger/posting.js';
import { inEqualParts } from '#libs/money/apportion.js';
import { parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import type { FundView } from '#projections/reading/reading.js';
import * as accounts from './accounts.js';
import { monthsAhead } from './calendar.js';
import { grouped } from './grouped.js';
import { instalments } from './instalments.js';
import { once } from './once.js';
import { paymentsDue } from './payments-due.js';
import { traced, type Term, type Traced } from './traced.js';

/**
 * What money ahead comes or goes as: instalments of confirmed contributions; invoices with a day; what
 * is owed and has none; what is promised to awards; what schemes have uncommitted; instalments that
 * nobody has confirmed.
 */
export type CashFlow =
  'instalment' | 'invoice' | 'without a day' | 'promised' | 'uncommitted' | 'uncertain';

/** An amount that would come or go in a month, and what it is, or is a part, of. */
export interface CashPart {
  readonly flow: CashFlow;
  readonly month: string;
  /** The source, provider, award or scheme. */
  readonly of: string;
  /** The reference of an invoice. */
  readonly reference: string;
  /** The financial year of the balance that it is a part of; null where it is of none. */
  readonly year: string | null;
  /** When it is due; null where that is spread over months, or not known. */
  readonly day: string | null;
  readonly pence: Pence;
  /** The balance that it is one of so many even parts of; of what has no day, less its invoices that have. */
  readonly whole: Traced | null;
  /** How many months the balance is spread over. */
  readonly parts: number;
  /** The events that made it, where no balance does. */
  readonly events: readonly number[];
}

/** The months that money ahead comes or goes in: that of the day after a day, and the eleven that follow. */
export const cashMonths = (day: string): string[] => monthsAhead(daysAfter(day, 1));

/** The month in which what is due on a day comes, or is paid: what is overdue at once. */
export const cashMonthOf = (due: string, day: string): string => {
  const tomorrow = daysAfter(day, 1);
  return monthOf(due < tomorrow ? tomorrow : due);
};

/** Everything that would come and go, up to the last month that a balance is spread over. */
export const cashParts = once((view: FundView): CashPart[] => [
  ...toCome(view),
  ...uncertain(view),
  ...invoices(view),
  ...withoutDay(view),
  ...promised(view),
  ...uncommitted(view),
]);

const dated = (
  { moment }: FundView,
  flow: CashFlow,
  of: string,
  day: string,
  pence: Pence,
  events: readonly number[],
  reference = '',
): CashPart => {
  const month = cashMonthOf(day, moment.day);
  return {
    ...{ flow, month, of, reference, year: null, day, pence },
    ...{ whole: null, parts: 1, events },
  };
};

const toCome = (view: FundView): CashPart[] =>
  instalments(view)
    .filter(({ amount, received }) => received < amount)
    .map(({ source, due, amount, received, event, receipts }) =>
      dated(view, 'instalment', source, due, amount - received, [event, ...receipts]),
    );

/** Instalments of contributions in cash that nobody has confirmed: not a debt, and perhaps money. */
const uncertain = (view: FundView): CashPart[] =>
  view.facts
    .list('instalment')
    .filter(({ attributes: of }) => {
      const contribution = view.facts.get('contribution', of.contribution)?.attributes;
      return of.open && contribution?.form === 'cash' && contribution.certainty !== 'confirmed';
    })
    .map(({ number, attributes: { source, due, amount } }) =>
      dated(view, 'uncertain', source, due, parsePence(amount), [number]),
    );

const invoices = (view: FundView): CashPart[] =>
  paymentsDue(view).map(({ provider, reference, due, amount, events }) =>
    dated(view, 'invoice', provider, due, amount, events, reference),
  );

/** Accrued, credited or not yet due for payment: in the month after. */
function withoutDay(view: FundView): CashPart[] {
  const month = monthOf(monthsAfter(`${monthOf(view.moment.day)}-01`, 1));
  const due = grouped(paymentsDue(view), ({ provider }) => provider);
  const payable: Term = { accounts: ['cash:creditor'], sign: -1 };
  return view.balances
    .where({ account: payable.accounts })
    .groupBy('provider')
    .map(({ key, balances }): CashPart => {
      const whole = traced(balances, key, payable);
      const pence =
        whole.pence - sumPence((due.get(key.provider) ?? []).map(({ amount }) => amount));
      return {
        ...{ flow: 'without a day', month, of: key.provider, reference: '' },
        ...{ year: null, day: null, pence, whole, parts: 1, events: [] },
      };
    })
    .filter(({ pence }) => pence !== 0n);
}

function promised({ balances, facts, moment }: FundView): CashPart[] {
  const outstanding = balances.where({ account: accounts.outstanding.accounts });
  return outstanding.groupBy('award', 'year').flatMap(({ key, balances: of }) => {
    const { start = null, end = null } = facts.get('award', key.award)?.attributes ?? {};
    const months = monthsLeft(key.year, moment.day, start, end);
    return spread('promised', key.award, key.year, traced(of, key, accounts.outstanding), months);
  });
}

function uncommitted({ balances, moment }: FundView): CashPart[] {
  const uncommitted = balances.where({ account: accounts.uncommitted.accounts });
  return uncommitted
    .groupBy('year', 'scheme')
    .filter(({ key }) => key.scheme !== none && key.year >= yearOf(daysAfter(moment.day, 1)))
    .flatMap(({ key, balances: of }) => {
      const months = monthsLeft(key.year, moment.day, null, null);
      return spread(
        ...(['uncommitted', key.scheme, key.year] as const),
        ...([traced(of, key, accounts.uncommitted), months] as const),
      );
    });
}

const spread = (
  flow: CashFlow,
  of: string,
  year: string,
  whole: Traced,
  months: readonly string[],
): CashPart[] =>
  whole.pence === 0n
    ? []
    : inEqualParts(whole.pence, months.length).map((pence, place): CashPart => ({
        ...{ flow, month: months[place] ?? '', of, reference: '' },
        ...{ year, day: null, pence, whole, parts: months.length, events: [] },
      }));

/** Months of a year that a day does not end, from a first day to a last where there are; the next where none is left. */
function monthsLeft(year: string, day: string, start: string | null, end: string | null): string[] {
  const latest = (...days: readonly (string | null)[]): string =>
    days.reduce<string>((last, each) => (each !== null && each > last ? each : last), '');
  const tomorrow = daysAfter(day, 1);
  const from = monthOf(latest(firstDayOf(year), tomorrow, start));
  const to = monthOf(end !== null && end < lastDayOf(year) ? end : lastDayOf(year));
  const left = monthsOf(year).filter((month) => month >= from && month <= to);
  return left.length === 0 ? [monthOf(tomorrow)] : left;
}
