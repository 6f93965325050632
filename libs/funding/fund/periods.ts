import type { FundCommandOf } from '#contracts/commands/fund.js';
import {
  PeriodHardClosed,
  PeriodReopened,
  PeriodSoftClosed,
} from '#contracts/events/fund/periods.js';
import type { FundEvent } from '#contracts/events/fund.js';
import {
  lastDayOf,
  monthOf,
  periodAfter,
  periodIn,
  periodsOf,
  yearOf,
} from '#contracts/financial-year.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { happened, refused, type Circumstances, type Decision } from '../decision.js';
import type { FundContext } from './deciders.js';
import type { Fund } from './fund.js';
import { toBeRestated } from './statements.js';
import { undecidedIn } from './undecided.js';

/** A period that is not open: who may still post into it; nobody, where it is closed hard. */
export type Closing =
  | { readonly state: 'soft-closed'; readonly offices: readonly string[] }
  | { readonly state: 'hard-closed' };

type Asker = Pick<Circumstances, 'office'>;

export function isOpen(fund: Fund, period: string, { office }: Asker): boolean {
  const closing = fund.periods.get(period);
  if (closing === undefined) return true;
  return closing.state === 'soft-closed' && closing.offices.includes(office);
}

/**
 * Where a fact counts: in the period of its day, or, when that is closed, in the first open one
 * after it, whichever year that falls in. It keeps its day and the year it relates to (rule 17).
 */
export function accountingPeriod(fund: Fund, effective: string, asker: Asker): string {
  let period = monthOf(effective);
  while (!isOpen(fund, period, asker)) period = periodAfter(period);
  return period;
}

/**
 * Where authority of a year counts: in the period of the day that lies in that year, the first open
 * one after it, or else the last before it. It never counts in another year: a closed one refuses.
 */
export function budgetPeriod(
  fund: Fund,
  year: string,
  effective: string,
  asker: Asker,
): string | Refusal {
  const from = periodIn(year, effective);
  const open = periodsOf(year).filter((period) => isOpen(fund, period, asker));
  return open.find((period) => period >= from) ?? open.at(-1) ?? refusal('year-closed', { year });
}

/**
 * The same for what stands in a year already and has to be finished: also in a period that is closed
 * softly, for nobody may be left with half a decision. The last period of a year is not closed hard
 * while anything of it is undecided.
 */
export function openPeriodOf(fund: Fund, year: string, effective: string, asker: Asker): string {
  const period = budgetPeriod(fund, year, effective, asker);
  if (typeof period === 'string') return period;
  const soft = periodsOf(year).filter((one) => fund.periods.get(one)?.state === 'soft-closed');
  const last = soft.at(-1);
  if (last === undefined) throw new Error(`${year} is closed, and something is still open`);
  return last;
}

/**
 * Where a fact of a year's money counts: in that year, or, when all of it is closed hard, in the first
 * open period after it. There it relates to its year, and keeps its day (rule 17).
 */
export function periodOfFact(
  fund: Fund,
  year: string,
  effective: string,
  asker: Asker,
): string | Refusal {
  const period = budgetPeriod(fund, year, effective, asker);
  return typeof period === 'string' || !isHardClosed(fund, year)
    ? period
    : firstOpenAfter(fund, year, effective, asker);
}

/**
 * The year on whose budget a published fact of a year falls: that year, or, when nothing of it is open
 * to whoever records it, the year of the first open period after it. What was published has happened,
 * so it waits for no office (rule 15).
 */
export function yearOfPublished(fund: Fund, year: string, effective: string, asker: Asker): string {
  const period = budgetPeriod(fund, year, effective, asker);
  return typeof period === 'string' ? year : yearOf(firstOpenAfter(fund, year, effective, asker));
}

function firstOpenAfter(fund: Fund, year: string, effective: string, asker: Asker): string {
  const lastDay = lastDayOf(year);
  return accountingPeriod(fund, effective > lastDay ? effective : lastDay, asker);
}

const isHardClosed = (fund: Fund, year: string): boolean =>
  periodsOf(year).every((period) => fund.periods.get(period)?.state === 'hard-closed');

interface OfAYear {
  readonly year: string;
}
type InAPeriod<Line> = Line & { readonly period: string };

/** Each line in the period of its year in which it counts; refused where a year is closed. */
export function filed<Line extends OfAYear>(
  fund: Fund,
  lines: readonly Line[],
  effective: string,
  asker: Asker,
): InAPeriod<Line>[] | Refusal {
  const inPeriods: InAPeriod<Line>[] = [];
  for (const line of lines) {
    const period = budgetPeriod(fund, line.year, effective, asker);
    if (typeof period !== 'string') return period;
    inPeriods.push({ ...line, period });
  }
  return inPeriods;
}

/** The same for what stands in years that are not closed. */
export const filedOpen = <Line extends OfAYear>(
  fund: Fund,
  lines: readonly Line[],
  effective: string,
  asker: Asker,
): InAPeriod<Line>[] =>
  lines.map((line) => ({ ...line, period: openPeriodOf(fund, line.year, effective, asker) }));

function softClosePeriod(
  fund: Fund,
  { period, offices, effective }: FundCommandOf<'soft-close-period'>,
  { today }: FundContext,
): Decision<FundEvent> {
  const closing = fund.periods.get(period);
  if (closing?.state === 'hard-closed') return wrongState(period, closing.state, 'open');
  return monthOf(today) < monthOf(period)
    ? refused('period-not-begun', { period, today })
    : happened(PeriodSoftClosed.of(effective, { period, offices }));
}

/** In their order, so that a late fact always finds its place after what is closed. */
function hardClosePeriod(
  fund: Fund,
  { period, effective }: FundCommandOf<'hard-close-period'>,
  { today, fund: here }: FundContext,
): Decision<FundEvent> {
  if (fund.periods.get(period)?.state === 'hard-closed')
    return wrongState(period, 'hard-closed', 'open or soft-closed');
  if (monthOf(today) <= monthOf(period)) return refused('period-not-over', { period, today });
  const year = yearOf(period);
  const earlier = periodsOf(year).find(
    (before) => before < period && fund.periods.get(before)?.state !== 'hard-closed',
  );
  if (earlier !== undefined) return refused('earlier-period-open', { period, earlier });
  const isLastOpen = periodsOf(year).every(
    (other) => other === period || fund.periods.get(other)?.state === 'hard-closed',
  );
  const undecided = isLastOpen ? undecidedIn(fund, year, here) : undefined;
  return undecided ? { refused: undecided } : happened(PeriodHardClosed.of(effective, { period }));
}

function reopenPeriod(
  fund: Fund,
  { period, effective }: FundCommandOf<'reopen-period'>,
): Decision<FundEvent> {
  const closing = fund.periods.get(period);
  return closing === undefined
    ? wrongState(period, 'open', 'closed')
    : happened<FundEvent>(
        PeriodReopened.of(effective, { period, was: closing.state }),
        ...toBeRestated(fund, period, effective),
      );
}

const wrongState = (period: string, state: string, needed: string) =>
  refused('wrong-order', { what: 'The period', id: period, state, needed });

export const periodDeciders = {
  'soft-close-period': softClosePeriod,
  'hard-close-period': hardClosePeriod,
  'reopen-period': reopenPeriod,
} as const;
