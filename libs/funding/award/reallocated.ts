import type { AwardEvent } from '#contracts/events/award.js';
import { AwardReallocated } from '#contracts/events/award/reallocated.js';
import type { AwardYear } from '#contracts/events/award/shapes.js';
import type { Leg, MovePlace } from '#contracts/events/fund/move-shapes.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence } from '#libs/money/pence.js';
import { byCodePoint, happened, refused, type Decision } from '../decision.js';
import type { Award } from './award.js';
import { byPlace, negated, totalOf } from './money.js';
import { variedBy } from './varied.js';

/** An award whose money a move touches, and one of the funds in which it does. */
export interface Touched {
  readonly award: string;
  readonly fund: string;
}

/** The awards that legs take money from or bring it to, once each. */
export function awardsTouched(legs: readonly Leg[]): Touched[] {
  const touched = new Map(
    legs
      .flatMap(({ from, to }) => [from, to])
      .flatMap((place): [string, Touched][] =>
        place.kind === 'award' ? [[place.award, { award: place.award, fund: place.fund }]] : [],
      ),
  );
  return [...touched.values()].sort((a, b) => byCodePoint(a.award, b.award));
}

/** The awards that legs bring money to from elsewhere. */
export const awardsGaining = (legs: readonly Leg[]): Touched[] =>
  awardsTouched(legs.map((leg) => ({ ...leg, from: leg.to })));

/**
 * Why money is not moved into an award or out of it, although it has the budget. An award that has
 * ended takes no more, for it would stay promised to nobody; a person's money is what the needs come
 * to; and a contract's money is not moved round the law that it was procured by.
 */
export function barsReallocation(
  award: Award,
  { award: id }: Pick<Touched, 'award'>,
  legs: readonly Leg[],
  effective: string,
): Refusal | undefined {
  if (award.outcome !== 'awarded') return undefined;
  const gains = awardsGaining(legs).some((gaining) => gaining.award === id);
  if (award.over && gains) return refusal('award-over', { award: id });
  const { adds, releases } = movedBy(legs, id);
  if (adds.length + releases.length === 0) return undefined;
  if (award.contract.person !== null)
    return refusal('reassess-instead', { change: 'by reallocation' });
  return award.kind === 'contract'
    ? variedBy(award, totalOf(adds) - totalOf(releases), effective).reached
    : undefined;
}

/** What a reallocation makes of the award's own money, once. */
export function followReallocation(
  award: Award,
  id: string,
  { reallocation, legs, effective }: Following,
): Decision<AwardEvent> {
  if (award.outcome !== 'awarded')
    return refused('not-found', { what: 'award', id, where: 'the ledger' });
  if (award.reallocations.has(reallocation)) return happened();
  const { adds, releases } = movedBy(legs, id);
  const more = totalOf(adds) - totalOf(releases);
  const funding = byPlace(award.funding, adds, negated(releases));
  return happened(
    AwardReallocated.of(effective, {
      ...{ reallocation, adds, releases, funding },
      value: formatPence(totalOf(funding)),
      variation: award.kind === 'contract' ? variedBy(award, more, effective).variation : null,
    }),
  );
}

interface Following {
  readonly reallocation: string;
  readonly legs: readonly Leg[];
  readonly effective: string;
}

/** What legs bring to an award and take out of it, year by year. */
function movedBy(
  legs: readonly Leg[],
  award: string,
): { readonly adds: AwardYear[]; readonly releases: AwardYear[] } {
  const side = (of: 'from' | 'to'): AwardYear[] =>
    byPlace(legs.flatMap((leg) => ofAward(leg[of], award, leg.amount)));
  return { adds: side('to'), releases: side('from') };
}

const ofAward = (place: MovePlace, award: string, amount: string): AwardYear[] => {
  if (place.kind !== 'award' || place.award !== award) return [];
  const { fund, scheme, year, nature } = place;
  return [{ fund, scheme, year, nature, amount }];
};
