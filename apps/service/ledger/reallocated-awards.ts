import type { AwardEvent } from '#contracts/events/award.js';
import type { Leg } from '#contracts/events/fund/move-shapes.js';
import { streamOf } from '#contracts/events/all.js';
import type { Award } from '#libs/funding/award/award.js';
import {
  awardsTouched,
  followReallocation,
  releaseReallocation,
  reserveReallocation,
} from '#libs/funding/award/reallocated.js';
import type { Decision } from '#libs/funding/decision.js';
import { awardDecider, fundDecider } from './deciders.js';
import type { Asking, Ledger, Outcome } from './ledger.js';

/** A reallocation as the awards that it touches are asked about it. */
interface Moving {
  readonly reallocation: string;
  readonly attempt: string;
  readonly legs: readonly Leg[];
  readonly effective: string;
}

/** Sets it aside, where the award's own terms and the law that it was made under let it through. */
export const reserveInAwards = (
  ledger: Ledger,
  asking: Asking,
  moving: Moving,
): Promise<Outcome[]> =>
  inAwards(
    ledger,
    moving,
    (stream) => ({ ...asking, key: `${moving.attempt}/reserve-award/${stream}` }),
    (award, id) => reserveReallocation(award, id, moving),
  );

/** The try came to nothing; under a key of its own, so that whoever finishes it says so once. */
export const releaseInAwards = (
  ledger: Ledger,
  asking: Asking,
  moving: Moving,
): Promise<Outcome[]> =>
  inAwards(
    ledger,
    moving,
    (stream) => ({
      ...asking,
      key: `reallocation/${moving.reallocation}/release-award/${stream}/${moving.attempt}`,
      asked: ['release', moving.reallocation, stream, moving.attempt],
    }),
    (award) => releaseReallocation(award, moving),
  );

/** Writes it down once it is decided; under a key of its own, so that whoever finishes it does so once. */
export const followInAwards = (
  ledger: Ledger,
  asking: Asking,
  moving: Moving,
): Promise<Outcome[]> =>
  inAwards(
    ledger,
    moving,
    (stream) => ({
      ...asking,
      key: `reallocation/${moving.reallocation}/follow/${stream}`,
      asked: ['follow', moving.reallocation, stream],
    }),
    (award, id) => followReallocation(award, id, moving),
  );

/** A decision in each award's own stream, one after the other; none where its fund knows no such award. */
async function inAwards(
  ledger: Ledger,
  { legs }: Moving,
  asking: (stream: string) => Asking,
  decide: (award: Award, id: string) => Decision<AwardEvent>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { award: id, fund } of awardsTouched(legs)) {
    // A fund knows of what kind its awards are.
    const kind = await ledger.read(
      streamOf('fund', fund),
      fundDecider,
      ({ commitments }) => commitments.get(id)?.kind,
    );
    if (kind === undefined) continue;
    outcomes.push(
      await ledger.execute(asking(streamOf(kind, id)), {
        stream: streamOf(kind, id),
        decider: awardDecider,
        decide: (award) => decide(award, id),
      }),
    );
  }
  return outcomes;
}
