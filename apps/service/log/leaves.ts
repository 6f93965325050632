import type { EventStore } from '#libs/event-store/port.js';
import { leafHash, type Hash } from '#libs/transparency/hashes.js';
import { LogAltered } from './log-altered.js';

/**
 * The leaves of events after a number up to another, hashed from the bytes as they are stored.
 * Throws LogAltered where one of them is missing.
 */
export async function* leavesOf(
  store: Pick<EventStore, 'readBytes'>,
  after: number,
  upTo: number,
): AsyncGenerator<readonly Hash[], void> {
  let number = after;
  for await (const events of store.readBytes(after, upTo)) {
    yield events.map((event) => {
      number += 1;
      if (event.number !== number) throw gone(number);
      return leafHash(Buffer.from(event.bytes));
    });
  }
  if (number < upTo) throw gone(number + 1);
}

const gone = (number: number): LogAltered =>
  new LogAltered(`Event ${number} is missing in the log, which goes on after it or was longer.`);
