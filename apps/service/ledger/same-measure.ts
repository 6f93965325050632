import type { OutcomeCommand } from '#contracts/commands/outcome.js';
import { streamOf } from '#contracts/events/all.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import type { ClaimElsewhere, StageClaim } from '#libs/funding/outcome/claims.js';
import type { Reading } from '#projections/reading/reading.js';
import { outcomeDecider } from './deciders.js';
import type { Ledger } from './ledger.js';

/** Finds the other outcomes that measure what an outcome does: all that the log holds by now. */
export type SameMeasure = (outcome: string) => Promise<readonly string[]>;

/**
 * Two agreements may pay for one outcome of one person, each in a stream of its own. No stream knows
 * of the other; the views do, once they have come to where the log is now, whoever wrote it.
 */
export const outcomesOfSameMeasure =
  (ledger: Ledger, reading: Reading): SameMeasure =>
  async (outcome) => {
    const { number } = await ledger.store.head();
    // Also one that is recorded to begin later may be claimed for.
    const point = { asKnownAt: String(number), effectiveOn: '9999-12-31' };
    const { facts } = await reading.place(point);
    const measure = facts.get('outcome', outcome)?.attributes.measure;
    return facts
      .list('outcome')
      .filter(
        ({ id, attributes }) =>
          id !== outcome && measure !== undefined && same(attributes.measure, measure),
      )
      .map(({ id }) => id);
  };

/** Capitals and spaces make no other measure. */
const same = (one: string, other: string): boolean => words(one) === words(other);
const words = (text: string): string => text.trim().toLowerCase().replaceAll(/\s+/g, ' ');

/**
 * What is claimed on the other outcomes, as their own streams have it by now, where a command needs
 * to know. To verify, the claim itself is looked at first: whatever was claimed before it is then
 * found, so that of two that are verified at once the later one always meets the earlier.
 */
export async function claimedElsewhere(
  ledger: Ledger,
  outcome: string,
  asked: OutcomeCommand,
  sameMeasure: SameMeasure,
): Promise<{ readonly elsewhere: readonly ClaimElsewhere[] } | { readonly refused: Refusal }> {
  if (asked.command === 'claim-stage') {
    const all = await claimsOn(ledger, await sameMeasure(outcome), asked.person);
    return { elsewhere: all.map((claim) => ({ ...claim, earlier: true })) };
  }
  if (asked.command !== 'verify-stage') return { elsewhere: [] };
  const own = await ledger.read(streamOf('outcome', outcome), outcomeDecider, ({ claims }) => {
    const claim = claims.get(asked.claim);
    return claim && { key: claim.key, person: claim.person };
  });
  if (!own)
    return {
      refused: refusal('not-found', { what: 'claim', id: asked.claim, where: `"${outcome}"` }),
    };
  const others = await claimsOn(ledger, await sameMeasure(outcome), own.person);
  const placed = await ledger.store.findKeys([own, ...others].map(({ key }) => key));
  const placeOf = (key: string): number => {
    const known = placed.get(key);
    if (!known) throw new Error(`the log does not know the key ${key} of a claim that it holds`);
    return known.firstNumber;
  };
  const judged = placeOf(own.key);
  return { elsewhere: others.map((claim) => ({ ...claim, earlier: placeOf(claim.key) < judged })) };
}

async function claimsOn(
  ledger: Ledger,
  outcomes: readonly string[],
  person: string,
): Promise<(StageClaim & { readonly outcome: string })[]> {
  const claims = await Promise.all(
    outcomes.map((outcome) =>
      ledger.read(streamOf('outcome', outcome), outcomeDecider, (state) =>
        [...state.claims.values()].flatMap((claim) =>
          claim.person === person ? [{ ...claim, outcome }] : [],
        ),
      ),
    ),
  );
  return claims.flat();
}
