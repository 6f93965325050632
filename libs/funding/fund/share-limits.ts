import type { Leg } from '#contracts/events/fund/move-shapes.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import type { CostCategory, Nature } from '#contracts/values.js';
import { formatPence, maxPence, sumPence, type Pence } from '#libs/money/pence.js';
import type { BudgetHolding, Posting } from '#libs/ledger/posting.js';
import { rateOf, type Rounding } from '#libs/money/rate.js';
import type { Fund, Scheme } from './fund.js';
import { certaintiesBestFirst } from './holdings.js';
import { movesUnderWay, sidesIn, sidesOf, type Side } from './move-sides.js';
import { versionOn } from '../versions.js';
import { daysOfYear } from './ring-fence.js';

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
  /** Null: judged by what schemes have; else by what awards are for (cost-share-limits.ts). */
  readonly costCategories: readonly CostCategory[] | null;
  readonly since: string;
  readonly until: string | null;
}

export interface ShareLimits {
  /** By name, every version of each. */
  readonly shareLimits: Map<string, readonly ShareLimit[]>;
}
export const newShareLimits = (): ShareLimits => ({ shareLimits: new Map() });

/** Budget that a scheme is to have more of; less, where the amount is below zero. */
interface More {
  readonly source: string;
  readonly scheme: Scheme;
  readonly year: string;
  readonly nature: Nature;
  readonly amount: Pence;
}

/**
 * The first maximum share, in force on the day, that more budget for a scheme would exceed (rule 18).
 * Judged by what the source gives, whichever its base: nothing can be spent beyond that.
 */
export function shareBreach(fund: Fund, more: More & { readonly on: string }): Refusal | undefined {
  for (const limit of ofSchemes(maxima(fund, more.year, more.on))) {
    if (limit.source !== more.source || !counts(limit, more.scheme, more.nature)) continue;
    const exceeded = exceededBy(fund, limit, more.year, more.amount);
    if (exceeded) return exceeded;
  }
  return undefined;
}

/**
 * The same of a move, by what it adds in all to the schemes that count: what only passes between
 * them exceeds nothing.
 */
export function shareBreachOfMove(
  fund: Fund,
  legs: readonly Leg[],
  { fund: here, effective: on }: { readonly fund: string; readonly effective: string },
): Refusal | undefined {
  return shareBreachOfAll(fund, gainsOf(fund, sidesIn(here, legs)), on);
}

/** The same of what some schemes get and others give in one decision. */
export function shareBreachOfAll(
  fund: Fund,
  gains: readonly More[],
  on: string,
): Refusal | undefined {
  for (const year of new Set(gains.map((gain) => gain.year)))
    for (const limit of ofSchemes(maxima(fund, year, on))) {
      const more = addedTo(limit, year, gains);
      const exceeded = more > 0n ? exceededBy(fund, limit, year, more) : undefined;
      if (exceeded) return exceeded;
    }
  return undefined;
}

/**
 * The same of spending that is put elsewhere. A budget that suffices is in what the schemes have
 * already; what they spend beyond it is theirs too.
 */
export function shareBreachOfSpending(
  fund: Fund,
  year: string,
  recoded: readonly Posting[],
  on: string,
): Refusal | undefined {
  for (const limit of ofSchemes(maxima(fund, year, on))) {
    const used = (): Pence => allocated(fund, limit, year) + overspent(fund, limit, year);
    const before = used();
    const after = fund.holdings.asIf(recoded, used);
    const exceeded =
      after > before ? beyond(fund, limit, year, after + onItsWay(fund, limit, year)) : undefined;
    if (exceeded) return exceeded;
  }
  return undefined;
}

const ofSchemes = (limits: readonly ShareLimit[]): ShareLimit[] =>
  limits.filter(({ costCategories }) => costCategories === null);

const gainsOf = (fund: Fund, sides: readonly Side[]): More[] =>
  sides.flatMap(({ place, pence: amount }) => {
    if (place.kind === 'line') return [];
    const scheme = fund.schemes.get(place.scheme);
    return scheme ? [{ ...place, scheme, amount }] : [];
  });

const addedTo = (limit: ShareLimit, year: string, gains: readonly More[]): Pence =>
  sumPence(
    gains
      .filter(
        (gain) =>
          gain.source === limit.source &&
          ofYear(limit, year)(gain.year) &&
          counts(limit, gain.scheme, gain.nature),
      )
      .map(({ amount }) => amount),
  );

/** In force on the day; where the year begins only after it, also those that will be when it does. */
export const maxima = (fund: Fund, year: string, on: string): ShareLimit[] =>
  [...fund.shareLimits.values()].flatMap((versions) =>
    daysOfYear(year, on).flatMap((day) => {
      const limit = versionOn(versions, day);
      const inForce = limit?.kind === 'maximum' && (limit.until === null || day <= limit.until);
      return inForce ? [limit] : [];
    }),
  );

const exceededBy = (
  fund: Fund,
  limit: ShareLimit,
  year: string,
  more: Pence,
): Refusal | undefined =>
  beyond(fund, limit, year, allocated(fund, limit, year) + onItsWay(fund, limit, year) + more);

/** The refusal of what its uses would come to, where that is more than the limit allows. */
export function beyond(
  fund: Fund,
  limit: ShareLimit,
  year: string,
  after: Pence,
): Refusal | undefined {
  const base = given(fund, limit, year);
  const allowed = rateOf(base, limit.rate, limit.rounding);
  return after > allowed
    ? refusal('share-exceeded', {
        limit: limit.name,
        source: limit.source,
        rate: limit.rate,
        rounding: limit.rounding,
        base: formatPence(base),
        allowed: formatPence(allowed),
        short: formatPence(after - allowed),
        ruleDate: limit.since,
      })
    : undefined;
}

/** What moves that are being carried out will add, so that two at once do not get round a limit. */
const onItsWay = (fund: Fund, limit: ShareLimit, year: string): Pence =>
  sumPence(
    movesUnderWay(fund).map(([, move]) =>
      maxPence(0n, addedTo(limit, year, gainsOf(fund, sidesOf(move)))),
    ),
  );

const counts = (limit: ShareLimit, scheme: Scheme, nature: string): boolean =>
  (limit.natures?.some((one) => one === nature) ?? true) &&
  (limit.schemes?.includes(scheme.scheme) ?? true) &&
  (limit.categories?.includes(scheme.category) ?? true);

/** Whether what stands in a scheme that the fund knows counts. */
export function countsAt(
  fund: Fund,
  limit: ShareLimit,
  { scheme: id, nature }: { readonly scheme: string; readonly nature: string },
): boolean {
  const scheme = fund.schemes.get(id);
  return scheme !== undefined && counts(limit, scheme, nature);
}

export const ofYear =
  (limit: ShareLimit, year: string) =>
  (other: string): boolean =>
    limit.over === 'programme' || other === year;

/**
 * What the source gives in money, however certain, its own or the pool's. Over one year also what was
 * brought into it and moved into it; over all years that was given in one of them already.
 */
const given = (fund: Fund, limit: ShareLimit, year: string): Pence => {
  const contributed = sumPence(
    [...fund.contributions.values()]
      .filter(
        (one) =>
          one.source === limit.source && one.form !== 'in-kind' && ofYear(limit, year)(one.year),
      )
      .map(({ amount }) => amount),
  );
  if (limit.over === 'programme') return contributed;
  const came = (['brought-forward', 'transfer'] as const).flatMap((way) =>
    certaintiesBestFirst.map((certainty) =>
      fund.totals.sum({ account: `budget:${way}:${certainty}`, source: limit.source, year }),
    ),
  );
  return contributed - sumPence(came);
};

const spent: readonly BudgetHolding[] = ['matched', 'spent'];
const allocatedAs: readonly BudgetHolding[] = [
  ...(['scheme', 'reserved', 'committed', 'moving'] as const),
  ...spent,
];

/**
 * Where what was allocated for a year may now stand. Of a year that was closed only what was spent:
 * the rest went on into the next, to be allocated anew.
 */
export const heldAs = (fund: Fund, year: string): readonly BudgetHolding[] =>
  fund.years.has(year) ? spent : allocatedAs;

/** What schemes that count have of the source, wherever it now stands. */
const allocated = (fund: Fund, limit: ShareLimit, year: string): Pence =>
  sumPence(
    fund.holdings
      .years()
      .filter(ofYear(limit, year))
      .flatMap((of) =>
        heldAs(fund, of).flatMap((holding) =>
          fund.holdings
            .list({ holding, year: of, source: limit.source })
            .filter((held) => countsAt(fund, limit, held))
            .map(({ pence }) => pence),
        ),
      ),
  );

/** How far schemes that count have spent the source's money beyond their budget. */
const overspent = (fund: Fund, limit: ShareLimit, year: string): Pence =>
  sumPence(
    fund.holdings
      .years()
      .filter((of) => ofYear(limit, year)(of) && !fund.years.has(of))
      .flatMap((of) => {
        const budgets = fund.holdings
          .list({ holding: 'scheme', year: of, source: limit.source })
          .filter((held) => countsAt(fund, limit, held));
        const places = new Map(budgets.map((held) => [`${held.scheme}|${held.nature}`, held]));
        return [...places.values()].map(({ scheme, nature }) =>
          maxPence(0n, -fund.holdings.uncommitted(scheme, limit.source, of, nature)),
        );
      }),
  );
