import type { Approval } from '#contracts/events/fund/move-shapes.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import type { MayDecide } from './may-decide.js';

/** Who proposed, and whose approval is needed. */
export interface AskedOf {
  readonly proposer: string;
  readonly organisations: readonly string[];
}

/** How far an approval reaches: of a power, what it decides and who may be its second person. */
export type Judgement = Exclude<MayDecide, May> | Omit<May, 'powers'>;
type May = Extract<MayDecide, { readonly powers: readonly string[] }>;

type Of = Pick<Approval, 'organisation' | 'office' | 'by'>;

/**
 * What is still lacking before every organisation that is asked has approved (rule 20): the proposer
 * approves only what its office may decide alone, and a second person is somebody else than both.
 */
export function sufficient<Given extends Of>(
  { proposer, organisations }: AskedOf,
  approvals: readonly Given[],
  judge: (approval: Given) => Judgement,
): Refusal | undefined {
  for (const organisation of organisations) {
    const ofIts = approvals.filter((one) => one.organisation === organisation);
    const lacking = ofIts.map((approval) => lackingIn(approval, ofIts, proposer, judge(approval)));
    if (lacking.includes(undefined)) continue;
    // What the first approval lacks is said: a second person's own office need not suffice.
    return (
      lacking[0] ?? refusal('approval-missing', { organisation, needed: 'by an office of it' })
    );
  }
  return undefined;
}

function lackingIn(
  { organisation, office, by }: Of,
  approvals: readonly Of[],
  proposer: string,
  may: Judgement,
): Refusal | undefined {
  if (may.decides === 'no') return may.reason;
  if (may.decides === 'alone') return undefined;
  if (by === proposer) return refusal('proposer-approves', { by, office, organisation });
  if (may.decides === 'on-proposal') return undefined;
  const second = approvals.find(
    (other) => other.by !== by && other.by !== proposer && may.seconds.includes(other.office),
  );
  return second
    ? undefined
    : refusal('approval-missing', {
        organisation,
        needed: `by a second person: ${may.seconds.join(', ')}`,
      });
}
