import { setImmediate } from 'node:timers/promises';
import type { Envelope } from '#contracts/envelope.js';
import type { Decider, EventDraft } from './decision.js';
import { checked } from './limits.js';
import type { Append, EventStore, KnownKey, Placed } from './port.js';

/** Keeps one round's work, and so the pause of everyone else, short. */
const jobsPerRoundMax = 256;
export const attemptsMax = 8;

/** Others kept appending to the stream first. Nothing was recorded; the command may be sent again. */
export class StreamContended extends Error {
  override readonly name = 'StreamContended';
}

/** Something asked of a stream's state. */
export interface Job<State> {
  /** Absent where nothing can be recorded. */
  readonly identity?: { readonly key: string; readonly requestHash: string };
  /** Events, at least one; or an answer, given once the state that it rests on is committed. */
  readonly decide: (state: State, revision: number) => Verdict;
  readonly appended: (events: readonly Envelope[], placed: Placed) => void;
  readonly known: (known: KnownKey) => void;
  readonly failed: (error: unknown) => void;
}

export type Verdict = { readonly events: readonly EventDraft[] } | { readonly answer: () => void };

interface Waiting<State> {
  readonly job: Job<State>;
  attempts: number;
  /** Why the store failed, if it did, the last time. */
  cause?: unknown;
}

interface Answer<State> {
  readonly of: Waiting<State>;
  readonly give: () => void;
}

/** The state after events that may not be committed yet; changed in place as they are decided. */
interface Current<State> {
  state: State;
  revision: number;
}

/**
 * One stream's state in memory. Jobs come in rounds: all that wait are decided one after another,
 * each on the state that the one before leaves, and sent together; no answer is given before what
 * it rests on is committed. Where that fails, the state is dropped and they are decided again.
 */
export class Lane<State> {
  private current: Current<State> | undefined;
  private waiting: Waiting<State>[] = [];
  private running = false;

  constructor(
    private readonly store: EventStore,
    private readonly stream: string,
    readonly decider: Decider<State>,
  ) {}

  get busy(): boolean {
    return this.running;
  }

  add(job: Job<State>): void {
    this.waiting.push({ job, attempts: 0 });
    if (!this.running) void this.run();
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) {
      // Those who ask at once, or again after an answer, are decided in one round.
      await setImmediate();
      const round = this.waiting.splice(0, jobsPerRoundMax);
      try {
        const again = await this.round(round);
        this.waiting.unshift(...round.filter((each) => again.has(each) && this.mayTry(each)));
      } catch (error) {
        // The stream could not be read: nothing is known about it.
        this.current = undefined;
        for (const { job } of round) job.failed(error);
      }
    }
    this.running = false;
  }

  /** Answers what it can; returns what is to be decided again. */
  private async round(round: readonly Waiting<State>[]): Promise<Set<Waiting<State>>> {
    const current = (this.current ??= await this.load());
    const sent: Promise<boolean>[] = [];
    const answers: Answer<State>[] = [];
    const again = new Set<Waiting<State>>();
    let sound = true;
    for (const each of round) {
      if (!sound) {
        again.add(each);
        continue;
      }
      try {
        const verdict = each.job.decide(current.state, current.revision);
        if ('answer' in verdict) {
          answers.push({ of: each, give: verdict.answer });
          continue;
        }
        // Before anything is sent or built upon it: what no store takes, or the state cannot take.
        const append = checked(this.appendOf(each.job, verdict.events, current.revision));
        sound = false;
        for (const event of append.events)
          current.state = this.decider.evolve(current.state, event);
        sound = true;
        current.revision += append.events.length;
        sent.push(this.send(each, append, again));
      } catch (error) {
        each.job.failed(error);
      }
    }
    const committed = (await Promise.all(sent)).every(Boolean) && sound;
    if (!committed) this.current = undefined;
    // What was appended proves the state to be the newest; otherwise another process may know more.
    if (committed && (sent.length > 0 || !(await this.catchUp(current)))) {
      await this.give(answers);
    } else for (const { of } of answers) again.add(of);
    return again;
  }

  /** True once appended. */
  private async send(
    each: Waiting<State>,
    append: Append,
    again: Set<Waiting<State>>,
  ): Promise<boolean> {
    try {
      const result = await this.store.append(append);
      if (result.outcome === 'conflict') again.add(each);
      else {
        const { outcome, ...place } = result;
        if ('requestHash' in place) each.job.known(place);
        else each.job.appended(append.events, place);
        return outcome === 'appended';
      }
    } catch (error) {
      // A commit whose answer was lost may stand: then its key is found when it is sent again.
      each.cause = error;
      again.add(each);
    }
    return false;
  }

  /** A command that is refused, or has nothing to record, may have been recorded before (rule 9). */
  private async give(answers: readonly Answer<State>[]): Promise<void> {
    const keys = answers.flatMap(({ of }) => of.job.identity?.key ?? []);
    const recorded = keys.length > 0 ? await this.store.findKeys(keys) : undefined;
    for (const { of, give } of answers) {
      const known = of.job.identity && recorded?.get(of.job.identity.key);
      if (known) of.job.known(known);
      else give();
    }
  }

  private async load(): Promise<Current<State>> {
    const current = { state: this.decider.initial(), revision: -1 };
    await this.catchUp(current);
    return current;
  }

  /** Takes in what the store holds beyond the state; true if there was something. */
  private async catchUp(current: Current<State>): Promise<boolean> {
    const before = current.revision;
    for await (const event of this.store.readStream(this.stream, before + 1)) {
      current.state = this.decider.evolve(current.state, event);
      current.revision = event.revision;
    }
    return current.revision > before;
  }

  private mayTry(each: Waiting<State>): boolean {
    each.attempts += 1;
    if (each.attempts < attemptsMax) return true;
    each.job.failed(
      new StreamContended(
        `The stream ${this.stream} could not be appended to in ${attemptsMax} attempts: try again.`,
        { cause: each.cause },
      ),
    );
    return false;
  }

  private appendOf(job: Job<State>, drafts: readonly EventDraft[], revision: number): Append {
    if (job.identity === undefined) throw new Error('Only a command can record events.');
    const { stream } = this;
    const { key, requestHash } = job.identity;
    const events = drafts.map((draft, part) => ({
      ...draft,
      stream,
      revision: revision + 1 + part,
      key,
      requestHash,
    }));
    return { stream, expectedRevision: revision, key, requestHash, events };
  }
}
