import type { Contradiction } from '#contracts/events/register.js';
import { unknown } from '#contracts/values.js';
import type { Pence } from '#libs/money/pence.js';
import { grouped } from '#projections/fund-health/figures/grouped.js';
import { bySize } from './investment.js';
import {
  contradictions,
  listedContracts,
  registersOf,
  type Ending,
  type ListedContract,
  type Registers,
} from './listed-contracts.js';
import { lengths } from './traits.js';

/** Contracts, those of them that state a total, and the sum of these totals: of unknown basis, all of it. */
export interface PublishedTotals {
  readonly contracts: number;
  readonly withTotal: number;
  readonly pence: Pence;
}

export interface PublishedContracts {
  readonly registers: readonly (PublishedTotals & {
    readonly publisher: string;
    readonly name: string;
    readonly asAt: string;
  })[];
  readonly all: PublishedTotals & { readonly withoutTotal: number };
  /** In no sum of these: their publishers have newer registers without them. */
  readonly noLongerListed: number;
  /** By what is published as the duration, and by the dates with both days counted; unknown last. */
  readonly lengths: {
    readonly byDuration: readonly LengthOfContracts[];
    readonly byDates: readonly LengthOfContracts[];
    /** Of these, 36 months and longer. */
    readonly longTerm: { readonly byDuration: PublishedTotals; readonly byDates: PublishedTotals };
  };
  readonly endings: readonly (PublishedTotals & { readonly ending: Ending })[];
  readonly suppliers: {
    /** The five with the largest published totals, of those that a register identifies. */
    readonly largest: readonly (PublishedTotals & {
      readonly supplier: string;
      /** As it is written where it is largest. */
      readonly name: string;
      readonly isKnown: boolean;
    })[];
    /** Identified, and registered here. */
    readonly known: PublishedTotals;
    /** Identified, and not registered here. */
    readonly notKnown: PublishedTotals;
    /** By a name alone, which may be anybody's or several suppliers': no supplier among the largest. */
    readonly unidentified: PublishedTotals;
  };
  readonly flags: readonly { readonly flag: Contradiction; readonly contracts: number }[];
}

export interface LengthOfContracts extends PublishedTotals {
  readonly band: string;
}

const largestShown = 5;
const endings: readonly Ending[] = [
  ...(['ended', 'within-3', 'within-6', 'within-12', 'later'] as const),
  unknown,
];

/**
 * Contracts that bodies have published. Beside what is spent and promised and never added to it: nobody
 * says what a published total is of, nor whether any fund of this ledger pays for it.
 */
export function publishedContracts(of: Registers): PublishedContracts {
  const contracts = listedContracts(of);
  const listed = contracts.filter(({ state }) => state === 'listed');
  const identified = listed.filter(({ supplier }) => supplier !== null);
  const all = totals(listed);
  return {
    registers: registersOf(of).flatMap((registers) => {
      const newest = registers.at(-1);
      if (!newest) return [];
      const { publisher, name, asAt } = newest.attributes;
      const own = listed.filter(({ register }) => register === newest);
      return [{ publisher, name, asAt, ...totals(own) }];
    }),
    all: { ...all, withoutTotal: all.contracts - all.withTotal },
    noLongerListed: contracts.length - listed.length,
    lengths: {
      byDuration: byBand(listed, ({ byDuration }) => byDuration),
      byDates: byBand(listed, ({ byDates }) => byDates),
      longTerm: {
        byDuration: totals(listed.filter(({ byDuration }) => isLong(byDuration))),
        byDates: totals(listed.filter(({ byDates }) => isLong(byDates))),
      },
    },
    endings: endings.map((ending) => ({
      ending,
      ...totals(listed.filter((one) => one.ending === ending)),
    })),
    suppliers: {
      largest: largest(identified),
      known: totals(identified.filter(({ isKnown }) => isKnown)),
      notKnown: totals(identified.filter(({ isKnown }) => !isKnown)),
      unidentified: totals(listed.filter(({ supplier }) => supplier === null)),
    },
    flags: contradictions.map((flag) => ({
      flag,
      contracts: listed.filter(({ row }) => row.attributes.contradictions.includes(flag)).length,
    })),
  };
}

const totals = (contracts: readonly ListedContract[]): PublishedTotals => ({
  contracts: contracts.length,
  withTotal: contracts.filter(({ total }) => total !== null).length,
  pence: contracts.reduce((sum, { total }) => sum + (total ?? 0n), 0n),
});

/** Of 36 months and longer. */
export const longBands: readonly string[] = lengths
  .filter(({ from }) => from >= 36)
  .map(({ band }) => band);
const isLong = (band: string): boolean => longBands.includes(band);

const byBand = (
  contracts: readonly ListedContract[],
  bandOf: (contract: ListedContract) => string,
): LengthOfContracts[] =>
  [...lengths.map(({ band }): string => band), unknown].map((band) => ({
    band,
    ...totals(contracts.filter((contract) => bandOf(contract) === band)),
  }));

const largest = (
  identified: readonly ListedContract[],
): PublishedContracts['suppliers']['largest'] =>
  [...grouped(identified, ({ supplier }) => supplier ?? unknown)]
    .map(([supplier, of]) => {
      const [first] = [...of].sort((a, b) => bySize(b.total ?? 0n, a.total ?? 0n));
      const name = first?.row.attributes.supplier.name ?? supplier;
      return { supplier, name, isKnown: first?.isKnown ?? false, ...totals(of) };
    })
    .filter(({ pence }) => pence > 0n)
    .sort((a, b) => bySize(b.pence, a.pence) || (a.supplier < b.supplier ? -1 : 1))
    .slice(0, largestShown);
