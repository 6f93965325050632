import { contentOf } from '#libs/funding/fund/to-decide.js';
import type { FactTypes } from '#libs/ledger/fact-types.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import { askingAs } from '../../access/asking-as.js';
import { inWords, sentenceCase, spelled } from '../words.js';
import { all, pounds, together, type Listing } from './listing.js';
import { optionText } from './words/words.js';

type Statement = FactTypes['statement'];
const statements =
  (isOffered: (of: Statement, facts: FactsAt, id: string) => boolean): Listing =>
  (facts, ...rest) =>
    all(
      'statement',
      ({ kind, year, state }, _, id) =>
        together(`${sentenceCase(kind.replaceAll('-', ' '))} ${year}`, spelled(id), state),
      (of, id) => isOffered(of, facts, id),
    )(facts, ...rest);

/** Whether the agreement asks the office of whoever asks to sign it, and it has not done so. */
function awaitsMe({ state, signatories }: Statement, facts: FactsAt, id: string): boolean {
  const { organisation, office } = askingAs()?.asker ?? {};
  return (
    state === 'issued' &&
    signatories.some((one) => one.organisation === organisation && one.office === office) &&
    facts.get('sign-off', `${id}/${organisation ?? ''}/${office ?? ''}`) === undefined
  );
}

/** What is approved is called as people know it: a budget, an award, or by its own short name. */
const subjectIn = (facts: FactsAt, subject: string): string =>
  facts.get('scheme', subject)?.attributes.name ??
  facts.get('award', subject)?.attributes.title ??
  spelled(subject);

/** Approvals of whoever asks that may still be used: neither withdrawn, nor over, nor used up. */
const ownApprovals: Listing = (facts, place, day) => {
  const person = askingAs()?.person;
  const withdrawn = facts.list('approval-withdrawal');
  const used = facts.list('decision').filter(({ attributes: { how, subject } }) => {
    const state = facts.get('award', subject)?.attributes.state ?? '';
    // What was offered and did not come about used no approval.
    return how === 'approved' && !['declined', 'lapsed'].includes(state);
  });
  return all(
    'decision-approval',
    ({ decision, subject, amount, until }) =>
      together(
        ...[optionText('decision', decision), subjectIn(facts, subject), pounds(amount)],
        `until ${inWords(until)}`,
      ),
    (of, id) =>
      of.approval.by === person &&
      day <= of.until &&
      ![...withdrawn.filter((one) => one.attributes.approval.by === person), ...used].some(
        ({ number, attributes }) => number > Number(id) && contentOf(attributes) === contentOf(of),
      ),
  )(facts, place, day);
};

/** What offices sign and approve. */
export const signingLists = {
  statement: statements(({ state }) => state !== 'superseded'),
  'statement-to-sign': statements(awaitsMe),
  'own-approval': ownApprovals,
} satisfies Readonly<Record<string, Listing>>;
