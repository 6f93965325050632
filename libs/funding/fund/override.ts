import type { Override } from '#contracts/commands/fund/shapes.js';
import type { PromiseOverride } from '#contracts/events/fund/shapes.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { unknown } from '#contracts/values.js';
import { formatPence, maxPence, minPence, type Pence } from '#libs/money/pence.js';
import type { Fund } from './fund.js';
import { shareBreachOfAll } from './share-limits.js';
import type { Budget } from './shares.js';

/*
 * A promise beyond what there is, by choice (rule 19). It goes beyond a budget that there is: what a
 * scheme was allocated of the same source, year and nature. Where there is none it would spend money
 * of another use, which needs the rule that permits it (rule 18), and no office can override that.
 */

/** How far an amount goes beyond what its scheme has uncommitted of a source, in pence. */
export interface BeyondScheme extends Budget {
  readonly source: string;
  readonly short: Pence;
}

/** How far a year's promises go beyond the agreement's limit for a certainty, in pence. */
export interface BeyondLimit {
  readonly certainty: 'indicative' | 'expected';
  readonly year: string;
  readonly asked: Pence;
  readonly already: Pence;
  readonly limit: Pence;
  readonly short: Pence;
}

/**
 * What an override does not reach: shares of which the scheme has no budget at all (`none`), money of
 * the other nature, and more than a funder's maximum share.
 */
export function notOverridable(
  fund: Fund,
  short: readonly BeyondScheme[],
  on: string,
): Refusal | { readonly none: readonly BeyondScheme[] } | undefined {
  const none = short.filter((share) => !hasBudget(fund, share));
  for (const share of none) {
    const { source, year, nature } = share;
    const holds = nature === 'capital' ? 'revenue' : 'capital';
    if (nature !== unknown && hasBudget(fund, { ...share, nature: holds }))
      return refusal('crosses-nature', {
        ...{ source, year, nature, holds },
        ruleDate: fund.terms?.since ?? on,
        short: formatPence(share.short),
      });
  }
  if (none.length > 0) return { none };
  const gains = short.flatMap(({ scheme: id, source, year, nature, short: more }) => {
    const scheme = fund.schemes.get(id);
    // What went beyond before has no budget either.
    const before = maxPence(0n, -fund.holdings.uncommitted(id, source, year, nature));
    return scheme && nature !== unknown
      ? [{ scheme, source, year, nature, amount: before + more }]
      : [];
  });
  return shareBreachOfAll(fund, gains, on);
}

const hasBudget = (
  fund: Fund,
  { scheme, source, year, nature }: Budget & { readonly source: string },
): boolean =>
  fund.holdings
    .allocated(scheme, year, nature)
    .some((allocated) => allocated.source === source && allocated.pence > 0n);

/** What is recorded of an override: nothing where it was not needed. */
export function overridden(
  override: Override | undefined,
  short: readonly BeyondScheme[],
  ahead: readonly BeyondLimit[],
): PromiseOverride | null {
  if (!override || short.length + ahead.length === 0) return null;
  return {
    ...override,
    beyondScheme: short.map(({ scheme, source, year, nature, short: beyond }) => ({
      ...{ scheme, source, year, nature },
      amount: formatPence(beyond),
    })),
    // What others promised beyond the limit is not this promise's.
    beyondLimit: ahead.map(({ certainty, year, asked, short: beyond }) => ({
      ...{ certainty, year },
      amount: formatPence(minPence(asked, beyond)),
    })),
  };
}
