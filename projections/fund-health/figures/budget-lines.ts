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

export function budgetSoFar(lines: Lines, line: BudgetLine): BudgetSoFar {
  const opens = firstDayOf(line.year);
  const changes = lines.changes.get(keyOf(line)) ?? [];
  const sum = (which: (change: Fact<'budget-change'>) => boolean): Pence =>
    sumPence(changes.filter(which).map(({ attributes }) => parsePence(attributes.amount)));
  const of = (kind: Fact<'budget-change'>['attributes']['kind']): Pence =>
    sum(({ attributes }) => attributes.kind === kind);

  const original = sum(
    ({ attributes, effective }) => attributes.kind === 'allocated' && effective <= opens,
  );
  const allocatedLater = of('allocated') - original;
  const virements = of('moved-in') - of('moved-out');
  const givenUp = of('given-up');
  const current = traced(balancesOf(lines, line), { ...line }, accounts.allocated);
  return {
    original,
    allocatedLater,
    virements,
    givenUp,
    otherChanges: current.pence - (original + allocatedLater + virements - givenUp),
    current,
  };
}

/** What a line cost up to the end of a month; the adjustments of a year count with its last month. */
export function spentUpTo(lines: Lines, line: BudgetLine, month: string): Traced {
  const of = balancesOf(lines, line);
  const period = [...new Set(of.rows.map((row) => row.period))]
    .filter((name) => name.slice(0, 7) <= month)
    .sort();
  const asked = { ...line, period };
  return traced(of.where(asked), asked, accounts.actual);
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
