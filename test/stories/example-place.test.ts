import { loadExample } from '#apps/service/example/load-example.js';
import { MemoryEventStore } from '#libs/event-store/memory-store.js';

/** What was recorded up to a day, without what is new each time it is recorded. */
async function recordedUpTo(day: string): Promise<string[]> {
  const store = new MemoryEventStore();
  await loadExample(store, day, 'whole');
  const written: string[] = [];
  for await (const events of store.read(0))
    for (const { id: _, requestHash: __, key: ___, ...event } of events)
      written.push(JSON.stringify(event));
  return written;
}

it('is the same place each time, and a later day only adds to it', async () => {
  const [early, late] = [await recordedUpTo('2026-06-15'), await recordedUpTo('2026-11-22')];
  // The last is the mark of the end.
  expect(late.slice(0, early.length - 1)).toEqual(early.slice(0, -1));
  expect(late.length - early.length).toBeGreaterThan(400);
});

it('has been kept for three years, and tells as it goes how far it is loaded', async () => {
  const store = new MemoryEventStore();
  const told: [number, number][] = [];
  await loadExample(store, '2026-11-22', 'whole', (done, of) => told.push([done, of]));
  const { number, recorded } = await store.head();
  expect(number).toBeGreaterThan(4_000);
  expect(recorded?.slice(0, 7)).toBe('2026-11');
  expect(told.at(-1)?.[0]).toBe(told.at(-1)?.[1]);
  const first = store.readStream('organisation-example-place');
  for await (const event of first) expect(event.recorded.slice(0, 10)).toBe('2024-04-01');
});
