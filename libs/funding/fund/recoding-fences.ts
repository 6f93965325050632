import type { Refusal } from '#contracts/problems.js';
import { unknown, type Nature, type NatureOrUnknown } from '#contracts/values.js';
import type { Pence } from '#libs/money/pence.js';
import type { Fund, Scheme } from './fund.js';
import type { Row } from './recoding-targets.js';
import { ringFenceBreach } from './ring-fence.js';
import { permittedHere } from './permissions.js';

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
  const charged = new Map<string, Charged>();
  for (const { target, shares } of rows) {
    const { scheme, nature, relatesTo } = target;
    for (const { source, amount } of shares) {
      const key = [scheme, source, nature, relatesTo].join('|');
      const before = charged.get(key)?.amount ?? 0n;
      charged.set(key, { scheme, source, nature, relatesTo, amount: before + amount });
    }
  }
  for (const { scheme: id, source, nature, relatesTo, amount } of charged.values()) {
    const scheme = fund.schemes.get(id) ?? unknownScheme;
    const natures: readonly Nature[] = nature === unknown ? ['revenue', 'capital'] : [nature];
    for (const each of natures) {
      // The money that pays is that of the year whose cost it is.
      const use = { source, scheme, year: relatesTo, nature: each, on };
      const breach = ringFenceBreach(fund, use);
      if (breach && amount > permittedHere(fund, { source, scheme: id, year, nature }))
        return breach;
    }
  }
  return undefined;
}

interface Charged {
  readonly scheme: string;
  readonly source: string;
  readonly nature: NatureOrUnknown;
  readonly relatesTo: string;
  readonly amount: Pence;
}
