import { randomUUID } from 'node:crypto';
import type { Envelope, JsonObject, RecordedEvent } from '#contracts/envelope.js';
import type { Append, EventStore } from '#libs/event-store/port.js';

export interface Sample {
  readonly key?: string;
  readonly requestHash?: string;
  readonly stamp?: string;
  readonly data?: readonly JsonObject[];
}

export const sampleStamp = '2026-04-01T09:00:00.000000Z';

/** An append as a command would make it: one event per element of `data`, by default one event. */
export function sampleAppend(
  stream: string,
  expectedRevision: number,
  sample: Sample = {},
): Append {
  const key = sample.key ?? `test/${randomUUID()}`;
  const requestHash = sample.requestHash ?? 'a1'.repeat(32);
  const events = (sample.data ?? [{ step: expectedRevision + 1 }]).map((data, part) =>
    sampleEvent({ stream, revision: expectedRevision + 1 + part, key, requestHash, data }, sample),
  );
  return { stream, expectedRevision, key, requestHash, events };
}

type Own = Pick<Envelope, 'stream' | 'revision' | 'key' | 'requestHash' | 'data'>;

function sampleEvent(own: Own, sample: Sample): Envelope {
  return {
    type: 'StepTaken',
    version: 1,
    id: randomUUID(),
    stamp: sample.stamp ?? sampleStamp,
    effective: '2026-04-01',
    actor: 'treasurer',
    organisation: 'GB-LAE-NOR',
    authority: 'scheme of delegation',
    reason: 'sample',
    ...own,
  };
}

/** The event's own members, without what the log adds. */
export function envelopeOf({ number, recorded, ...envelope }: RecordedEvent): Envelope {
  expect(number).toBeGreaterThan(0);
  expect(recorded).toMatch(/Z$/);
  return envelope;
}

export async function streamOf(
  store: EventStore,
  stream: string,
  from?: number,
): Promise<RecordedEvent[]> {
  return collect(store.readStream(stream, from));
}

/** Everything after a number, in the order in which it was read. */
export async function everything(
  store: EventStore,
  after = 0,
  upTo?: number,
): Promise<RecordedEvent[]> {
  return (await collect(store.read(after, upTo))).flat();
}

/** Follows until so many events have come; the store's own batches, flattened. */
export async function followed(
  store: EventStore,
  after: number,
  count: number,
): Promise<RecordedEvent[]> {
  const enough = new AbortController();
  const events: RecordedEvent[] = [];
  for await (const batch of store.follow(after, enough.signal)) {
    events.push(...batch);
    if (events.length >= count) enough.abort();
  }
  return events;
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** 1, 2, 3 … so many. */
export function numbersUpTo(count: number): number[] {
  return Array.from({ length: count }, (_, place) => place + 1);
}
