import type { Approval } from '#contracts/events/fund/move-shapes.js';
import type { Counted } from '#contracts/events/fund/moves.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence, maxPence, type Pence } from '#libs/money/pence.js';
import { sufficient, type AskedOf } from './approvals.js';
import { atRevision, type Delegation, type DelegationInForce } from './delegation.js';
import { mayDecide, type MayDecide, type OnHead, type Question } from './may-decide.js';

/** Whose approval it is, on which day, and by which revision of its scheme of delegation. */
export type Given = Pick<Approval, 'organisation' | 'office' | 'day' | 'delegation'>;

/** A decision as an office is asked for it on a day, by the heads of its scheme of delegation. */
export type AskedBy = (delegation: DelegationInForce, of: Given) => Question;

const schemeOf = (
  delegations: readonly Delegation[],
  { organisation, delegation }: Given,
): DelegationInForce | undefined => {
  const found = delegations.find((one) => one.organisation === organisation);
  return found && atRevision(found, delegation);
};

/** By the version of the scheme of delegation that was in force when the approval was given (rule 12). */
export function judgedWhenGiven(
  delegations: readonly Delegation[],
  given: Given,
  asked: AskedBy,
): MayDecide {
  const inForce = schemeOf(delegations, given);
  const { organisation, office, day } = given;
  return inForce
    ? mayDecide(inForce, office, asked(inForce, given))
    : { decides: 'no', reason: refusal('no-delegation', { organisation, day }) };
}

/**
 * Whether approvals suffice, each judged as it was given, for the amount and with what the office had
 * decided before on each budget head and year (rule 20); then what each counts from now on.
 */
export function countedIfSufficient(
  by: AskedOf,
  approvals: readonly Approval[],
  delegations: readonly Delegation[],
  asked: AskedBy,
): Counted[] | Refusal {
  const counted: Counted[] = [];
  const lacking = sufficient(by, approvals, (approval) => {
    const may = judgedWhenGiven(delegations, approval, asked);
    // A second person decides nothing by its own office, and uses up none of its limit.
    if (may.decides !== 'no') counted.push(...countedBy(delegations, approval, asked));
    return may;
  });
  return lacking ?? counted;
}

function countedBy(
  delegations: readonly Delegation[],
  given: Given,
  asked: AskedBy,
): readonly Counted[] {
  const inForce = schemeOf(delegations, given);
  const { organisation, office } = given;
  return (inForce ? asked(inForce, given).onHeads : []).map(({ head, year, amount }) => ({
    organisation,
    office,
    head,
    year,
    amount: formatPence(amount),
  }));
}

/** What leaves a budget head for a year, or comes to it. */
export interface AtHead {
  readonly head: string;
  readonly year: string;
  readonly way: 'out' | 'in';
  readonly pence: Pence;
}

/** What a decision comes to on each head and year: where one gains what it loses, that counts once. */
export function onEachHead(
  amounts: readonly AtHead[],
  decidedBefore: (of: Pick<AtHead, 'head' | 'year'>) => Pence,
): OnHead[] {
  const sums = new Map<string, { head: string; year: string; out: Pence; in: Pence }>();
  for (const { head, year, way, pence } of amounts) {
    const key = `${head}|${year}`;
    const sum = sums.get(key) ?? { head, year, out: 0n, in: 0n };
    sum[way] += pence;
    sums.set(key, sum);
  }
  return [...sums.values()].map(({ head, year, ...sum }) => ({
    head,
    year,
    amount: maxPence(0n, maxPence(sum.out, sum.in)),
    before: decidedBefore({ head, year }),
  }));
}
