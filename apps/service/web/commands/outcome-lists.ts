import type { FactTypes } from '#libs/ledger/fact-types.js';
import { byName } from '../by-name.js';
import { inWords } from '../words.js';
import { all, pounds, together, type Listing } from './listing.js';

type Outcome = FactTypes['outcome'];
/** By what they are called, and then by when they begin. */
const outcomes =
  (isOffered: (of: Outcome) => boolean = () => true): Listing =>
  (facts, ...rest) => {
    const found = all(
      'outcome',
      ({ measure, from, to }) => together(measure, `${inWords(from)} to ${inWords(to)}`),
      isOffered,
    )(facts, ...rest);
    return byName(found, ({ value }) => {
      const { measure = null, from = null } = facts.get('outcome', value)?.attributes ?? {};
      return [measure, from];
    });
  };

/** What is claimed, and what has become of it, by what can be done with it next. */
const claims = (...states: readonly string[]): Listing =>
  all(
    'stage-claim',
    ({ person, stage, amount, state }) =>
      together(`${person} reached ${stage}`, pounds(amount), state),
    ({ state }) => states.length === 0 || states.includes(state),
  );

/** Outcomes by what has been agreed, measured and assessed of them, and claims on them. */
export const outcomeLists = {
  outcome: outcomes(),
  'outcome-without-baseline': outcomes(({ baseline }) => baseline === undefined),
  'outcome-with-baseline': outcomes(({ baseline }) => baseline !== undefined),
  // What its payer has confirmed stands by the terms that it was confirmed under.
  'share-to-agree': outcomes(({ shareConfirmed }) => shareConfirmed === undefined),
  'share-to-assess': outcomes(({ baseline, measured, savingsShare }) =>
    [baseline, measured, savingsShare].every((each) => each !== undefined),
  ),
  'share-to-confirm': outcomes(
    ({ shareStands, shareAssessed, shareConfirmed }) =>
      shareStands === true && shareAssessed !== shareConfirmed,
  ),
  'share-confirmed': outcomes(({ shareConfirmed }) => shareConfirmed !== undefined),
  claim: claims(),
  'claim-to-verify': claims('claimed'),
  'claim-verified': claims('verified'),
  'claim-that-doubles': claims('double-funding'),
  'claim-to-reject': claims('claimed', 'verified', 'double-funding'),
} satisfies Readonly<Record<string, Listing>>;
