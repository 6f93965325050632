import type { Draft } from '#contracts/event-type.js';
import type { Facts } from '#contracts/problems/problem-type.js';
import { refusal, type ProblemName, type Refusal } from '#contracts/problems.js';

/** What a decision comes to: events to append, or a refusal that says which rule and how far off. */
export type Decision<Event extends Draft<string, unknown>> =
  | { readonly events: readonly Event[]; readonly refused?: never }
  | { readonly refused: Refusal; readonly events?: never };

export const happened = <Event extends Draft<string, unknown>>(
  ...events: Event[]
): Decision<Event> => ({ events });

export const refused = (problem: ProblemName, facts: Facts): { readonly refused: Refusal } => ({
  refused: refusal(problem, facts),
});

/** Code-point order, the same on any machine: splits and lists are ordered by it. */
export const byCodePoint = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Who decides and when: what a decision knows beside its own stream. The clock is the caller's. */
export interface Circumstances {
  /** The instant of the decision, ISO 8601, UTC. */
  readonly now: string;
  /** The day of that instant in Europe/London. */
  readonly today: string;
  readonly actor: string;
  /** For which organisation the actor acts. */
  readonly organisation: string;
  readonly authority: string;
  /** The actor's office, as the organisation's scheme of delegation calls it. */
  readonly office: string;
}
