import { randomUUID } from 'node:crypto';
import type { Command, Decider, EventDraft } from '#libs/event-store/decision.js';
import { sampleStamp } from './sample-events.js';

/** The smallest state whose answers depend on order: a total under a limit. Changed in place. */
export interface Counter {
  total: number;
  readonly added: number[];
}

export const counter: Decider<Counter> = {
  initial: () => ({ total: 0, added: [] }),
  evolve: (state, event) => {
    const by = Number(event.data['by']);
    state.total += by;
    state.added.push(by);
    return state;
  },
};

export interface OverLimit {
  readonly short: number;
}

export interface Adding {
  readonly stream?: string;
  readonly limit?: number;
  readonly key?: string;
  readonly requestHash?: string;
  readonly expectedRevision?: number;
}

/** Adds an amount in one event, unless the total would pass the limit; adding 0 does nothing. */
export function adding(by: number, asked: Adding = {}): Command<Counter, OverLimit> {
  const { limit = Infinity } = asked;
  return {
    stream: asked.stream ?? 'fund-a',
    decider: counter,
    key: asked.key ?? `test/${randomUUID()}`,
    requestHash: asked.requestHash ?? `hash of ${String(by)}`,
    expectedRevision: asked.expectedRevision,
    decide: ({ total }) => {
      if (total + by > limit) return { refused: { short: total + by - limit } };
      return { events: by === 0 ? [] : [added(by)] };
    },
  };
}

export function added(by: number): EventDraft {
  return {
    type: 'Added',
    version: 1,
    id: randomUUID(),
    stamp: sampleStamp,
    effective: '2026-04-01',
    actor: 'treasurer',
    organisation: 'GB-LAE-NOR',
    authority: 'scheme of delegation',
    reason: 'sample',
    data: { by },
  };
}
