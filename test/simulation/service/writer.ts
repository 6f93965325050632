import { Ledger } from '#apps/service/ledger/ledger.js';
import type { EventStore } from '#libs/event-store/port.js';

type Append = Parameters<EventStore['append']>[0];

/** Where a process dies: before an append, or after it was recorded and before it is told. */
export interface Death {
  /** How many appends it lives to see. */
  readonly after: number;
  readonly how: 'before' | 'untold' | 'stumbles';
}

/** Waits until it is this process's turn to append: so the order of appends is chosen, not met. */
export type Turn = () => Promise<void>;

/** A process that writes: a Ledger of its own, a clock that is off, and a way to die. */
export class Writer {
  ledger: Ledger;
  #death: Death | undefined;
  #turn: Turn | undefined;
  #appends = 0;
  #dead = false;

  constructor(
    private readonly store: EventStore,
    private readonly now: () => Date,
  ) {
    this.ledger = new Ledger(this.#access(), now);
  }

  /** What it does next it does in turn with others, or on its way to its death. */
  prepare(death: Death | undefined, turn: Turn | undefined): void {
    this.#death = death;
    this.#turn = turn;
    this.#appends = 0;
  }

  /** A new process in its place, which remembers nothing. */
  restart(): void {
    this.#dead = false;
    this.prepare(undefined, undefined);
    this.ledger = new Ledger(this.#access(), this.now);
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** The log, as this process reaches it. */
  #access(): EventStore {
    const alive = (): void => {
      if (this.#dead) throw new Error('killed');
    };
    const { store } = this;
    const append = async (asked: Append) => {
      await this.#turn?.();
      alive();
      const death = this.#death;
      this.#appends += 1;
      if (death === undefined || this.#appends <= death.after) return store.append(asked);
      this.#death = undefined;
      if (death.how !== 'stumbles') this.#dead = true;
      if (death.how !== 'before') await store.append(asked);
      throw new Error(death.how === 'stumbles' ? 'the answer was lost' : 'killed');
    };
    return Object.create(store, {
      append: { value: append },
      readStream: {
        value: (...of: Parameters<EventStore['readStream']>) => {
          alive();
          return store.readStream(...of);
        },
      },
      findKeys: {
        value: (keys: readonly string[]) => {
          alive();
          return store.findKeys(keys);
        },
      },
    }) as EventStore;
  }
}

/**
 * Lets tasks append one at a time, in an order that is chosen: whoever is next goes on until it
 * wants to append again or has ended. Between two appends nothing else is written, so the same
 * order leads to the same log.
 */
export async function inTurns(
  tasks: readonly ((turn: Turn) => Promise<void>)[],
  order: readonly number[],
): Promise<void> {
  const waiting = new Map<number, () => void>();
  const running = new Set(tasks.keys());
  let stirred: () => void = () => undefined;
  const ended = tasks.map((task, place) =>
    task(
      () =>
        new Promise<void>((resolve) => {
          waiting.set(place, resolve);
          running.delete(place);
          stirred();
        }),
    ).finally(() => {
      running.delete(place);
      stirred();
    }),
  );
  for (let chosen = 0; ; chosen += 1) {
    while (running.size > 0) await new Promise<void>((resolve) => (stirred = resolve));
    const next = [...waiting.keys()].sort((a, b) => a - b);
    if (next.length === 0) break;
    const place = next[(order[chosen % Math.max(1, order.length)] ?? 0) % next.length] ?? 0;
    const go = waiting.get(place);
    waiting.delete(place);
    running.add(place);
    go?.();
  }
  await Promise.all(ended);
}
