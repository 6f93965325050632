import type { Envelope } from '#contracts/envelope.js';
import type { EventStore } from '#libs/event-store/port.js';
import { grouped } from '#projections/fund-health/figures/grouped.js';
import type { DomainEvent } from '#contracts/events/all.js';
import { recorded } from '#test/support/fund-view.js';

/** Puts what happened into a log as it is, stream by stream, and says where the last of it stands. */
export async function seeded(store: EventStore, happened: readonly DomainEvent[]): Promise<number> {
  let last = 0;
  const streams = [...grouped(recorded(happened), ({ stream }) => stream)]
    // Recorded times only rise: the streams that end latest come last.
    .sort(([, a], [, b]) => ((a.at(-1)?.recorded ?? '') < (b.at(-1)?.recorded ?? '') ? -1 : 1));
  for (const [stream, events] of streams) {
    const result = await store.append({
      stream,
      expectedRevision: -1,
      key: `example/${stream}`,
      requestHash: '0'.repeat(64),
      events: events.map((event): Envelope => {
        const { number: _, recorded: __, ...envelope } = event;
        return { ...envelope, key: `example/${stream}` };
      }),
    });
    if (result.outcome !== 'appended')
      throw new Error(`${stream} could not be seeded: ${result.outcome}`);
    last = result.lastNumber;
  }
  return last;
}
