import type { Envelope } from '#contracts/envelope.js';
import type { OutcomeEvent } from '#contracts/events/outcome.js';
import type { OutcomeCommand } from '#contracts/commands/outcome.js';
import { refused, type Circumstances, type Decision } from '../decision.js';
import { measureDeciders, measureEvolution, newMeasures, type Measures } from './measures.js';
import { claimDeciders, claimEvolution, type ClaimElsewhere, type StageClaim } from './claims.js';
import { newSavings, savingsDeciders, savingsEvolution, type Savings } from './savings.js';
import { newProgramme, termsDeciders, termsEvolution, type Programme } from './terms.js';

/** A measure for a cohort and an area over a period, and what is paid for it. */
export interface Outcome {
  defined: boolean;
  readonly measures: Measures;
  readonly savings: Savings;
  readonly programme: Programme;
  readonly claims: Map<string, StageClaim>;
}

export const newOutcome = (): Outcome => ({
  defined: false,
  measures: newMeasures(),
  savings: newSavings(),
  programme: newProgramme(),
  claims: new Map(),
});

/** What a decision may know beside the outcome itself. */
export interface OutcomeCircumstances extends Circumstances {
  /** Claims on other outcomes of the same measure, as recorded by now. */
  readonly elsewhere?: readonly ClaimElsewhere[];
}

/** What an outcome makes of each command of an area: pure, one function per command. */
export type OutcomeDecidersBy<Name extends OutcomeCommand['command']> = {
  readonly [Each in Name]: (
    outcome: Outcome,
    command: Extract<OutcomeCommand, { command: Each }>,
    id: string,
    circumstances: OutcomeCircumstances,
  ) => Decision<OutcomeEvent>;
};

/** What each event of an area changes. */
export type OutcomeEvolutionBy<Type extends OutcomeEvent['type']> = {
  readonly [Each in Type]: (
    outcome: Outcome,
    event: Extract<OutcomeEvent, { type: Each }> & Pick<Envelope, 'effective' | 'key'>,
  ) => void;
};

const deciders: OutcomeDecidersBy<OutcomeCommand['command']> = {
  ...measureDeciders,
  ...savingsDeciders,
  ...termsDeciders,
  ...claimDeciders,
};

const evolution: OutcomeEvolutionBy<OutcomeEvent['type']> = {
  ...measureEvolution,
  ...savingsEvolution,
  ...termsEvolution,
  ...claimEvolution,
};

export function decideOutcome(
  outcome: Outcome,
  asked: OutcomeCommand,
  id: string,
  circumstances: OutcomeCircumstances,
): Decision<OutcomeEvent> {
  if (asked.command !== 'define-outcome' && !outcome.defined)
    return refused('not-found', { what: 'outcome', id, where: 'the ledger' });
  const decide = deciders[asked.command] as (
    outcome: Outcome,
    asked: OutcomeCommand,
    id: string,
    circumstances: OutcomeCircumstances,
  ) => Decision<OutcomeEvent>;
  return decide(outcome, asked, id, circumstances);
}

/** Takes ownership of the outcome it is given. */
export function evolveOutcome(
  outcome: Outcome,
  event: OutcomeEvent & Pick<Envelope, 'effective' | 'key'>,
): Outcome {
  const evolve = evolution[event.type] as (outcome: Outcome, event: OutcomeEvent) => void;
  evolve(outcome, event);
  return outcome;
}
