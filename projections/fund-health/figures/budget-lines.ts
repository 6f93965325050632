import { firstDayOf, monthsOf } from '#contracts/financial-year.js';
import { Balances } from '#libs/ledger/balances.js';
import { none as noScheme } from '#libs/ledger/posting.js';
import type { Fact } from '#libs/ledger/facts-at.js';
import { parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import type { FundView } from '#projections/reading/reading.js';
import * as accounts from './accounts.js';
import { grouped } from './grouped.js';
import { once } from './once.js';
import { traced, type Traced } from './traced.js';

/** A scheme's money of one source, capital or revenue, for a year: what a budget holder answers for. */
export interface BudgetLine {
  readonly scheme: string;
  readonly source: string;
  readonly nature: string;
  readonly year: string;
}

export const keyOf = ({ scheme, source, nature, year }: BudgetLine): string =>
  [scheme, source, nature, year].join('/');

/** As balances are asked for, without whatever else is known of the line. */
const asked = ({ scheme, source, nature, year }: BudgetLine): BudgetLine => ({
  ...{ scheme, source, nature, year },
});

/** What is known of a fund's lines, each looked up once and not searched for line by line. */
export interface Lines {
  readonly balances: ReadonlyMap<string, Balances>;
  readonly changes: ReadonlyMap<string, readonly Fact<'budget-change'>[]>;
  readonly forecasts: ReadonlyMap<string, readonly Fact<'forecast'>[]>;
  /** Lines with a budget, a cost or a forecast, by their key. */
  readonly all: ReadonlyMap<string, BudgetLine>;
}

export const linesOf = once(({ balances, facts }: FundView): Lines => {
  const groups = balances
    .where({ account: accounts.allocated.accounts })
    .groupBy('scheme', 'source', 'nature', 'year')
    // What no scheme has is nobody's line.
    .filter(({ key }) => key.scheme !== noScheme);
  const forecasts = facts.list('forecast');
  const known = [...groups.map(({ key }) => key), ...forecasts.map(({ attributes }) => attributes)];
  return {
    balances: new Map(groups.map(({ key, balances: of }) => [keyOf(key), of])),
    changes: grouped(facts.list('budget-change'), ({ attributes }) => keyOf(attributes)),
    forecasts: grouped(forecasts, ({ attributes }) => keyOf(attributes)),
    all: new Map(
      known.map(({ scheme, source, nature, year }) => {
        const line = { scheme, source, nature, year };
        return [keyOf(line), line];
      }),
    ),
  };
});

const nothing = new Balances([]);
const balancesOf = (lines: Lines, line: BudgetLine): Balances =>
  lines.balances.get(keyOf(line)) ?? nothing;

/** How a budget came to be what it is. The parts sum to the current budget. */
export interface BudgetSoFar {
  /** Allocated by the first day of the year. */
  readonly original: Pence;
  readonly allocatedLater: Pence;
  /** In less out. */
  readonly virements: Pence;
  readonly givenUp: Pence;
  /** What changed it otherwise: a year-end, a change of source, a decision of its funder. */
  readonly otherChanges: Pence;
  readonly current: Traced;
}

/** A part of a budget that single decisions make, each of them an event. */
export type DecidedPart = 'original' | 'allocatedLater' | 'virements' | 'givenUp';

export interface BudgetChange {
  readonly part: DecidedPart;
  readonly event: number;
  readonly effective: string;
  /** What it added to the budget; below zero it took it away. */
  readonly pence: Pence;
}

/** What made a budget what it is, in the order of the log. */
export const budgetChanges = (lines: Lines, line: BudgetLine): readonly BudgetChange[] =>
  (lines.changes.get(keyOf(line)) ?? [])
    .map(({ number: event, effective, attributes: { kind, amount } }): BudgetChange => {
      const pence = parsePence(amount);
      switch (kind) {
        case 'allocated':
          return {
            ...{ event, effective, pence },
            part: effective <= firstDayOf(line.year) ? 'original' : 'allocatedLater',
          };
        case 'moved-in':
          return { event, effective, pence, part: 'virements' };
        case 'moved-out':
          return { event, effective, pence: -pence, part: 'virements' };
        case 'given-up':
          return { event, effective, pence: -pence, part: 'givenUp' };
      }
    })
    .sort((one, other) => one.event - other.event);

export function budgetSoFar(lines: Lines, line: BudgetLine): BudgetSoFar {
  const changes = budgetChanges(lines, line);
  const of = (name: DecidedPart): Pence =>
    sumPence(changes.filter(({ part }) => part === name).map(({ pence }) => pence));
  const current = traced(balancesOf(lines, line), asked(line), accounts.allocated);
  return {
    original: of('original'),
    allocatedLater: of('allocatedLater'),
    virements: of('virements'),
    givenUp: -of('givenUp'),
    otherChanges: current.pence - sumPence(changes.map(({ pence }) => pence)),
    current,
  };
}

/** What a line cost up to the end of a month; the adjustments of a year count with its last month. */
export const spentUpTo = (lines: Lines, line: BudgetLine, month: string): Traced =>
  spentWhen(lines, line, (name) => name <= month);

/** The same of one month. */
export const spentIn = (lines: Lines, line: BudgetLine, month: string): Traced =>
  spentWhen(lines, line, (name) => name === month);

function spentWhen(lines: Lines, line: BudgetLine, counts: (month: string) => boolean): Traced {
  const of = balancesOf(lines, line);
  const period = [...new Set(of.rows.map((row) => row.period))]
    .filter((name) => counts(name.slice(0, 7)))
    .sort();
  const when = { ...asked(line), period };
  return traced(of.where(when), when, accounts.actual);
}

/** What a line cost in each month of its year up to one, April first. */
export function spentByMonth(lines: Lines, line: BudgetLine, upTo: string): Pence[] {
  const cost = balancesOf(lines, line).where({ account: accounts.actual.accounts }).rows;
  return monthsUpTo(line.year, upTo).map((month) =>
    sumPence(cost.filter((row) => row.period.slice(0, 7) === month).map(({ pence }) => pence)),
  );
}

export const monthsUpTo = (year: string, upTo: string): string[] =>
  monthsOf(year).filter((month) => month <= upTo);
