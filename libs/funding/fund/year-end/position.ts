import { lastDayOf, periodsOf, yearOf } from '#contracts/financial-year.js';
import type { Nature } from '#contracts/values.js';
import type { CashAccount } from '#libs/ledger/posting.js';
import { sumPence, type Pence } from '#libs/money/pence.js';
import { byCodePoint } from '../../decision.js';
import type { Fund } from '../fund.js';
import { versionOn } from '../../versions.js';
import { potKey } from './years.js';

/** How a source's year stands before it is closed, in pence; costs are above zero. */
export interface Position {
  readonly source: string;
  readonly nature: Nature;
  readonly settled: 'shared' | 'alone';
  readonly yearLimited: boolean;
  /** All earlier years together. */
  readonly broughtForward: Pence;
  readonly due: Pence;
  readonly otherIncome: Pence;
  readonly cost: Pence;
  /** Of what was brought forward, what nobody may allocate yet. */
  readonly held: Pence;
  /** Income less cost and what went back in the year, without what earlier closings did. */
  readonly own: Pence;
}

/**
 * What changes what a source owns; the other accounts of cash say where that is (rule 5): brought
 * forward + due + other income + transfers in = spent + returned + transfers out + carried forward.
 */
const ownership: readonly CashAccount[] = [
  'income:contribution',
  'income:other',
  'transfer',
  'expenditure',
  'returned',
];

/** What a source owns of the pool at the end of a year: below zero, the pool has paid for it. */
const ownedAtEndOf = (
  fund: Fund,
  year: string,
  of: { readonly source: string; readonly nature: Nature },
): Pence => -sumOf(fund, ownership, { ...of, upTo: periodsOf(year).at(-1) ?? '' });

/**
 * Every source's position, in code-point order; revenue first. `partners` are those that the agreement
 * in force at the end of the year names: who has joined since its source was opened shares the risk.
 */
export function positions(fund: Fund, year: string, partners: readonly string[] = []): Position[] {
  const closed = fund.years.get(year);
  return [...fund.sources.keys()].sort(byCodePoint).flatMap((source) =>
    (['revenue', 'capital'] as const).map((nature): Position => {
      const of = { source, nature };
      const done = closed?.transferred.get(potKey(of)) ?? 0n;
      const gone = closed?.returnable.get(potKey(of)) ?? 0n;
      const ownOfYear = -sumOf(fund, ownership, { ...of, year });
      return {
        ...of,
        ...settling(fund, year, { source, nature, partners }),
        broughtForward: ownedAtEndOf(fund, year, of) - ownOfYear,
        due: -sumOf(fund, ['income:contribution'], { ...of, year }),
        otherIncome: -sumOf(fund, ['income:other'], { ...of, year }),
        cost: sumOf(fund, ['expenditure'], { ...of, year }),
        held: fund.holdings.sum({ holding: 'held', certainty: 'confirmed', year, ...of }),
        own: ownOfYear - done + gone,
      };
    }),
  );
}

/**
 * Ring-fenced, restricted, year-limited and capital money settles alone; so does a funder's, and that
 * of a body which agreed to share no risk.
 */
function settling(
  fund: Fund,
  year: string,
  {
    source,
    nature,
    partners,
  }: { readonly source: string; readonly nature: Nature; readonly partners: readonly string[] },
): Pick<Position, 'settled' | 'yearLimited'> {
  const fences = [...fund.ringFences.values()].flatMap((versions) => {
    const fence = versionOn(versions, lastDayOf(year));
    const held = fence && (!fence.ended || yearOf(fence.since) >= year);
    return held &&
      fence.source === source &&
      fence.natures.includes(nature) &&
      (fence.until === null || yearOf(fence.until) >= year)
      ? [fence]
      : [];
  });
  const known = fund.sources.get(source);
  // Whoever stands in a partner's place bears what it agreed, also before the agreement names it.
  const stranger = known?.notParty === true && !partners.includes(known.organisation);
  const alone = nature === 'capital' || fences.length > 0 || known?.role === 'funder' || stranger;
  return {
    settled: alone ? 'alone' : 'shared',
    yearLimited: fences.some((fence) => fence.yearLimited),
  };
}

const sumOf = (
  fund: Fund,
  accounts: readonly CashAccount[],
  of: { source: string; nature: Nature; year?: string; upTo?: string },
): Pence =>
  sumPence(accounts.map((account) => fund.totals.sum({ account: `cash:${account}`, ...of })));

/** Spending whose source is not known: it cannot be shared (rule 14). */
export const spentFromUnknown = (fund: Fund, year: string): Pence =>
  fund.totals.sum({ account: 'cash:expenditure', source: 'unknown', year });

/** Spending of which nobody knows whether it was capital: that settles alone, and revenue is shared. */
export const spentOfUnknownNature = (fund: Fund, year: string): Pence =>
  fund.totals.sum({ account: 'cash:expenditure', nature: 'unknown', year });

/** Other income of which nobody knows whose it is, or whether it was capital: it has no part in a variance. */
export const unknownIncome = (fund: Fund, year: string): Pence => {
  const of = { account: 'cash:income:other', year } as const;
  const both = fund.totals.sum({ ...of, source: 'unknown', nature: 'unknown' });
  const [source, nature] = [
    fund.totals.sum({ ...of, source: 'unknown' }),
    fund.totals.sum({ ...of, nature: 'unknown' }),
  ];
  return both - source - nature;
};
