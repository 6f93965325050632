import { inForceOn } from '#libs/funding/strategy/strategy.js';
import { none } from '#libs/ledger/posting.js';
import { grouped } from '#projections/fund-health/figures/grouped.js';
import type { Fact, FactsAt } from '#libs/ledger/facts-at.js';
import type { Pence } from '#libs/money/pence.js';
import { sums, type Both, type Investment } from './investment.js';

/** A strategy in force on the day, as it is then. */
export interface InForce {
  readonly strategy: string;
  readonly title: string;
  readonly adoptedBy: readonly string[];
  readonly document: string;
  /** Since when it is as it is now. */
  readonly since: string;
  readonly until: string | null;
}

/** In code-point order of their identifiers. */
export const strategiesOn = (facts: FactsAt, day: string): InForce[] =>
  [...grouped(facts.list('strategy'), ({ attributes }) => attributes.strategy).values()].flatMap(
    (versions) => inForceOn(versions.map(asVersion), day) ?? [],
  );

function asVersion({ effective, attributes }: Fact<'strategy'>): InForce {
  const { strategy, title, adoptedBy, document, until } = attributes;
  return { strategy, title, adoptedBy, document, since: effective, until };
}

/** A scheme of a fund, with the strategies in force on the day that it serves. */
export interface Serving {
  readonly fund: string;
  readonly scheme: string;
  readonly strategies: readonly string[];
}

/** Schemes of which it was said, last for a day by then, that they serve any that is in force. */
export function schemesServing(facts: FactsAt, day: string): Serving[] {
  const inForce = new Set(strategiesOn(facts, day).map(({ strategy }) => strategy));
  const said = facts.list('served-strategies').map(
    // In the order of their days, so that the latest goes over those before.
    ({ fund, attributes: { scheme, strategies } }): [string, Serving] => [
      `${fund}/${scheme}`,
      { fund, scheme, strategies: strategies.filter((strategy) => inForce.has(strategy)) },
    ],
  );
  return [...new Map(said).values()].filter(({ strategies }) => strategies.length > 0);
}

/** The strategies that a scheme of a fund serves on the day; none where nobody has said so. */
export function servedOn(
  facts: FactsAt,
  day: string,
): (fund: string, scheme: string) => readonly string[] {
  const served = new Map(
    schemesServing(facts, day).map(({ fund, scheme, strategies }) => [
      `${fund}/${scheme}`,
      strategies,
    ]),
  );
  return (fund, scheme) => served.get(`${fund}/${scheme}`) ?? [];
}

/** Whether money that serves these strategies is of one that is named; `none` names what serves none. */
export const isNamedAmong = (named: readonly string[], serves: readonly string[]): boolean =>
  serves.length === 0 ? named.includes(none) : serves.some((strategy) => named.includes(strategy));

export interface StrategyServed extends InForce {
  /** Of schemes that serve it, whole, whatever else they serve. */
  readonly amounts: Both<Pence>;
  /** Those that serve it, paid or not: `<fund>/<scheme>`. */
  readonly schemes: readonly string[];
}

/** Of the place as a whole. */
export interface StrategiesTogether {
  /** What serves any of them, each pound once. */
  readonly any: Both<Pence>;
  /** What nobody has said to serve one that is in force. */
  readonly none: Both<Pence>;
}

/**
 * What is invested in the place for each strategy in force on the day, across funds: all that serves it,
 * so that what serves two is in both. Never to be added up.
 */
export function strategiesServed({ facts, moment, parts }: Investment): StrategyServed[] {
  const serving = schemesServing(facts, moment.day);
  return strategiesOn(facts, moment.day).map((one) => ({
    ...one,
    amounts: sums(parts.filter((part) => part.serves.includes(one.strategy))),
    schemes: serving
      .filter(({ strategies }) => strategies.includes(one.strategy))
      .map(({ fund, scheme }) => `${fund}/${scheme}`),
  }));
}

export const strategiesTogether = ({ parts }: Investment): StrategiesTogether => ({
  any: sums(parts.filter((part) => part.serves.length > 0)),
  none: sums(parts.filter((part) => part.serves.length === 0)),
});
