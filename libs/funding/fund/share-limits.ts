import { refusal, type Refusal } from '#contracts/problems.js';
import type { Nature } from '#contracts/values.js';
import { formatPence, sumPence, type Pence } from '#libs/money/pence.js';
import { rateOf, type Rounding } from '#libs/money/rate.js';
import type { Fund, Scheme } from './fund.js';
import { versionOn } from '../versions.js';

/** A share that some uses of a source's money must have, or may not exceed. */
export interface ShareLimit {
  readonly limit: string;
  readonly name: string;
  readonly source: string;
  readonly kind: 'minimum' | 'maximum' | 'match';
  readonly rate: string;
  readonly rounding: Rounding;
  readonly over: 'year' | 'programme';
  readonly natures: readonly Nature[] | null;
  readonly schemes: readonly string[] | null;
  readonly categories: readonly string[] | null;
  readonly since: string;
  readonly until: string | null;
}

export interface ShareLimits {
  /** By name, every version of each. */
  readonly shareLimits: Map<string, readonly ShareLimit[]>;
}
export const newShareLimits = (): ShareLimits => ({ shareLimits: new Map() });

interface More {
  readonly source: string;
  readonly scheme: Scheme;
  readonly year: string;
  readonly nature: Nature;
  readonly amount: Pence;
  readonly on: string;
}

/**
 * The first maximum share, in force on the day, that more budget for a scheme would exceed (rule 18).
 * Judged by what the source gives, whichever its base: nothing can be spent beyond that.
 */
export function shareBreach(fund: Fund, more: More): Refusal | undefined {
  for (const versions of fund.shareLimits.values()) {
    const limit = versionOn(versions, more.on);
    if (limit?.kind !== 'maximum' || limit.source !== more.source) continue;
    if (limit.until !== null && more.on > limit.until) continue;
    if (!counts(limit, more.scheme, more.nature)) continue;
    const base = given(fund, limit, more.year);
    const allowed = rateOf(base, limit.rate, limit.rounding);
    const after = allocated(fund, limit, more.year) + more.amount;
    if (after > allowed)
      return refusal('share-exceeded', {
        limit: limit.name,
        source: limit.source,
        rate: limit.rate,
        rounding: limit.rounding,
        base: formatPence(base),
        allowed: formatPence(allowed),
        short: formatPence(after - allowed),
        ruleDate: limit.since,
      });
  }
  return undefined;
}

const counts = (limit: ShareLimit, scheme: Scheme, nature: string): boolean =>
  (limit.natures?.some((one) => one === nature) ?? true) &&
  (limit.schemes?.includes(scheme.scheme) ?? true) &&
  (limit.categories?.includes(scheme.category) ?? true);

const ofYear = (limit: ShareLimit, year: string) => (other: string) =>
  limit.over === 'programme' || other === year;

/** What the source gives in cash, however certain: for the year, or for all of them. */
const given = (fund: Fund, limit: ShareLimit, year: string): Pence =>
  sumPence(
    [...fund.contributions.values()]
      .filter(
        (one) =>
          one.source === limit.source && one.form === 'cash' && ofYear(limit, year)(one.year),
      )
      .map(({ amount }) => amount),
  );

/** What schemes that count have of the source, wherever it now stands. */
const allocated = (fund: Fund, limit: ShareLimit, year: string): Pence =>
  sumPence(
    fund.holdings
      .years()
      .filter(ofYear(limit, year))
      .flatMap((of) =>
        (['scheme', 'reserved', 'committed', 'matched', 'spent', 'moving'] as const).flatMap(
          (holding) =>
            fund.holdings
              .list({ holding, year: of, source: limit.source })
              .filter((held) => {
                const scheme = fund.schemes.get(held.scheme);
                return scheme !== undefined && counts(limit, scheme, held.nature);
              })
              .map(({ pence }) => pence),
        ),
      ),
  );
