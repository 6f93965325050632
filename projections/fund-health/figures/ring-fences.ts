import { lastDayOf } from '#contracts/financial-year.js';
import type { Asked } from '#libs/ledger/balances.js';
import type { FundView } from '#projections/reading/reading.js';
import * as accounts from './accounts.js';
import { less, spendOn, type SpendBasis } from './spend-basis.js';
import { traced, type Traced } from './traced.js';

/** Money that must be used for one purpose, and by when. */
export interface RingFenceHeadroom {
  readonly ringFence: string;
  readonly source: string;
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

export const ringFences = ({ balances, facts }: FundView): RingFenceHeadroom[] =>
  facts
    .list('ring-fence')
    .filter(({ attributes }) => attributes.ended === undefined)
    .map(({ id, attributes: fence }) => {
      const key: Asked = {
        source: fence.source,
        nature: fence.natures,
        ...(fence.years ? { year: fence.years } : {}),
      };
      const of = balances.where(key);
      const lastYear = fence.yearLimited ? [...(fence.years ?? [])].sort().at(-1) : undefined;
      return {
        ringFence: id,
        source: fence.source,
        confirmed: traced(of, key, accounts.available),
        basis: fence.basis,
        actual: traced(of, key, ...spendOn(fence.basis)),
        left: traced(of, key, accounts.available, ...spendOn(fence.basis).map(less)),
        uncommitted: traced(of, key, accounts.available, less(accounts.calledOn)),
        by: fence.until ?? (lastYear === undefined ? null : lastDayOf(lastYear)),
      };
    });
