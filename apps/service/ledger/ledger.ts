import { randomUUID } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Json, JsonObject, Provenance } from '#contracts/envelope.js';
import { checkedData } from '#contracts/events/all.js';
import type { Draft } from '#contracts/event-type.js';
import type { Refusal } from '#contracts/problems.js';
import { refusal } from '#contracts/problems.js';
import type { Decider, EventDraft } from '#libs/event-store/decision.js';
import { stampOf } from '#libs/event-store/instant.js';
import { StreamContended } from '#libs/event-store/lane.js';
import { Lanes } from '#libs/event-store/lanes.js';
import type { EventStore } from '#libs/event-store/port.js';
import type { Circumstances, Decision } from '#libs/funding/decision.js';
import { londonDay } from '#contracts/financial-year.js';

/** Who asks for what: the same for every stream a request touches. */
export interface Asking {
  readonly provenance: Provenance;
  /** `<client>/<idempotency key>`. */
  readonly key: string;
  /** The request as it was sent: the same key with another request is refused (rule 9). */
  readonly asked: Json;
  readonly dryRun: boolean;
  /** The person whom the reason concerns, by a pseudonymous reference. */
  readonly about?: string | undefined;
  /** The office of who asks, as its organisation's scheme of delegation calls it. */
  readonly office?: string;
}

/** One decision on one stream. */
export interface Deciding<State> {
  readonly stream: string;
  readonly decider: Decider<State>;
  readonly expectedRevision?: number | undefined;
  readonly decide: (state: State, circumstances: Circumstances) => Decision<Draft<string, unknown>>;
}

/** What came of it. */
export type Outcome =
  | {
      readonly done: {
        readonly stream: string;
        readonly revision: number;
        readonly number: number;
      };
      readonly repeated: boolean;
      /** Empty unless it was a dry run. */
      readonly wouldRecord: readonly EventDraft[];
    }
  | { readonly refused: Refusal };

/** The way of a command: state, decision, append, answer. The same for every kind of stream. */
export class Ledger {
  readonly #lanes: Lanes;
  #caused = 0;

  constructor(
    readonly store: EventStore,
    readonly now: () => Date,
  ) {
    this.#lanes = new Lanes(store);
  }

  /** The last number that this process has caused: its readers wait for it. */
  readonly caused = (): number => this.#caused;

  async execute<State>(asking: Asking, deciding: Deciding<State>): Promise<Outcome> {
    const { stream, decider, expectedRevision } = deciding;
    const question = {
      stream,
      decider,
      expectedRevision,
      decide: (state: State) =>
        this.#asDrafts(asking, deciding.decide(state, this.#circumstances(asking))),
    };
    try {
      if (asking.dryRun) {
        const rehearsed = await this.#lanes.dryRun(question);
        return rehearsed.outcome === 'would-do'
          ? {
              done: { stream, revision: rehearsed.revision + rehearsed.events.length, number: 0 },
              repeated: false,
              wouldRecord: rehearsed.events,
            }
          : unrecorded(rehearsed, deciding);
      }
      const requestHash = this.#hashOf(asking.asked);
      const executed = await this.#lanes.execute({ ...question, key: asking.key, requestHash });
      switch (executed.outcome) {
        case 'done': {
          const number = executed.placed?.lastNumber ?? 0;
          this.#caused = Math.max(this.#caused, number);
          return {
            done: { stream, revision: executed.revision, number },
            repeated: false,
            wouldRecord: [],
          };
        }
        case 'repeated':
          return {
            done: {
              stream: executed.placed.stream,
              revision: executed.placed.lastRevision,
              number: executed.placed.lastNumber,
            },
            repeated: true,
            wouldRecord: [],
          };
        case 'key-reused':
          return { refused: keyReused(asking.key) };
        default:
          return unrecorded(executed, deciding);
      }
    } catch (error) {
      // With a cause it was the store that failed, and not others who were quicker.
      if (error instanceof StreamContended && error.cause === undefined)
        return { refused: refusal('busy', { stream }) };
      throw error;
    }
  }

  /**
   * Rule 9, for a request in several steps, asked before the first of them: the refusal, where its
   * key was recorded with another request. A single append is told by the store itself.
   */
  async usedOtherwise({ key, asked, dryRun }: Asking): Promise<Refusal | undefined> {
    if (dryRun) return undefined;
    const known = (await this.store.findKeys([key])).get(key);
    return known === undefined || known.requestHash === this.#hashOf(asked)
      ? undefined
      : keyReused(key);
  }

  /**
   * For a request in several steps too: the revision that its caller saw is no longer the last of the
   * stream. Not where the request was recorded before, whose own events may have moved it on (rule 9).
   */
  async movedOn<State>(
    asking: Asking,
    stream: string,
    decider: Decider<State>,
    expected: number | undefined,
  ): Promise<Refusal | undefined> {
    if (expected === undefined) return undefined;
    const revision = await this.read(stream, decider, (_state, at) => at);
    if (revision === expected) return undefined;
    return (await this.isRecorded(asking))
      ? undefined
      : refusal('moved-on', { stream, revision, expected });
  }

  /** Whether the request was recorded before: whatever came since, it gets its first answer (rule 9). */
  async isRecorded({ key, dryRun }: Asking): Promise<boolean> {
    return !dryRun && (await this.store.findKeys([key])).size > 0;
  }

  /** A look at the committed state of a stream. */
  read<State, Seen>(
    stream: string,
    decider: Decider<State>,
    look: (state: State, revision: number) => Seen,
  ): Promise<Seen> {
    return this.#lanes.read(stream, decider, look);
  }

  #hashOf(asked: Json): string {
    return this.store.requestHash(canonicalize(asked) ?? '');
  }

  #circumstances({ provenance, office = 'none' }: Asking): Circumstances {
    const now = this.now();
    const { actor, organisation, authority } = provenance;
    return {
      now: now.toISOString(),
      today: londonDay(now),
      actor,
      organisation,
      authority,
      office,
    };
  }

  /** Adds who, why and when to what was decided, and checks it against its schema. */
  #asDrafts(
    { provenance }: Asking,
    decision: Decision<Draft<string, unknown>>,
  ): { events: readonly EventDraft[] } | { refused: Refusal } {
    if (decision.refused) return { refused: decision.refused };
    const stamp = stampOf(this.now().toISOString());
    return {
      events: decision.events.map(({ type, version, effective, data }) => ({
        type,
        version,
        effective,
        stamp,
        id: randomUUID(),
        ...provenance,
        data: checkedData(type, data) as JsonObject,
      })),
    };
  }
}

const keyReused = (key: string): Refusal =>
  refusal('key-reused', { key: key.slice(key.indexOf('/') + 1) });

function unrecorded<State>(
  told:
    | { readonly outcome: 'refused'; readonly refusal: Refusal }
    | { readonly outcome: 'moved-on'; readonly revision: number },
  { stream, expectedRevision }: Deciding<State>,
): Outcome {
  return told.outcome === 'refused'
    ? { refused: told.refusal }
    : {
        refused: refusal('moved-on', {
          stream,
          revision: told.revision,
          expected: expectedRevision ?? null,
        }),
      };
}
