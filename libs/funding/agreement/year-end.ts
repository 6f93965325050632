import type { CoverOf, YearEndRule } from '#contracts/events/agreement/year-end.js';
import { maxPence, minPence, parsePence, type Pence } from '#libs/money/pence.js';

/** An overspend covered in the agreement's order; what is left is shared (the year-end, step 4). */
export interface Cover {
  readonly covered: readonly { readonly by: CoverOf; readonly pence: Pence }[];
  readonly left: Pence;
}

/** `overspend` and what is `available` are amounts in pence, zero or more. */
export function coverOverspend(
  order: readonly CoverOf[],
  available: Readonly<Partial<Record<CoverOf, Pence>>>,
  overspend: Pence,
): Cover {
  let left = overspend;
  const covered = order.flatMap((by) => {
    const pence = minPence(left, maxPence(0n, available[by] ?? 0n));
    left -= pence;
    return pence > 0n ? [{ by, pence }] : [];
  });
  return { covered, left };
}

/** What the pool keeps of an underspend, and for which use; what is left is shared. */
export interface Retained {
  readonly retained: readonly {
    readonly use: YearEndRule['retained'][number]['use'];
    readonly pence: Pence;
  }[];
  readonly left: Pence;
}

/** `underspend` is an amount in pence, zero or more. */
export function retained(rule: YearEndRule, underspend: Pence): Retained {
  let left = underspend;
  const kept = rule.retained.flatMap(({ use, upTo }) => {
    const pence = upTo === null ? left : minPence(left, parsePence(upTo));
    left -= pence;
    return pence > 0n ? [{ use, pence }] : [];
  });
  return { retained: kept, left };
}
