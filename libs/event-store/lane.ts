import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type { Envelope } from '#contracts/envelope.js';
import type { Decider, EventDraft } from './decision.js';
import { checked } from './limits.js';
import type { Append, EventStore, KnownKey, Placed } from './port.js';

/** Keeps one round's work, and so the pause of everyone else, short. */
const jobsPerRoundMax = 256;
export const attemptsMax = 256;
const pauseAfterConflictMillisecondsMax = 8;
/** How long a lane that met another process's events leaves room for it. */
const shyMilliseconds = 2_000;
/** A lane that is never idle rests so long, so often: who always loses to it gets its turn then. */
const restMilliseconds = 15;
const restEveryMilliseconds = 500;
/** So many wait for a second or more: whoever comes then is better told so at once. */
export const jobsWaitingMax = 10_000;

/**
 * Others kept appending to the stream first, or too many wait for it. Nothing was recorded; the
 * command may be sent again.
 */
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
  readonly since: number;
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
  /** Rounds in a row that were not appended as they were decided. */
  private setbacks = 0;
  private jobsPerRound = jobsPerRoundMax;
  /** Something of the last round had been recorded before. */
  private repeating = false;
  private shyUntil = 0;
  private restedAt = 0;

  constructor(
    private readonly store: EventStore,
    private readonly stream: string,
    readonly decider: Decider<State>,
    private readonly failingMilliseconds: number,
  ) {}

  get busy(): boolean {
    return this.running;
  }

  add(job: Job<State>): void {
    if (this.waiting.length >= jobsWaitingMax) {
      const full = `${jobsWaitingMax} commands already wait for the stream ${this.stream}: try again.`;
      job.failed(new StreamContended(full));
      return;
    }
    this.waiting.push({ job, since: performance.now(), attempts: 0 });
    if (!this.running) void this.run();
  }

  private async run(): Promise<void> {
    this.running = true;
    this.restedAt = performance.now();
    while (this.waiting.length > 0) {
      // Those who ask at once, or again after an answer, are decided in one round.
      await setImmediate();
      const round = this.waiting.splice(0, this.jobsPerRound);
      const began = performance.now();
      try {
        const again = await this.round(round);
        await this.makeWay(performance.now() - began);
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
  private async round(asked: readonly Waiting<State>[]): Promise<Set<Waiting<State>>> {
    const round = this.repeating ? await this.answerKnown(asked) : asked;
    if (round.length === 0) return new Set();
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
    this.setbacks = committed ? 0 : this.setbacks + 1;
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
        this.repeating ||= outcome === 'duplicate';
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

  /**
   * Whoever repeats a command may repeat a thousand after it, and each, decided again, would cost the
   * state. So while some were recorded before, keys are looked up first; returns who is yet to be decided.
   */
  private async answerKnown(round: readonly Waiting<State>[]): Promise<readonly Waiting<State>[]> {
    const keys = round.flatMap(({ job }) => job.identity?.key ?? []);
    const recorded = await this.store.findKeys(keys);
    this.repeating = recorded.size > 0;
    return round.filter(({ job }) => {
      const known = job.identity && recorded.get(job.identity.key);
      if (known) job.known(known);
      return !known;
    });
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

  /**
   * Left alone, the process that was first would stay first: it sends its next round before another
   * has read the one before. So after a conflict all leave random pauses, also those that won, and
   * send less at a time, which is sooner sent after the state was read.
   */
  private async makeWay(roundMilliseconds: number): Promise<void> {
    const now = performance.now();
    if (this.setbacks > 0) {
      this.shyUntil = now + shyMilliseconds;
      this.jobsPerRound = Math.ceil(this.jobsPerRound / 2);
      const pauseMax = Math.min(2 ** this.setbacks, pauseAfterConflictMillisecondsMax);
      await sleep(Math.random() * pauseMax);
      return;
    }
    this.jobsPerRound = Math.min(this.jobsPerRound * 2, jobsPerRoundMax);
    if (now < this.shyUntil) await sleep(Math.random() * 4 * roundMilliseconds);
    else if (now - this.restedAt > restEveryMilliseconds) await sleep(restMilliseconds);
    else return;
    this.restedAt = performance.now();
  }

  private async load(): Promise<Current<State>> {
    const current = { state: this.decider.initial(), revision: -1 };
    let news = await this.catchUp(current);
    // While a long stream was read, whoever was in the way has gone on.
    while (news && this.setbacks > 0) news = await this.catchUp(current);
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
    const failing =
      each.cause !== undefined && performance.now() - each.since > this.failingMilliseconds;
    if (each.attempts < attemptsMax && !failing) return true;
    each.job.failed(
      new StreamContended(
        `The stream ${this.stream} could not be appended to in ${each.attempts} attempts: try again.`,
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
