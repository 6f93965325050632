import type { SpendingPart } from '#contracts/events/fund/shapes.js';
import type { Refusal } from '#contracts/problems.js';
import { unknown, type Nature, type NatureOrUnknown } from '#contracts/values.js';
import { maxPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import type { Fund, Scheme } from './fund.js';
import { ringFenceBreach } from './ring-fence.js';
import { permittedHere, promisedByPermission } from './permissions.js';

/** A scheme of which nothing is known is in no ring-fence. */
const unknownScheme: Scheme = {
  scheme: unknown,
  name: unknown,
  category: unknown,
  need: null,
  cohort: null,
  area: unknown,
  demandLed: false,
};

/** Spending as it is coded: on what, whose money, and of which year and nature. */
export interface Coded extends Pick<SpendingPart, 'scheme' | 'source' | 'drawsOn' | 'amount'> {
  readonly nature: NatureOrUnknown;
  readonly relatesTo: string;
}

/**
 * The first source that is ring-fenced against what would be charged to it (rule 18), beyond what its
 * funder permitted there: also by an award, whose promise was of another cost. Unlike a payment, which
 * is a fact, this is a decision: what is not known to be inside the ring-fence is outside it. Asked
 * when what was has been taken back: what stays where it was crosses nothing.
 */
export function outsideFence(
  fund: Fund,
  year: string,
  { was, is }: { readonly was: readonly Coded[]; readonly is: readonly Coded[] },
  on: string,
): Refusal | undefined {
  for (const coded of new Map(is.map((one) => [coding(one), one])).values()) {
    const { scheme: id, source, nature, relatesTo } = coded;
    const same = charged(is, coded);
    const comes = sumPence(same.map(pence)) - sumPence(charged(was, coded).map(pence));
    const scheme = fund.schemes.get(id) ?? unknownScheme;
    // The money that pays is that of the year whose cost it is.
    const use = { source, scheme, year: relatesTo, on };
    const natures: readonly Nature[] = nature === unknown ? ['revenue', 'capital'] : [nature];
    const breach = natures
      .map((each) => ringFenceBreach(fund, { ...use, nature: each }))
      .find((each) => each !== undefined);
    if (!breach || comes <= 0n) continue;
    const place = { source, scheme: id, year, nature };
    const promised = promisedByPermission(fund, place)
      ? sumPence(same.filter(({ drawsOn }) => drawsOn === 'commitment').map(pence))
      : 0n;
    if (comes > permittedHere(fund, place) + promised) return breach;
  }
  return undefined;
}

const coding = ({ scheme, source, nature, relatesTo }: Coded): string =>
  [scheme, source, nature, relatesTo].join('|');

/** What comes back crosses no ring-fence, and makes no room for another provider's payments. */
const charged = (all: readonly Coded[], as: Coded): Coded[] =>
  all.filter((one) => coding(one) === coding(as) && pence(one) > 0n);

const pence = ({ amount }: Coded): Pence => maxPence(0n, parsePence(amount));
