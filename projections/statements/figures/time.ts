import { monthsOf, periodsOf } from '#contracts/financial-year.js';
import type { Asked, Balances } from '#libs/ledger/balances.js';
import {
  together,
  traced,
  type Term,
  type Traced,
} from '#projections/fund-health/figures/traced.js';

/** Some time, as postings are asked for: what stands in any of its parts. */
export type Time = readonly Asked[];

/** The times that a statement of a year, or of it up to the end of a period, adds up over. */
export interface Times {
  readonly before: Time;
  readonly within: Time;
  /** All the years: what is allocated counts for the whole of one, whenever it is cut. */
  readonly wholeYear: Time;
  /** Before and within. */
  readonly known: Time;
}

export function timesOf(balances: Balances, year: string, upTo: string): Times {
  const years = balances.groupBy('year').map(({ key }) => key.year);
  const earlier = years.filter((each) => each < year);
  const before = earlier.length === 0 ? [] : [{ year: earlier }];
  const isWhole = upTo === periodsOf(year).at(-1);
  const within = isWhole
    ? [{ year }]
    : [{ period: monthsOf(year).filter((month) => month <= upTo) }];
  return {
    ...{ before, within, wholeYear: [{ year }] },
    known: isWhole ? [{ year: [...earlier, year] }] : [...before, ...within],
  };
}

/** Terms over balances that hold nothing but the key's, at some time. */
export const tracedAt = (of: Balances, key: Asked, time: Time, ...terms: readonly Term[]): Traced =>
  together(time.map((asked) => traced(of.where(asked), { ...key, ...asked }, ...terms)));
