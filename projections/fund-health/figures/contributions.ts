import type { FundView } from '#projections/reading/reading.js';
import { contributed, inKind, unallocated } from './accounts.js';
import { traced, type Traced } from './traced.js';

/** What a source puts in for a year, by certainty and form, and what of it no scheme has yet. */
export interface Contribution {
  readonly source: string;
  readonly year: string;
  readonly nature: string;
  readonly confirmed: Traced;
  readonly expected: Traced;
  readonly indicative: Traced;
  readonly inKind: Traced;
  readonly unallocated: ByCertainty;
}

export interface ByCertainty {
  readonly confirmed: Traced;
  readonly expected: Traced;
  readonly indicative: Traced;
}

/** Per source, year and nature, in that order. */
export function contributions({ balances }: FundView): Contribution[] {
  return balances
    .groupBy('source', 'year', 'nature')
    .map(({ key, balances: of }) => ({
      ...key,
      confirmed: traced(of, key, contributed('confirmed')),
      expected: traced(of, key, contributed('expected')),
      indicative: traced(of, key, contributed('indicative')),
      inKind: traced(of, key, inKind),
      unallocated: {
        confirmed: traced(of, key, unallocated('confirmed')),
        expected: traced(of, key, unallocated('expected')),
        indicative: traced(of, key, unallocated('indicative')),
      },
    }))
    .filter((row) =>
      [
        row.confirmed,
        row.expected,
        row.indicative,
        row.inKind,
        ...Object.values(row.unallocated),
      ].some(({ pence }) => pence !== 0n),
    );
}
