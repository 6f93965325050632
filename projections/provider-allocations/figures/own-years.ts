import { daysAfter, monthsAfter } from '#contracts/calendar.js';
import { monthsOf } from '#contracts/financial-year.js';
import { inEqualParts } from '#libs/money/apportion.js';
import { sumPence, type Pence } from '#libs/money/pence.js';
import type { ProviderView } from '#projections/reading/reading.js';
import { grouped } from '#projections/fund-health/figures/grouped.js';
import { awardsByFund } from './by-award.js';
import { payments, received } from './payments.js';
import { yearsAhead } from './years-ahead.js';

/** What one financial year of the provider's own holds, of all awards or of one. */
interface OwnAmounts {
  /** Of what the funders' years promise: spread evenly over the months in which each award runs. */
  readonly confirmed: Pence;
  readonly expected: Pence;
  readonly indicative: Pence;
  /** Payments by their day, less what went back. */
  readonly paid: Pence;
}

export interface OwnYear extends OwnAmounts {
  readonly from: string;
  readonly to: string;
  readonly awards: readonly (OwnAmounts & { readonly award: string })[];
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
  // A month belongs to the year that holds its day of the month on which years begin.
  const shares = [...promised(view, begins.slice(3)), ...paidOn(view)];
  const inYear = grouped(shares, ({ day }) => ownYearOf(day, begins));
  return {
    begins,
    years: [...inYear]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([from, shares]) => ({
        ...{ from, to: daysAfter(monthsAfter(from, 12), -1) },
        ...together(shares),
        awards: [...grouped(shares, ({ award }) => award)].map(([award, own]) => ({
          award,
          ...together(own),
        })),
      })),
  };
}

const together = (shares: readonly Share[]): OwnAmounts => ({
  confirmed: sumPence(shares.map(({ confirmed }) => confirmed)),
  expected: sumPence(shares.map(({ expected }) => expected)),
  indicative: sumPence(shares.map(({ indicative }) => indicative)),
  paid: sumPence(shares.map(({ paid }) => paid)),
});

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

/** What one day adds to the year in which it falls. */
interface Share extends OwnAmounts {
  readonly award: string;
  readonly day: string;
}

const nothing: OwnAmounts = { confirmed: 0n, expected: 0n, indicative: 0n, paid: 0n };

const paidOn = (view: ProviderView): Share[] =>
  payments(view).map((payment) => ({
    ...{ ...nothing, award: payment.award, day: payment.on },
    paid: received(payment),
  }));

/** What each month of a funder's year has of its promise, in the months in which the award runs. */
function promised(view: ProviderView, dayOfMonth: string): Share[] {
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
      ...{ ...nothing, award, day: `${month}-${dayOfMonth}` },
      confirmed: parts[0]?.[place] ?? 0n,
      expected: parts[1]?.[place] ?? 0n,
      indicative: parts[2]?.[place] ?? 0n,
    }));
  });
}
