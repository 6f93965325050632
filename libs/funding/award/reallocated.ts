import type { AwardEvent } from '#contracts/events/award.js';
import {
  AwardReallocated,
  AwardReallocationReleased,
  AwardReallocationReserved,
} from '#contracts/events/award/reallocated.js';
import type { AwardYear } from '#contracts/events/award/shapes.js';
import type { Leg, MovePlace } from '#contracts/events/fund/move-shapes.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence, type Pence } from '#libs/money/pence.js';
import { byCodePoint, happened, refused, type Decision } from '../decision.js';
import type { Award } from './award.js';
import type { Made } from './made.js';
import { beforeAward } from './in-force.js';
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
 * Sets a reallocation aside in an award before it is decided, so that what is decided of the award
 * meanwhile leaves room for it. A try that came to nothing is never set aside again.
 */
export function reserveReallocation(
  award: Award,
  id: string,
  { reallocation, attempt, legs, effective }: Following & Trying,
): Decision<AwardEvent> {
  // What is not awarded has no budget that could move: its funds say so.
  if (award.outcome !== 'awarded') return happened();
  if (award.released.has(attempt))
    return refused('not-carried-out', { reallocation, cause: 'given up' });
  const before = award.reserved.get(reallocation);
  if (before?.attempt === attempt) return happened();
  if (before)
    return refused('wrong-order', {
      what: 'The reallocation',
      id: reallocation,
      state: 'being carried out',
      needed: 'finished',
    });
  const barred = barsReallocation(award, id, legs, effective);
  if (barred) return { refused: barred };
  const more = formatPence(gain(movedBy(legs, id)));
  return happened(AwardReallocationReserved.of(effective, { reallocation, attempt, more }));
}

/**
 * Why money is not moved into an award or out of it, although it has the budget. An award that has
 * ended takes no more, for it would stay promised to nobody; a person's money is what the needs come
 * to; and a contract's money is not moved round the law that it was procured by.
 */
function barsReallocation(
  award: Made,
  id: string,
  legs: readonly Leg[],
  effective: string,
): Refusal | undefined {
  const gains = awardsGaining(legs).some((gaining) => gaining.award === id);
  if (award.over && gains) return refusal('award-over', { award: id });
  const early = beforeAward(award, id, effective);
  if (early) return early;
  const moved = movedBy(legs, id);
  if (moved.adds.length + moved.releases.length === 0) return undefined;
  if (award.contract.person !== null)
    return refusal('reassess-instead', { change: 'by reallocation' });
  return award.kind === 'contract' ? variedBy(award, gain(moved), effective).reached : undefined;
}

/** The try came to nothing: written down once, so that who is slower does not set it aside after all. */
export function releaseReallocation(
  award: Award,
  { reallocation, attempt, effective }: Trying & Pick<Following, 'reallocation' | 'effective'>,
): Decision<AwardEvent> {
  return award.outcome !== 'awarded' || award.released.has(attempt)
    ? happened()
    : happened(AwardReallocationReleased.of(effective, { reallocation, attempt }));
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
  const moved = movedBy(legs, id);
  const { adds, releases } = moved;
  const funding = byPlace(award.funding, adds, negated(releases));
  return happened(
    AwardReallocated.of(effective, {
      ...{ reallocation, adds, releases, funding },
      value: formatPence(totalOf(funding)),
      variation:
        award.kind === 'contract' ? variedBy(award, gain(moved), effective).variation : null,
    }),
  );
}

interface Following {
  readonly reallocation: string;
  readonly legs: readonly Leg[];
  readonly effective: string;
}

interface Trying {
  readonly attempt: string;
}

interface Moved {
  readonly adds: AwardYear[];
  readonly releases: AwardYear[];
}

const gain = ({ adds, releases }: Moved): Pence => totalOf(adds) - totalOf(releases);

/** What legs bring to an award and take out of it, year by year. */
function movedBy(legs: readonly Leg[], award: string): Moved {
  const side = (of: 'from' | 'to'): AwardYear[] =>
    byPlace(legs.flatMap((leg) => ofAward(leg[of], award, leg.amount)));
  return { adds: side('to'), releases: side('from') };
}

const ofAward = (place: MovePlace, award: string, amount: string): AwardYear[] => {
  if (place.kind !== 'award' || place.award !== award) return [];
  const { fund, scheme, year, nature } = place;
  return [{ fund, scheme, year, nature, amount }];
};
