import type { Json, JsonObject } from '#contracts/envelope.js';
import type { EventStore } from '#libs/event-store/port.js';

/** An event as it is put into a log whole, without anybody deciding it. */
export interface Past {
  readonly stream: string;
  readonly draft: { type: string; version: number; effective: string; data: unknown };
  /** The day on which it was recorded; its own if not said. Days only rise. */
  readonly on?: string;
  readonly by?: string;
  readonly authority?: string;
}

/** Puts events into a log one after another, and answers their numbers. */
export async function recordPast(store: EventStore, past: readonly Past[]): Promise<number[]> {
  const revisions = new Map<string, number>();
  const numbers: number[] = [];
  for (const [
    place,
    { stream, draft, on, by = 'amina', authority = 'Fund manager' },
  ] of past.entries()) {
    const revision = (revisions.get(stream) ?? -1) + 1;
    revisions.set(stream, revision);
    const key = `${by}/past-${place}`;
    const result = await store.append({
      ...{ stream, key, expectedRevision: revision - 1, requestHash: '0'.repeat(64) },
      events: [
        {
          ...{ stream, revision, key, requestHash: '0'.repeat(64) },
          ...{ type: draft.type, version: draft.version, effective: draft.effective },
          id: `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`,
          stamp: `${on ?? draft.effective}T09:00:00.000000Z`,
          ...{ actor: by, organisation: 'GB-LAE-NMR', authority, reason: 'As told' },
          data: draft.data as Json as JsonObject,
        },
      ],
    });
    if (result.outcome !== 'appended') throw new Error(`${stream}: ${result.outcome}`);
    numbers.push(result.lastNumber);
  }
  return numbers;
}
