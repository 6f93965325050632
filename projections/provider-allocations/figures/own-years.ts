import { daysAfter, monthsAfter } from '#contracts/calendar.js';
import { monthsOf } from '#contracts/financial-year.js';
import { inEqualParts } from '#libs/money/apportion.js';
import { sumPence, type Pence } from '#libs/money/pence.js';
import type { ProviderView } from '#projections/reading/reading.js';
import { grouped } from '#projections/fund-health/figures/grouped.js';
import { awardsByFund } from './by-award.js';
import { payments } from './payments.js';
import { yearsAhead } from './years-ahead.js';

/** One financial year of the provider's own. */
export interface OwnYear {
  readonly from: string;
  readonly to: string;
  /** Of what the funders' years promise: spread evenly over the months in which each award runs. */
  readonly confirmed: Pence;
  readonly expected: Pence;
  readonly indicative: Pence;
  /** Payments by their day, less what went back. */
  readonly paid: Pence;
}

export interface OwnYears {
  /** Month and day on which its year begins, such as `08-01`; null: nobody has stated it. */
  readonly begins: string | null;
  /** Empty where nobody has stated it: no year is guessed. */
  readonly years: readonly OwnYear[];
}

/** Promises and payments in the provider's own financial year, which need not be the funder's. */
export function ownYears(view: ProviderView): OwnYears {
  const begins = yearBegins(view);
  if (begins === null) return { begins, years: [] };
  const shares = monthly(view);
  const paid = payments(view).map(({ on, amount, kind }) => ({
    from: ownYearOf(on, begins),
    pence: kind === 'recovered' || kind === 'advance-returned' ? -amount : amount,
  }));
  const inYear = grouped(shares, ({ month }) => ownYearOf(`${month}-${begins.slice(3)}`, begins));
  const paidIn = grouped(paid, ({ from }) => from);
  const years = [...new Set([...inYear.keys(), ...paidIn.keys()])].sort();
  return {
    begins,
    years: years.map((from) => {
      const of = inYear.get(from) ?? [];
      return {
        from,
        to: daysAfter(monthsAfter(from, 12), -1),
        confirmed: sumPence(of.map(({ confirmed }) => confirmed)),
        expected: sumPence(of.map(({ expected }) => expected)),
        indicative: sumPence(of.map(({ indicative }) => indicative)),
        paid: sumPence((paidIn.get(from) ?? []).map(({ pence }) => pence)),
      };
    }),
  };
}

/** By the body's own registration, or by the first of its names that is registered with one. */
function yearBegins({ facts, identifiers }: ProviderView): string | null {
  for (const id of identifiers) {
    const begins = facts.get('organisation', id)?.attributes.yearBegins;
    if (begins !== undefined) return begins;
  }
  return null;
}

/** The first day of the year in which a day falls. */
function ownYearOf(day: string, begins: string): string {
  const year = Number(day.slice(0, 4));
  return `${day.slice(5) >= begins ? year : year - 1}-${begins}`;
}

interface Share {
  readonly month: string;
  readonly confirmed: Pence;
  readonly expected: Pence;
  readonly indicative: Pence;
}

/** What each month of a funder's year has of its promise, in the months in which the award runs. */
function monthly(view: ProviderView): Share[] {
  const terms = new Map(awardsByFund(view).map((of) => [of.award, of.terms]));
  return yearsAhead(view).flatMap(({ award, year, confirmed, expected, indicative }) => {
    const { start = null, end = null } = terms.get(award) ?? {};
    const all = monthsOf(year);
    const runs = all.filter(
      (month) =>
        (start === null || month >= start.slice(0, 7)) &&
        (end === null || month <= end.slice(0, 7)),
    );
    const months = runs.length === 0 ? all : runs;
    const parts = [confirmed, expected, indicative].map(({ pence }) =>
      inEqualParts(pence, months.length),
    );
    return months.map((month, place) => ({
      month,
      confirmed: parts[0]?.[place] ?? 0n,
      expected: parts[1]?.[place] ?? 0n,
      indicative: parts[2]?.[place] ?? 0n,
    }));
  });
}
