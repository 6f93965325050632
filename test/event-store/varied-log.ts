import type { JsonObject } from '#contracts/envelope.js';
import type { EventStore } from '#libs/event-store/port.js';
import { stampAt } from '#libs/event-store/instant.js';
import { randomFrom } from '../bench/history.js';
import { sampleAppend } from '../conformance/sample-events.js';

const writersMax = 64;
const streamsPerWriter = 12;
const epoch = BigInt(Date.parse('2026-04-01T09:00:00Z')) * 1000n;

/**
 * Appends at least so many events, from a seed: commands of one to five events in many streams, some
 * of which grow much faster than others, texts of all alphabets and lengths, stamps that jump back.
 * Writers take turns as the store lets them, so only what each writes is the same every time.
 */
export async function writeVariedLog(
  store: EventStore,
  events: number,
  seed: number,
): Promise<void> {
  await Promise.all(
    Array.from({ length: writersMax }, (_, writer) =>
      write(store, Math.ceil(events / writersMax), writer, randomFrom(seed + writer)),
    ),
  );
}

async function write(
  store: EventStore,
  events: number,
  writer: number,
  random: () => number,
): Promise<void> {
  const ends = new Map<string, number>();
  for (let done = 0; done < events;) {
    const which = Math.floor(random() ** 3 * streamsPerWriter);
    const stream = `${which % 3 === 0 ? 'award' : 'fund'}-${writer}-${which}`;
    const end = ends.get(stream) ?? -1;
    const count = Math.min(1 + Math.floor(random() * 5), events - done);
    const result = await store.append(
      sampleAppend(stream, end, {
        key: `varied/${writer}/${done}`,
        requestHash: store.requestHash(`${writer}/${done}`),
        stamp: stampAt(epoch + BigInt(Math.floor(random() * 9e9))),
        data: Array.from({ length: count }, () => data(random)),
      }),
    );
    if (result.outcome !== 'appended') throw new Error(`${stream}: ${result.outcome}`);
    ends.set(stream, end + count);
    done += count;
  }
}

const words = ['Pflege', 'grant "A"', 'back\\slash', 'línea\n', '協定', '🙂', '£1,200.00', ''];

function data(random: () => number): JsonObject {
  const word = words[Math.floor(random() * words.length)] ?? '';
  const long = random() < 0.002 ? 20_000 : 60;
  return { word, amount: random().toFixed(12), note: 'n'.repeat(Math.floor(random() * long)) };
}
