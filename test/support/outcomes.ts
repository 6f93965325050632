import { outcomeCommands, type OutcomeCommand } from '#contracts/commands/outcome.js';
import type { OutcomeEvent } from '#contracts/events/outcome.js';
import { checkedData } from '#contracts/events/all.js';
import { problemDocument } from '#contracts/problems.js';
import type { Decision } from '#libs/funding/decision.js';
import type { ClaimElsewhere } from '#libs/funding/outcome/claims.js';
import {
  decideOutcome,
  evolveOutcome,
  newOutcome,
  type Outcome,
} from '#libs/funding/outcome/outcome.js';
import { on } from './given.js';

/** A command to an outcome, its input as it comes from outside, and the day. */
export type Asked = readonly [name: OutcomeCommand['command'], input: object, day?: string];

/** Puts one command to an outcome. */
export function put(
  outcome: Outcome,
  [name, input, day = '2027-05-20']: Asked,
  elsewhere: readonly ClaimElsewhere[] = [],
): Decision<OutcomeEvent> {
  const asked = { ...outcomeCommands[name].parse(input), command: name, effective: day };
  const decision = decideOutcome(outcome, asked as OutcomeCommand, 'outcome', {
    ...on(day),
    elsewhere,
  });
  for (const { type, data } of decision.events ?? []) checkedData(type, data);
  return decision;
}

/** All of a spec's events are of one request. */
export const key = 'amina/spec';

/** An outcome after some commands: a refusal here is a mistake in the spec. */
export function outcomeAfter(...asked: readonly Asked[]): Outcome {
  let outcome = newOutcome();
  for (const one of asked) {
    const { events, refused } = put(outcome, one);
    if (refused) throw new Error(`${one[0]}: ${problemDocument(refused).detail}`);
    for (const event of events) outcome = evolveOutcome(outcome, { ...event, key });
  }
  return outcome;
}
