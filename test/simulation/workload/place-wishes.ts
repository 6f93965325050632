import type { Asked } from '#apps/service/ledger/commands.js';
import type { ToDecide } from '#contracts/events/fund/authority.js';
import type { Auditor } from '../auditor/auditor.js';
import { awardWeights, awardWishes, type AwardKind } from './awards.js';
import { awardTermWeights, awardTermWishes, type AwardTermKind } from './award-terms.js';
import { deedWeights, deedWishes, type DeedKind } from './deeds.js';
import { outcomeWeights, outcomeWishes, type OutcomeKind } from './outcomes.js';
import { choose, type Choice } from './choice.js';
import { commandWeights, commandWishes } from './fund-wishes.js';
import { moveWeights, moveWishes, type MoveKind } from './moves.js';
import { partyWeights, partyWishes, type PartyKind } from './parties.js';
import { pick, type Wish } from './wish.js';

/** What may be wished of a place with several funds, and how often. */
export const placeWeights = {
  ...awardWeights,
  ...awardTermWeights,
  ...partyWeights,
  ...moveWeights,
  ...outcomeWeights,
  ...deedWeights,
  ...commandWeights,
};
export type PlaceKind = keyof typeof placeWeights;

/** A wish of a place: also which fund it is about. */
export interface PlaceWish extends Wish<PlaceKind> {
  readonly f: number;
}

/** The place as it is known when something is wished. */
export interface Known {
  readonly auditor: Auditor;
  readonly funds: readonly string[];
  readonly today: string;
  /** What was refused for want of a partner's approval, in the order in which it was. */
  readonly lacking?: readonly Lacking[];
}

export interface Lacking {
  readonly fund: string;
  readonly asks: ToDecide;
}

/** Makes a request of a wish, from what there is. `nth` keeps identifiers apart. */
export function askedBy(wish: PlaceWish, nth: number, known: Known): Asked {
  const fund = pick(known.funds, wish.f);
  const id = `x${nth}`;
  const effective = wish.c % 4 === 0 ? undefined : known.today;
  const of = choose(wish, id, known.auditor.fund(fund), effective);
  const kind = possible(wish, of, known);
  if (isOfAwards(kind)) return awardWishes[kind](of, known, fund);
  if (isOfTerms(kind)) return awardTermWishes[kind](of, known, fund);
  if (isOfParties(kind)) return partyWishes[kind](of);
  if (isOfMoves(kind)) return moveWishes[kind](of, known, fund);
  if (isOfOutcomes(kind)) return outcomeWishes[kind](of, known, fund);
  if (isOfDeeds(kind)) return deedWishes[kind](of, known, fund);
  return { kind: 'fund', id: fund, command: commandWishes[kind](of) };
}

const isOfTerms = (kind: PlaceKind): kind is AwardTermKind => kind in awardTermWishes;
const isOfParties = (kind: PlaceKind): kind is PartyKind => kind in partyWishes;
const isOfMoves = (kind: PlaceKind): kind is MoveKind => kind in moveWishes;
const isOfOutcomes = (kind: PlaceKind): kind is OutcomeKind => kind in outcomeWishes;
const isOfDeeds = (kind: PlaceKind): kind is DeedKind => kind in deedWishes;
const isOfAwards = (kind: PlaceKind): kind is AwardKind => kind in awardWishes;

const needsBill = [
  'pay',
  'credit',
  'reverse',
  'approve',
  'dispute',
  'resolve',
  'clawback',
  'holdRetention',
  'releaseRetention',
];
const needsAward = [
  'verify',
  'claimStage',
  'claim',
  'release',
  'advance',
  ...Object.keys(awardWeights),
  ...Object.keys(awardTermWeights),
];

/** Mostly, what needs something that there is not yet is wished for after what makes it. */
function possible(
  { kind, a }: PlaceWish,
  { books }: Choice,
  { auditor, lacking = [] }: Known,
): PlaceKind {
  if (a % 10 === 9 || kind === 'offer' || kind === 'personalBudget') return kind;
  if (kind === 'reassess' && auditor.personalBudgets.size === 0) return 'personalBudget';
  if ((kind === 'verifyClaim' || kind === 'rejectClaim') && books.claims.size === 0)
    return books.awards.size === 0 ? 'award' : 'claim';
  if (kind === 'approveRecoding' && books.proposals.size === 0) return 'proposeRecoding';
  const first = books.awards.size === 0 ? 'award' : undefined;
  if (needsBill.includes(kind) && books.bills.size === 0) return first ?? 'verify';
  const needsAccrual = kind === 'clear' || kind === 'reverseAccrual';
  if (needsAccrual && [...books.accrued.values()].every(({ open }) => !open)) return 'accrue';
  const needsAdvance = kind === 'evidence' || kind === 'returnAdvance';
  if (needsAdvance && books.advances.size === 0) return first ?? 'advance';
  if (kind === 'approveDecision' && lacking.length === 0) return 'varyAgreement';
  if (kind === 'approveMove' && auditor.reallocations.size === 0) return 'propose';
  return needsAward.includes(kind) ? (first ?? kind) : kind;
}
