import { daysAfter, monthsAfter } from '#contracts/calendar.js';
import { firstDayOf } from '#contracts/financial-year.js';
import type { Step } from '../step.js';
import { firstDay } from './days.js';
import { drawsFor } from './draw.js';
import { toFund, type Telling } from './telling.js';

/** The money that a source gives over the years. */
export interface Giving {
  readonly source: string;
  readonly nature?: 'revenue' | 'capital';
  /** Whole pounds by year. */
  readonly amounts: Readonly<Record<string, number>>;
  readonly parts: 1 | 4 | 12;
  readonly method?: 'bank' | 'journal';
  /** By year, the day on which it was confirmed; a year that is not named is not. */
  readonly confirmed: Readonly<Record<string, string>>;
  readonly evidence: string;
  /** How many days after it is due it comes, at least and at most. */
  readonly late: readonly [number, number];
  /** Agreed for all years at once, each subject to its annual budget: the agreement counts it. */
  readonly subjectToBudget?: boolean;
  /** The day on which it was pledged; the first of the place where not said. */
  readonly pledged?: string;
}

const contributionOf = ({ source, nature = 'revenue' }: Giving, year: string): string =>
  `${source}-${nature}-${year}`;

/** What a source says that it will give, and when that is certain. */
export function pledged(fund: string, giving: Giving, telling: Telling): Step[] {
  const inFund = toFund(fund, telling);
  const { source, nature = 'revenue', amounts, parts, confirmed, pledged: on = firstDay } = giving;
  return Object.entries(amounts).flatMap(([year, pounds]) => {
    const contribution = contributionOf(giving, year);
    const day = confirmed[year];
    // This year's budget is set: only later years are subject to theirs.
    const ahead = giving.subjectToBudget === true && day !== on;
    const certain = (evidence: string, since: string, budgetResolution?: boolean): Step =>
      inFund(
        'confirm-contribution',
        { contribution, evidence, ...(budgetResolution ? { budgetResolution } : {}) },
        since,
      );
    return [
      inFund(
        'pledge-contribution',
        {
          ...{ contribution, source, year, nature, recurrent: true, amount: `${pounds}.00` },
          certainty: ahead || day !== undefined ? 'expected' : 'indicative',
          schedule: { parts, firstDue: firstDayOf(year), everyMonths: 12 / parts },
          ...(ahead ? { subjectToBudget: true } : {}),
        },
        on,
      ),
      ...(ahead ? [certain('Schedule 2, signed', on)] : []),
      ...(day === undefined ? [] : [certain(`${giving.evidence} for ${year}`, day, ahead)]),
    ];
  });
}

/** The instalments of what was confirmed, as they come in. */
export function received(fund: string, giving: Giving, telling: Telling): Step[] {
  const inFund = toFund(fund, { ...telling, reason: 'Money came in' });
  const { parts, confirmed, method = 'bank', late } = giving;
  const draw = drawsFor(`${fund}/${giving.source}/receipts`);
  return Object.keys(giving.amounts)
    .filter((year) => confirmed[year] !== undefined)
    .flatMap((year) =>
      Array.from({ length: parts }, (_, place) => {
        const contribution = contributionOf(giving, year);
        const due = monthsAfter(firstDayOf(year), (place * 12) / parts);
        const instalment = String(place + 1);
        return inFund(
          'receive-instalment',
          { contribution, instalment, method, reference: `${contribution}/${instalment}` },
          daysAfter(due, draw.whole(...late)),
        );
      }),
    );
}

/** Budget of a scheme by source, in whole pounds of a year. */
export interface Budget {
  readonly scheme: string;
  readonly source: string;
  readonly nature?: 'revenue' | 'capital';
  readonly amounts: Readonly<Record<string, number>>;
}

/** Each year's budget on its first day, and what comes to an award beyond it when that is made. */
export const allocated = (
  fund: string,
  budgets: readonly Budget[],
  day: (year: string) => string,
  telling: Telling,
): Step[] =>
  budgets.flatMap(({ scheme, source, nature = 'revenue', amounts }) =>
    Object.entries(amounts).map(([year, pounds]) =>
      toFund(fund, telling)(
        'allocate-budget',
        { scheme, source, year, nature, amount: `${pounds}.00` },
        day(year),
      ),
    ),
  );
