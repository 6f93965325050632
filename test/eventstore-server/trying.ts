import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { realServer } from '../support/eventstore.js';
import { binaryEvent, EventStoreDBClient } from '@eventstore/db-client';
import type { BinaryEventType, EventData } from '@eventstore/db-client';

type Binary = EventData<BinaryEventType>;

/** Name that nobody else uses on this server: tests leave their streams behind. */
export const fresh = (kind: string): string => `${kind}_${randomUUID().replaceAll('-', '')}`;

export function someEvents(count: number, bytes = 100, type = 'Tried'): Binary[] {
  return Array.from({ length: count }, (_, index) => {
    const data = new Uint8Array(bytes).fill(index % 256);
    return binaryEvent({ id: randomUUID(), type, data });
  });
}

/** So many of what comes, or all where it ends earlier. */
export async function take<T>(from: AsyncIterable<T>, count = Infinity): Promise<T[]> {
  const taken: T[] = [];
  if (count === 0) return taken;
  for await (const item of from) {
    taken.push(item);
    if (taken.length >= count) break;
  }
  return taken;
}

export const connect = (url: string): EventStoreDBClient =>
  EventStoreDBClient.connectionString(url);

/** Resolves at the next such event of a subscription. */
export function happened(
  subscription: { once(event: 'caughtUp', listener: () => void): unknown },
  event: 'caughtUp',
): Promise<void> {
  return new Promise((resolve) => subscription.once(event, resolve));
}

export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(10);
}

/**
 * For tests of what only the stand-in can do: they are left out where EVENTSTORE_URL names a real
 * server, which cannot be told to fail.
 */
export function describeStandIn(name: string, tests: () => void): void {
  if (realServer() === undefined) describe(name, tests);
  else
    describe(name, () =>
      it('is left out on a real server', () => expect(realServer()).toBeDefined()),
    );
}
