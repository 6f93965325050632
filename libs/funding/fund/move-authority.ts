import type { Approval, Leg, MovePlace } from '#contracts/events/fund/move-shapes.js';
import type { Counted } from '#contracts/events/fund/moves.js';
import type { Boundary } from '#contracts/events/delegation.js';
import { yearOf } from '#contracts/financial-year.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { parsePence } from '#libs/money/pence.js';
import { none } from '#libs/ledger/posting.js';
import type { Delegation, DelegationInForce } from '../delegation/delegation.js';
import { countedIfSufficient, onEachHead, type AtHead } from '../delegation/judged.js';
import { headOf, type OnHead, type Question } from '../delegation/may-decide.js';
import type { Fund } from './fund.js';
import { hostedOn } from './hosting.js';
import {
  partnerLacking,
  partnersAsked,
  type Agreements,
  type Deciding,
} from './joint-decisions.js';

/** A move as offices are asked to decide it. */
export interface AskedMove {
  readonly amount: string;
  readonly technical: boolean;
  readonly recurrent: boolean;
  readonly effective: string;
  readonly legs: readonly Leg[];
}

/** Whose approval a move needs in a fund: its host's of today, and that of each partner where the agreement says so. */
export const mustApprove = (
  fund: Fund,
  agreements: Agreements,
  { amount, ...move }: Pick<AskedMove, 'amount' | 'technical' | 'legs'>,
): string[] => {
  const partners = partnersAsked(agreements, { decision: kindOf(move), amount });
  return [...new Set([hostedOn(fund, agreements.today)?.host ?? none, ...partners])];
};

/** The first organisation whose approval a move needs and that nobody has asked. */
export function notAskedOf(
  fund: Fund,
  id: string,
  {
    organisations,
    amount,
    ...move
  }: Pick<AskedMove, 'amount' | 'technical' | 'legs'> & {
    readonly organisations: readonly string[];
  },
  agreements: Agreements,
): Refusal | undefined {
  const host = hostedOn(fund, agreements.today)?.host ?? none;
  return organisations.includes(host)
    ? partnerLacking(organisations, { decision: kindOf(move), amount }, agreements)
    : refusal('approval-missing', { organisation: host, needed: `it hosts ${id}` });
}

const kindOf = ({
  legs,
  technical,
}: Pick<AskedMove, 'legs' | 'technical'>): Deciding['decision'] =>
  legs.some(becomesCapital) ? 'revenue-to-capital' : technical ? 'technical-virement' : 'virement';

/** By which name a fund keeps what an office has decided on a head for a year. */
export const countKey = (of: Omit<Counted, 'amount'>): string =>
  [of.organisation, of.office, of.head, of.year].join('|');

/** What a move comes to on each budget head of a fund; where one gains what it loses, it counts once. */
export function onHeads(
  fund: Pick<Fund, 'commitments' | 'delegated'>,
  id: string,
  legs: readonly Leg[],
  delegation: DelegationInForce,
  office: string,
): OnHead[] {
  const { organisation } = delegation;
  const at = (place: MovePlace, way: 'out' | 'in', amount: string): AtHead[] => {
    if (place.fund !== id) return [];
    const { head } = headOf(delegation, id, schemeOf(fund, place));
    return [{ head, year: place.year, way, pence: parsePence(amount) }];
  };
  return onEachHead(
    legs.flatMap(({ from, to, amount }) => [...at(from, 'out', amount), ...at(to, 'in', amount)]),
    (of) => fund.delegated.get(countKey({ organisation, office, ...of })) ?? 0n,
  );
}

/** A cost line is of its award's scheme in that year; where it has several, of the first. */
function schemeOf(fund: Pick<Fund, 'commitments'>, place: MovePlace): string {
  if (place.kind !== 'line') return place.scheme;
  const lines = fund.commitments.get(place.award)?.lines ?? [];
  return (lines.find(({ year }) => year === place.year) ?? lines[0])?.scheme ?? place.award;
}

/**
 * What an office is asked on a day, but for the heads, which each fund knows of its own. Whoever names a
 * day in a later year decides today all the same.
 */
export function askedOf(
  { legs, amount, technical, recurrent, effective }: AskedMove,
  delegation: DelegationInForce,
  day: string,
): Omit<Question, 'onHeads'> {
  const since = yearOf(effective < day ? effective : day);
  return {
    day,
    decision: kindOf({ legs, technical }),
    amount: parsePence(amount),
    recurrent: recurrent || legs.some((leg) => bindsLaterYears(leg, since)),
    boundaries: [...new Set(legs.flatMap((leg) => crossed(leg, delegation)))],
  };
}

const becomesCapital = ({ from, to }: Leg): boolean =>
  from.kind !== 'line' &&
  to.kind !== 'line' &&
  from.nature === 'revenue' &&
  to.nature === 'capital';

/** Money that a later year has is moved within it; what is carried into it crosses a boundary instead. */
const bindsLaterYears = ({ from, to }: Leg, year: string): boolean =>
  from.year === to.year && to.year > year;

function crossed({ from, to }: Leg, delegation: DelegationInForce): Boundary[] {
  const between: Boundary[] = [];
  if (from.year !== to.year) between.push('between-years');
  if (from.fund !== to.fund) return [...between, 'between-funds'];
  if (from.kind === 'line' || to.kind === 'line' || from.scheme === to.scheme)
    return between.length > 0 ? between : ['within-scheme'];
  const [here, there] = [from, to].map(
    ({ fund, scheme }) => headOf(delegation, fund, scheme).directorate,
  );
  const others = here !== null && there !== null && here !== there;
  return [...between, others ? 'between-directorates' : 'between-schemes'];
}

/**
 * Whether the approvals suffice for a fund's part in a move, each judged by the version of the scheme
 * of delegation that was in force when it was given, and by what the office had decided before, as this
 * fund has counted it (rule 20): so that splitting does not get round a limit.
 */
export function authorised(
  fund: Fund,
  id: string,
  move: AskedMove & {
    readonly proposer: string;
    readonly organisations: readonly string[];
    readonly approvals: readonly Approval[];
  },
  delegations: readonly Delegation[],
): Counted[] | Refusal {
  return countedIfSufficient(move, move.approvals, delegations, (inForce, { office, day }) => ({
    ...askedOf(move, inForce, day),
    onHeads: onHeads(fund, id, move.legs, inForce, office),
  }));
}
