import type {
  Command,
  Decider,
  EventDraft,
  Executed,
  Question,
  Rehearsed,
  Unrecorded,
} from './decision.js';
import { Lane, type Job, type Verdict } from './lane.js';
import type { EventStore, KnownKey } from './port.js';

export interface LanesOptions {
  /** States kept in memory, the last used ones. */
  readonly statesMax: number;
  /** Recorded keys kept in memory, the last ones: most repeats come soon. */
  readonly keysMax: number;
  /** A store may take long to fail: a command is not tried beyond this. */
  readonly failingMilliseconds: number;
}

const defaults: LanesOptions = { statesMax: 1_000, keysMax: 10_000, failingMilliseconds: 20_000 };

/**
 * Decides commands in memory and appends what they cause: one lane per stream, commands of one
 * stream one after another, all streams through the store's group commit.
 */
export class Lanes {
  private readonly lanes = new Map<string, Lane<unknown>>();
  private readonly inFlight = new Map<string, Promise<unknown>>();
  private readonly recentKeys = new Map<string, KnownKey>();
  private readonly options: LanesOptions;

  constructor(
    private readonly store: EventStore,
    options: Partial<LanesOptions> = {},
  ) {
    this.options = { ...defaults, ...options };
  }

  /**
   * Resolves once what it answers is committed. Rejects where the store fails, with StreamContended
   * where others kept changing the stream, with AppendRefused where the events exceed the limits.
   */
  async execute<State, Refusal>(command: Command<State, Refusal>): Promise<Executed<Refusal>> {
    const { key } = command;
    // One use of a key at a time: the next finds what the one before has recorded.
    for (;;) {
      const earlier = this.inFlight.get(key);
      if (earlier === undefined) break;
      await earlier.catch(() => undefined);
    }
    const executing = this.decideAndAppend(command).finally(() => this.inFlight.delete(key));
    this.inFlight.set(key, executing);
    return executing;
  }

  /** Decides on the committed state, and records nothing. */
  dryRun<State, Refusal>(question: Question<State, Refusal>): Promise<Rehearsed<Refusal>> {
    return this.read(question.stream, question.decider, (state, revision) => {
      const decided = decide(question, state, revision);
      return 'events' in decided ? { outcome: 'would-do', revision, ...decided } : decided.answer;
    });
  }

  /**
   * What `look` takes from the committed state, other processes' events included. It may be called
   * several times and must not keep the state, which later events change in place.
   */
  read<State, Seen>(
    stream: string,
    decider: Decider<State>,
    look: (state: State, revision: number) => Seen,
  ): Promise<Seen> {
    return new Promise((resolve, reject) => {
      this.laneOf(stream, decider).add({
        decide: (state, revision) => {
          const seen = look(state, revision);
          return {
            answer: () => {
              resolve(seen);
            },
          };
        },
        appended: impossible,
        known: impossible,
        failed: reject,
      });
    });
  }

  private decideAndAppend<State, Refusal>(
    command: Command<State, Refusal>,
  ): Promise<Executed<Refusal>> {
    return new Promise((resolve, reject) => {
      const known = (place: KnownKey): void => {
        this.remember(command.key, place);
        const same = place.requestHash === command.requestHash;
        resolve(same ? { outcome: 'repeated', placed: place } : { outcome: 'key-reused' });
      };
      const recent = this.recentKeys.get(command.key);
      if (recent !== undefined) {
        known(recent);
        return;
      }
      const job: Job<State> = {
        identity: command,
        decide: (state, revision) => verdictOf(command, state, revision, resolve),
        appended: (events, placed) => {
          this.remember(command.key, { ...placed, requestHash: command.requestHash });
          resolve({ outcome: 'done', revision: placed.lastRevision, events, placed });
        },
        known,
        failed: reject,
      };
      this.laneOf(command.stream, command.decider).add(job);
    });
  }

  private laneOf<State>(stream: string, decider: Decider<State>): Lane<State> {
    const open = this.lanes.get(stream);
    if (open !== undefined && open.decider !== decider) {
      throw new Error(`The stream ${stream} was opened with another decider.`);
    }
    // The decider is the same object, so its state type is the same.
    const lane =
      (open as Lane<State> | undefined) ??
      new Lane(this.store, stream, decider, this.options.failingMilliseconds);
    this.lanes.delete(stream);
    this.makeRoom();
    this.lanes.set(stream, lane as Lane<unknown>);
    return lane;
  }

  /** Never a lane with work, so there may be more states than the limit while all are in use. */
  private makeRoom(): void {
    for (const [stream, lane] of this.lanes) {
      if (this.lanes.size < this.options.statesMax) return;
      if (!lane.busy) this.lanes.delete(stream);
    }
  }

  private remember(key: string, place: KnownKey): void {
    this.recentKeys.delete(key);
    this.recentKeys.set(key, place);
    const [oldest] = this.recentKeys.keys();
    if (this.recentKeys.size > this.options.keysMax && oldest !== undefined) {
      this.recentKeys.delete(oldest);
    }
  }
}

type Decided<Refusal> =
  { readonly events: readonly EventDraft[] } | { readonly answer: Unrecorded<Refusal> };

function decide<State, Refusal>(
  question: Question<State, Refusal>,
  state: State,
  revision: number,
): Decided<Refusal> {
  const { expectedRevision } = question;
  if (expectedRevision !== undefined && expectedRevision !== revision) {
    return { answer: { outcome: 'moved-on', revision } };
  }
  const decision = question.decide(state, revision);
  if ('events' in decision) return decision;
  return { answer: { outcome: 'refused', refusal: decision.refused, revision } };
}

function verdictOf<State, Refusal>(
  command: Command<State, Refusal>,
  state: State,
  revision: number,
  answer: (executed: Executed<Refusal>) => void,
): Verdict {
  const decided = decide(command, state, revision);
  if ('events' in decided && decided.events.length > 0) return decided;
  const executed: Executed<Refusal> =
    'answer' in decided
      ? decided.answer
      : { outcome: 'done', revision, events: [], placed: undefined };
  return {
    answer: () => {
      answer(executed);
    },
  };
}

function impossible(): never {
  throw new Error('A look at a state records nothing.');
}
