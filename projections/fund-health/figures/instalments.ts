import type { FundView } from '#projections/reading/reading.js';
import { parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { none } from '#libs/ledger/posting.js';
import { debtors, debtorsInvoiced, held } from './accounts.js';
import { daysBetween } from '#contracts/calendar.js';
import { grouped } from './grouped.js';
import { once } from './once.js';
import { traced, type Traced } from './traced.js';

/** What a source has promised to pay on a day, and what has come of it. */
export interface InstalmentState {
  readonly id: string;
  readonly source: string;
  readonly year: string;
  readonly due: string;
  readonly amount: Pence;
  readonly received: Pence;
  /** From the due date on: what has not come. */
  readonly overdue: Pence;
  /** 0 on the due date. */
  readonly daysOverdue: number;
  /** The event that set the instalment. */
  readonly event: number;
  /** The events that brought it, or some of it. */
  readonly receipts: readonly number[];
}

/** Instalments of confirmed contributions, first due first. A promise is not yet a debt. */
export const instalments = once(({ facts, moment }: FundView): InstalmentState[] => {
  const receipts = grouped(facts.list('receipt'), ({ attributes }) => attributes.instalment);
  return facts
    .list('instalment')
    .filter(({ attributes }) => {
      const contribution = facts.get('contribution', attributes.contribution)?.attributes;
      return (
        attributes.open && contribution?.form === 'cash' && contribution.certainty === 'confirmed'
      );
    })
    .map(({ id, number, attributes: { source, year, due, amount } }) => {
      const promised = parsePence(amount);
      const came = receipts.get(id) ?? [];
      const received = sumPence(came.map(({ attributes: of }) => parsePence(of.amount)));
      const late = due <= moment.day && received < promised;
      return {
        id,
        source,
        year,
        due,
        amount: promised,
        received,
        overdue: late ? promised - received : 0n,
        daysOverdue: late ? daysBetween(due, moment.day) : 0,
        event: number,
        receipts: came.map((receipt) => receipt.number),
      };
    })
    .sort((a, b) => (a.due === b.due ? (a.id < b.id ? -1 : 1) : a.due < b.due ? -1 : 1));
});

/** Overdue by the view's day: amount, count, and the age of the oldest in days. */
export interface Overdue {
  readonly pence: Pence;
  readonly count: number;
  readonly oldestDays: number;
}

export function overdue(states: readonly InstalmentState[]): Overdue {
  const late = states.filter((state) => state.overdue > 0n);
  return {
    pence: sumPence(late.map((state) => state.overdue)),
    count: late.length,
    oldestDays: Math.max(0, ...late.map((state) => state.daysOverdue)),
  };
}

/** A source's instalments of a year, by state. */
export interface Collected {
  readonly source: string;
  readonly year: string;
  /** Instalments whose day has come. */
  readonly due: Pence;
  readonly invoiced: Traced;
  readonly received: Traced;
  /** Everything confirmed that has not come, due or not. */
  readonly toCome: Traced;
  readonly overdue: Overdue;
}

export function collected(view: FundView): Collected[] {
  const states = grouped(instalments(view), ({ source, year }) => `${source}\n${year}`);
  // What contributors pay in names no provider; what residents pay in does (other income).
  return view.balances
    .where({ account: [...debtors.accounts, ...held.accounts], provider: none })
    .groupBy('source', 'year')
    .map(({ key, balances }) => {
      const of = states.get(`${key.source}\n${key.year}`) ?? [];
      const asked = { ...key, provider: none };
      return {
        ...key,
        due: sumPence(of.filter(({ due }) => due <= view.moment.day).map(({ amount }) => amount)),
        invoiced: traced(balances, asked, debtorsInvoiced),
        received: traced(balances, asked, held),
        toCome: traced(balances, asked, debtors),
        overdue: overdue(of),
      };
    });
}
