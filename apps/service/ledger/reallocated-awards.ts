import type { Leg } from '#contracts/events/fund/move-shapes.js';
import { streamOf } from '#contracts/events/all.js';
import type { Refusal } from '#contracts/problems.js';
import {
  awardsTouched,
  barsReallocation,
  followReallocation,
  type Touched,
} from '#libs/funding/award/reallocated.js';
import { awardDecider, fundDecider } from './deciders.js';
import type { Asking, Ledger, Outcome } from './ledger.js';

/**
 * Writes a decided reallocation down in each award that it touches: under keys of its own, so that
 * whoever finishes the reallocation writes it once.
 */
export async function followInAwards(
  ledger: Ledger,
  asking: Asking,
  reallocation: string,
  legs: readonly Leg[],
  effective: string,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const touched of awardsTouched(legs)) {
    const stream = await streamOfAward(ledger, touched);
    if (stream === undefined) continue;
    outcomes.push(
      await ledger.execute(
        {
          ...asking,
          key: `reallocation/${reallocation}/follow/${stream}`,
          asked: ['follow', reallocation, stream],
        },
        {
          stream,
          decider: awardDecider,
          decide: (award) =>
            followReallocation(award, touched.award, { reallocation, legs, effective }),
        },
      ),
    );
  }
  return outcomes;
}

/** The first award whose own terms, or the law that it was made under, do not let the move through. */
export async function barredByAward(
  ledger: Ledger,
  legs: readonly Leg[],
  effective: string,
): Promise<Refusal | undefined> {
  for (const touched of awardsTouched(legs)) {
    const stream = await streamOfAward(ledger, touched);
    if (stream === undefined) continue;
    const barred = await ledger.read(stream, awardDecider, (award) =>
      barsReallocation(award, touched, legs, effective),
    );
    if (barred) return barred;
  }
  return undefined;
}

/** A fund knows of what kind its awards are. */
const streamOfAward = (ledger: Ledger, { award, fund }: Touched): Promise<string | undefined> =>
  ledger.read(streamOf('fund', fund), fundDecider, ({ commitments }) => {
    const commitment = commitments.get(award);
    return commitment && streamOf(commitment.kind, award);
  });
