import type { FundView } from '#projections/reading/reading.js';
import type { FactTypes } from '#libs/ledger/fact-types.js';
import { none } from '#libs/ledger/posting.js';
import { percentage } from '#libs/money/rate.js';
import * as accounts from './accounts.js';
import { lengthInMonths } from '#contracts/calendar.js';
import { once } from './once.js';
import { traced, type Traced } from './traced.js';

/** An award as this fund has committed to it, over all years. */
export interface AwardHeld {
  readonly award: string;
  readonly committed: Traced;
  readonly outstanding: Traced;
  readonly start: string | null;
  readonly end: string | null;
  /** By its dates, or as published where it has none; null: unknown (rule 14). */
  readonly months: number | null;
}

export interface LongTerm {
  readonly longMonths: number;
  readonly long: Traced;
  readonly shorter: Traced;
  /** Length unknown: beside the share, in neither part of it. */
  readonly unknown: Traced;
  readonly unknownCount: number;
  /** Per cent of the value of known length; undefined where there is none. */
  readonly share: string | undefined;
}

export const awards = once(({ balances, facts }: FundView): AwardHeld[] =>
  balances
    .where({ account: accounts.committed.accounts })
    .groupBy('award')
    .filter(({ key }) => key.award !== none)
    .map(({ key, balances: of }) => {
      const terms = facts.get('award', key.award)?.attributes;
      const { start = null, end = null } = terms ?? {};
      return {
        award: key.award,
        committed: traced(of, key, accounts.committed),
        outstanding: traced(of, key, accounts.outstanding),
        start,
        end,
        months: monthsOf(terms),
      };
    }),
);

/** By its dates, or as published where it has none; null: unknown (rule 14). */
export function monthsOf(award: FactTypes['award'] | undefined): number | null {
  const { start = null, end = null, statedMonths = null } = award ?? {};
  return start !== null && end !== null ? lengthInMonths(start, end) : statedMonths;
}

/** Value in awards of 36 months or longer, over the value in awards of known length. */
export function longTerm(view: FundView, longMonths = 36): LongTerm {
  const all = awards(view);
  const unknown = all.filter(({ months }) => months === null);
  const long = together(all.filter(({ months }) => months !== null && months >= longMonths));
  const shorter = together(all.filter(({ months }) => months !== null && months < longMonths));
  const known = long.pence + shorter.pence;
  return {
    longMonths,
    long,
    shorter,
    unknown: together(unknown),
    unknownCount: unknown.length,
    share: known === 0n ? undefined : percentage(long.pence, known),
  };
}

function together(of: readonly AwardHeld[]): Traced {
  const award = of.map((held) => held.award);
  return {
    pence: of.reduce((sum, { committed }) => sum + committed.pence, 0n),
    from:
      award.length === 0
        ? []
        : [{ asked: { award, account: accounts.committed.accounts }, sign: 1 }],
  };
}
