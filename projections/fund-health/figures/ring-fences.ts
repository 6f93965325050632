import { lastDayOf } from '#contracts/financial-year.js';
import type { Asked } from '#libs/ledger/balances.js';
import type { FundView } from '#projections/reading/reading.js';
import * as accounts from './accounts.js';
import { less, spendOn, type SpendBasis } from './spend-basis.js';
import { together, traced, type Term, type Traced } from './traced.js';

/** Money that must be used for one purpose, and by when. */
export interface RingFenceHeadroom {
  readonly ringFence: string;
  readonly source: string;
  /** Of a year that was closed, what was spent: the rest went on into the next, or back. */
  readonly confirmed: Traced;
  /** Which spend counts for its funder. */
  readonly basis: SpendBasis;
  readonly actual: Traced;
  /** Confirmed and not yet spent. */
  readonly left: Traced;
  /** Confirmed and neither promised nor spent. */
  readonly uncommitted: Traced;
  /** The last day for it; null where the fence sets none. */
  readonly by: string | null;
}

export function ringFences({ balances, facts }: FundView): RingFenceHeadroom[] {
  const closed = new Set(facts.list('closed-year').map(({ id }) => id));
  return facts
    .list('ring-fence')
    .filter(({ attributes }) => attributes.ended === undefined)
    .map(({ id, attributes: fence }) => {
      const key: Asked = {
        source: fence.source,
        nature: fence.natures,
        ...(fence.years ? { year: fence.years } : {}),
      };
      const of = balances.where(key);
      const years = of.groupBy('year').map((year) => year.key.year);
      const within = (some: readonly string[], term: Term): Traced =>
        traced(of.where({ year: some }), { ...key, year: some }, term);
      const shut = years.filter((year) => closed.has(year));
      const confirmed =
        shut.length === 0
          ? traced(of, key, accounts.available)
          : together([
              within(shut, accounts.actual),
              within(
                years.filter((year) => !closed.has(year)),
                accounts.available,
              ),
            ]);
      const taken = (...terms: readonly Term[]): Traced =>
        together([confirmed, traced(of, key, ...terms.map(less))]);
      const lastYear = fence.yearLimited ? [...(fence.years ?? [])].sort().at(-1) : undefined;
      return {
        ringFence: id,
        source: fence.source,
        confirmed,
        basis: fence.basis,
        actual: traced(of, key, ...spendOn(fence.basis)),
        left: taken(...spendOn(fence.basis)),
        uncommitted: taken(accounts.calledOn),
        by: fence.until ?? (lastYear === undefined ? null : lastDayOf(lastYear)),
      };
    });
}
