/** What a test can disturb. An append of the client's batch call counts as one call of `append`. */
export type Operation = 'append' | 'readStream' | 'readAll' | 'subscribe' | 'gossip' | 'features';

/**
 * - `unavailable`: the call ends with UNAVAILABLE, the client reconnects;
 * - `busy`: as the real server says it; within the batch call an answer that the client cannot name;
 * - `timeout`: as when the commit took too long: it may have happened or not;
 * - `cancelled`: the server ends the call.
 */
export type FailureKind = 'unavailable' | 'busy' | 'timeout' | 'cancelled';

type Disturbance =
  | { readonly kind: 'drop-before' | 'drop-after' | 'ignore' | 'silence' }
  | { readonly kind: 'fail'; readonly failure: FailureKind }
  | { readonly kind: 'delay'; readonly milliseconds: number };

interface Planned {
  readonly operation: Operation;
  readonly disturbance: Disturbance;
  remaining: number;
}

export interface Entry {
  /** Milliseconds to wait before anything else. */
  readonly delay: number;
  /** Instead of acting. */
  readonly before: 'drop' | 'ignore' | undefined;
  /** Instead of answering. */
  readonly after: 'drop' | 'silence' | undefined;
  readonly failure: FailureKind | undefined;
}

/** Switches of one node or of a whole cluster. What is planned is used up by the calls that come. */
export class Faults {
  #planned: Planned[] = [];
  readonly #cuts = new Map<Operation, number[]>();
  readonly #paused = new Map<Operation, { readonly over: Promise<void>; resume(): void }>();
  readonly #calls = new Map<string, number>();

  /** The connection breaks before the server has done anything. */
  dropBefore(operation: Operation, times = 1): void {
    this.#plan(operation, { kind: 'drop-before' }, times);
  }

  /** The server acts, then the connection breaks instead of an answer. */
  dropAfter(operation: Operation, times = 1): void {
    this.#plan(operation, { kind: 'drop-after' }, times);
  }

  /** The server neither acts nor answers; the connection stays. */
  ignore(operation: Operation, times = 1): void {
    this.#plan(operation, { kind: 'ignore' }, times);
  }

  /** The server acts and never answers; the connection stays. */
  silence(operation: Operation, times = 1): void {
    this.#plan(operation, { kind: 'silence' }, times);
  }

  /** The server waits before it acts. */
  delay(operation: Operation, milliseconds: number, times = Infinity): void {
    this.#plan(operation, { kind: 'delay', milliseconds }, times);
  }

  /** The server answers with an error and does nothing. */
  fail(operation: Operation, failure: FailureKind, times = 1): void {
    this.#plan(operation, { kind: 'fail', failure }, times);
  }

  /** The next reader of this kind loses its connection once it was sent so many events. */
  cutAfter(operation: 'readStream' | 'readAll' | 'subscribe', events: number): void {
    this.#cuts.set(operation, [...(this.#cuts.get(operation) ?? []), events]);
  }

  /** Readers of this kind, present and future, are sent nothing until they are resumed. */
  pause(operation: 'readStream' | 'readAll' | 'subscribe'): void {
    if (this.#paused.has(operation)) return;
    let resume = (): void => undefined;
    const over = new Promise<void>((resolve) => (resume = resolve));
    this.#paused.set(operation, { over, resume });
  }

  resume(operation: 'readStream' | 'readAll' | 'subscribe'): void {
    this.#paused.get(operation)?.resume();
    this.#paused.delete(operation);
  }

  /** Forgets what is planned and resumes who is paused. */
  clear(): void {
    this.#planned = [];
    this.#cuts.clear();
    for (const operation of ['readStream', 'readAll', 'subscribe'] as const) this.resume(operation);
  }

  /**
   * Calls so far by operation (`append`: one for each append) and by method of the protocol
   * (`Streams.BatchAppend`: one for each call, which carries many appends).
   */
  calls(name: Operation | `${string}.${string}`): number {
    return this.#calls.get(name) ?? 0;
  }

  count(name: Operation | `${string}.${string}`): void {
    this.#calls.set(name, this.calls(name) + 1);
  }

  /** Counts a call and takes what is planned for it. */
  enter(operation: Operation): Entry {
    this.count(operation);
    const taken = this.#planned.filter((plan) => plan.operation === operation);
    for (const plan of taken) plan.remaining -= 1;
    this.#planned = this.#planned.filter(({ remaining }) => remaining > 0);
    let entry: Entry = { delay: 0, before: undefined, after: undefined, failure: undefined };
    for (const { disturbance } of taken) entry = disturbed(entry, disturbance);
    return entry;
  }

  takeCut(operation: Operation): number | undefined {
    return this.#cuts.get(operation)?.shift();
  }

  pausedUntil(operation: Operation): Promise<void> | undefined {
    return this.#paused.get(operation)?.over;
  }

  #plan(operation: Operation, disturbance: Disturbance, times: number): void {
    this.#planned.push({ operation, disturbance, remaining: times });
  }
}

function disturbed(entry: Entry, disturbance: Disturbance): Entry {
  switch (disturbance.kind) {
    case 'delay':
      return { ...entry, delay: entry.delay + disturbance.milliseconds };
    case 'fail':
      return { ...entry, failure: disturbance.failure };
    case 'drop-before':
      return { ...entry, before: 'drop' };
    case 'ignore':
      return { ...entry, before: 'ignore' };
    case 'drop-after':
      return { ...entry, after: 'drop' };
    case 'silence':
      return { ...entry, after: 'silence' };
  }
}
