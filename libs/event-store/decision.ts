import type { Envelope } from '#contracts/envelope.js';
import type { KnownKey, Placed } from './port.js';

/** How a stream's events make its state. Both are pure. */
export interface Decider<State> {
  readonly initial: () => State;
  /** Owns the state that it is given: it may change and return it. */
  readonly evolve: (state: State, event: Envelope) => State;
}

/** An event as a decision words it; its place and the command's identity are added. */
export type EventDraft = Omit<Envelope, 'stream' | 'revision' | 'key' | 'requestHash'>;

export type Decision<Refusal> =
  { readonly events: readonly EventDraft[] } | { readonly refused: Refusal };

/** What a decision is about. */
export interface Question<State, Refusal> {
  readonly stream: string;
  readonly decider: Decider<State>;
  /** Answer only if the stream is at this revision (If-Match); -1: it does not exist. */
  readonly expectedRevision?: number | undefined;
  /** Pure, may be called several times; must neither change nor keep the state. */
  readonly decide: (state: State, revision: number) => Decision<Refusal>;
}

/** A decision to be recorded, with the identity under which it is recorded once. */
export interface Command<State, Refusal> extends Question<State, Refusal> {
  /** `<client>/<idempotency key>`. */
  readonly key: string;
  readonly requestHash: string;
}

/** What dry runs and commands may both be told; `revision` is the stream's when answering. */
export type Unrecorded<Refusal> =
  | { readonly outcome: 'refused'; readonly refusal: Refusal; readonly revision: number }
  /** The stream is not at the expected revision. */
  | { readonly outcome: 'moved-on'; readonly revision: number };

export type Executed<Refusal> =
  | {
      readonly outcome: 'done';
      readonly revision: number;
      readonly events: readonly Envelope[];
      /** Undefined where the decision was that nothing happens: nothing is recorded then. */
      readonly placed: Placed | undefined;
    }
  /** The same request was recorded before, here is where. */
  | { readonly outcome: 'repeated'; readonly placed: KnownKey }
  /** The key was recorded with another request. */
  | { readonly outcome: 'key-reused' }
  | Unrecorded<Refusal>;

export type Rehearsed<Refusal> =
  | {
      readonly outcome: 'would-do';
      readonly revision: number;
      readonly events: readonly EventDraft[];
    }
  | Unrecorded<Refusal>;
