import type { Refusal } from '#contracts/problems.js';
import { unknown, type Nature } from '#contracts/values.js';
import type { Pence } from '#libs/money/pence.js';
import type { Fund, Scheme } from './fund.js';
import type { Row } from './recoding-targets.js';
import { ringFenceBreach } from './ring-fence.js';
import { permittedHere, placeOf } from './permissions.js';

/** A scheme of which nothing is known is in no ring-fence. */
const unknownScheme: Scheme = {
  scheme: unknown,
  category: unknown,
  need: null,
  cohort: null,
  area: unknown,
  demandLed: false,
};

/**
 * The first source that is ring-fenced against what would be charged to it (rule 18), beyond what its
 * funder permitted there. Unlike a payment, which is a fact, this is a decision: what is not known to
 * be inside the ring-fence is outside it.
 */
export function outsideFence(
  fund: Fund,
  year: string,
  rows: readonly Row[],
  on: string,
): Refusal | undefined {
  const outside = new Map<string, Pence>();
  for (const { target, shares } of rows) {
    const { scheme: id, nature, relatesTo } = target;
    const scheme = fund.schemes.get(id) ?? unknownScheme;
    const natures: readonly Nature[] = nature === unknown ? ['revenue', 'capital'] : [nature];
    // What comes back crosses no ring-fence, and makes no room for another provider's payments.
    for (const { source, amount } of shares.filter((share) => share.amount > 0n)) {
      // The money that pays is that of the year whose cost it is.
      const use = { source, scheme, year: relatesTo, on };
      const breach = natures
        .map((each) => ringFenceBreach(fund, { ...use, nature: each }))
        .find((each) => each !== undefined);
      if (!breach) continue;
      const place = { source, scheme: id, year, nature };
      const sum = (outside.get(placeOf(place)) ?? 0n) + amount;
      if (sum > permittedHere(fund, place)) return breach;
      outside.set(placeOf(place), sum);
    }
  }
  return undefined;
}
