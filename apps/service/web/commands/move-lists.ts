import type { Leg, MovePlace } from '#contracts/events/fund/move-shapes.js';
import type { Refusal } from '#contracts/problems.js';
import { lacking, type JudgedApproval } from '#libs/funding/reallocation/reallocation.js';
import type { FactTypes } from '#libs/ledger/fact-types.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import { legsInWords } from '../approvals/titles.js';
import { spelled } from '../words.js';
import { all, pounds, together, type Listing } from './listing.js';

type Move = FactTypes['reallocation'];

/** What its approvals lack, as each was judged when it was given; undefined where it may be carried out. */
export const lackingOf = (facts: FactsAt, id: string, of: Move): Refusal | undefined =>
  lacking({
    ...of,
    approvals: facts
      .list('approval')
      .map(({ attributes }) => attributes)
      .filter(
        (given): given is typeof given & JudgedApproval =>
          given.reallocation === id && given.decides !== 'none',
      ),
  });

const movesThat = (isOffered: (facts: FactsAt, id: string, of: Move) => boolean): Listing => {
  return (facts, place, day) =>
    all(
      'reallocation',
      ({ amount, legs }, _, id) =>
        together(spelled(id), [pounds(amount), ...wayOf(legs, facts)].join(' ')),
      (of, id) => of.state === 'proposed' && isOffered(facts, id, of),
    )(facts, place, day);
};

export const openMoves = movesThat(() => true);
/** With its last approval a move is carried out by itself: it stands here where that came to nothing. */
export const approvedMoves = movesThat((facts, id, of) => lackingOf(facts, id, of) === undefined);

/** From where to where, by those who know the names of all that money goes between. */
const wayOf = (legs: readonly Leg[], facts: FactsAt): string[] =>
  legs.flatMap(({ from, to }) => [from, to]).every((place) => isKnown(place, facts))
    ? [legsInWords(legs, { facts, funds: [] })]
    : [];
const isKnown = (place: MovePlace, facts: FactsAt): boolean =>
  (!('source' in place) || facts.get('source', place.source) !== undefined) &&
  (place.kind === 'scheme'
    ? facts.get('scheme', place.scheme) !== undefined
    : facts.get('award', place.award) !== undefined);
