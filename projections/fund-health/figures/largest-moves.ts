import type { Leg } from '#contracts/events/fund/move-shapes.js';
import { periodsOf } from '#contracts/financial-year.js';
import type { Nature } from '#contracts/values.js';
import type { DelegationInForce } from '#libs/funding/delegation/delegation.js';
import type { MayDecide, Question } from '#libs/funding/delegation/may-decide.js';
import { mostDecided } from '#libs/funding/delegation/most-decided.js';
import { partnersDecide } from '#libs/funding/fund/joint-decisions.js';
import { askedOf, countKey, onHeads } from '#libs/funding/fund/move-authority.js';
import { formatPence, maxPence, minPence, parsePence, type Pence } from '#libs/money/pence.js';
import type { FundView } from '#projections/reading/reading.js';
import type { Movable } from './movable.js';

/** The largest single move, from one scheme to another, that an office may decide now. */
export interface LargestMove {
  readonly organisation: string;
  readonly office: string;
  /** By itself, also what it proposes itself. */
  readonly alone: Pence;
  /** What somebody else proposes, with a second person where its power asks for one. */
  readonly proposed: Pence;
}

export interface LargestMoves {
  /** Those with a power over virements, in the order of the schemes of delegation. */
  readonly offices: readonly LargestMove[];
  /** Organisations that have to approve moves and whose scheme of delegation nobody has recorded. */
  readonly notKnown: readonly string[];
}

/**
 * By the schemes of delegation in force: of the host, and of each partner where the agreement lets them
 * decide together. Never more than could be moved, and less by what an office has decided on the same
 * budget heads already (rule 20).
 */
export function largestMoves(
  view: FundView,
  year: string,
  movable: readonly Movable[],
): LargestMoves {
  const { fund, facts } = view;
  const about = facts.get('fund', fund)?.attributes;
  const terms = about?.agreement ? facts.get('agreement', about.agreement)?.attributes : undefined;
  const joint = terms && partnersDecide(terms, 'virement');
  const asked = [...new Set([...(about ? [about.host] : []), ...(joint ? terms.partners : [])])];
  const schemes = asked.map((organisation) => inForce(view, organisation));
  const aloneUpTo = !joint ? null : joint.above === null ? 0n : parsePence(joint.above);
  const single = singleMoves(view, year, movable);
  return {
    offices: schemes
      .flatMap((delegation) => delegation ?? [])
      .flatMap((delegation) =>
        officesOf(delegation).map((office) =>
          largest(view, delegation, office, mayPost(view, year, office) ? single : [], aloneUpTo),
        ),
      ),
    notKnown: asked.filter((_, place) => schemes[place] === undefined),
  };
}

const officesOf = ({ powers }: DelegationInForce): string[] => [
  ...new Set(
    powers.filter(({ decisions }) => decisions.includes('virement')).map(({ office }) => office),
  ),
];

function inForce({ facts }: FundView, organisation: string): DelegationInForce | undefined {
  const found = facts.get('delegation', organisation);
  return found?.attributes.state === 'in force'
    ? { ...found.attributes, organisation, since: found.effective }
    : undefined;
}

/** A soft-closed period is open to the offices that it names. */
const mayPost = ({ facts }: FundView, year: string, office: string): boolean =>
  periodsOf(year).some((period) => {
    const closing = facts.get('period', period)?.attributes;
    return (
      closing?.state !== 'hard-closed' &&
      (closing?.state !== 'soft-closed' || closing.offices.includes(office))
    );
  });

type Single = Omit<Leg, 'amount'> & { readonly upTo: Pence };

/** From each scheme to each other, of the source of which most can go that way; the largest first. */
function singleMoves({ fund }: FundView, year: string, movable: readonly Movable[]): Single[] {
  const most = new Map<string, Single>();
  for (const { scheme, source, nature, ways } of movable)
    for (const { scheme: to, upTo } of ways) {
      const way = `${scheme} ${to}`;
      if (upTo <= (most.get(way)?.upTo ?? 0n)) continue;
      const money = { kind: 'scheme' as const, fund, source, year, nature: nature as Nature };
      most.set(way, { from: { ...money, scheme }, to: { ...money, scheme: to }, upTo });
    }
  return [...most.values()].sort((a, b) => (a.upTo > b.upTo ? -1 : 1));
}

function largest(
  view: FundView,
  delegation: DelegationInForce,
  office: string,
  moves: readonly Single[],
  aloneUpTo: Pence | null,
): LargestMove {
  const { organisation } = delegation;
  const delegated = decidedBefore(view, organisation, office);
  const over = limitOf(delegation, office);
  const most = (suffices: (may: MayDecide) => boolean, upTo: Pence | null): Pence => {
    let found = 0n;
    for (const move of moves) {
      const could = upTo === null ? move.upTo : minPence(move.upTo, upTo);
      // The rest are no larger, and no office decides more than its limit.
      if (could <= found || found === over) break;
      const question = (amount: Pence): Question =>
        asking(view, delegation, move, amount, office, delegated);
      found = maxPence(found, mostDecided(delegation, office, could, question, suffices));
    }
    return found;
  };
  return {
    ...{ organisation, office },
    alone: most(({ decides }) => decides === 'alone', aloneUpTo),
    proposed: most(({ decides }) => decides !== 'no', null),
  };
}

/** The highest limit of an office for one decision; undefined where one of its powers has none. */
function limitOf({ powers }: DelegationInForce, office: string): Pence | undefined {
  const limits = powers.filter((power) => power.office === office).map(({ limit }) => limit);
  return limits.includes(null)
    ? undefined
    : limits.reduce((most, limit) => maxPence(most, parsePence(limit ?? '0.00')), 0n);
}

function asking(
  { fund, moment }: FundView,
  delegation: DelegationInForce,
  { from, to }: Single,
  pence: Pence,
  office: string,
  delegated: Map<string, Pence>,
): Question {
  const amount = formatPence(pence);
  const legs = [{ from, to, amount }];
  const { day } = moment;
  const move = { amount, legs, technical: false, recurrent: false, effective: day };
  return {
    ...askedOf(move, delegation, day),
    onHeads: onHeads({ delegated, commitments: new Map() }, fund, legs, delegation, office),
  };
}

/** What an office has decided in the fund, as the fund counts it. */
function decidedBefore(
  { facts }: FundView,
  organisation: string,
  office: string,
): Map<string, Pence> {
  const delegated = new Map<string, Pence>();
  for (const { attributes: one } of facts.list('counted'))
    if (one.organisation === organisation && one.office === office)
      delegated.set(countKey(one), (delegated.get(countKey(one)) ?? 0n) + parsePence(one.amount));
  return delegated;
}
