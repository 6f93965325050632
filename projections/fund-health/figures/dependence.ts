import type { FundView } from '#projections/reading/reading.js';
import { coveredTimes, percentage } from '#libs/money/rate.js';
import * as accounts from './accounts.js';
import { largestFirst, traced, type Traced } from './traced.js';

/** How much of a year's confirmed money is one partner's or funder's. */
export interface Dependence {
  readonly source: string;
  readonly year: string;
  readonly confirmed: Traced;
  /** Per cent of the year's confirmed money. */
  readonly share: string;
  /** Called on that source: it would be without cover. */
  readonly calledOn: Traced;
  /** Coverage of the whole year without it; undefined where nothing is called on. */
  readonly coverageWithout: string | undefined;
}

/** Of one year, largest share first. */
export function dependence({ balances }: FundView, year: string): Dependence[] {
  const of = balances.where({ year });
  const available = traced(of, { year }, accounts.available).pence;
  const calledOn = traced(of, { year }, accounts.calledOn).pence;
  return of
    .groupBy('source')
    .map(({ key: { source }, balances: theirs }) => {
      const key = { source, year };
      const confirmed = traced(theirs, key, accounts.available);
      return {
        ...key,
        confirmed,
        share: available === 0n ? '0.00' : percentage(confirmed.pence, available),
        calledOn: traced(theirs, key, accounts.calledOn),
        coverageWithout:
          calledOn === 0n ? undefined : coveredTimes(available - confirmed.pence, calledOn),
      };
    })
    .filter(({ confirmed }) => confirmed.pence > 0n)
    .sort((a, b) => largestFirst(a.confirmed, b.confirmed));
}
