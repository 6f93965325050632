import type { EventStore, StoredBytes } from '#libs/event-store/port.js';
import { leafHash, type Hash } from '#libs/transparency/hashes.js';
import { LogAltered } from './log-altered.js';

/**
 * The leaves of events after a number up to another, hashed from the bytes as they are stored.
 * Throws LogAltered where one of them is missing. `look` sees each before it is hashed.
 */
export async function* leavesOf(
  store: Pick<EventStore, 'readBytes'>,
  after: number,
  upTo: number,
  look?: (event: StoredBytes) => Promise<void> | undefined,
): AsyncGenerator<readonly Hash[], void> {
  let number = after;
  for await (const events of store.readBytes(after, upTo)) {
    const leaves: Hash[] = [];
    for (const event of events) {
      number += 1;
      if (event.number !== number) throw gone(number);
      const looking = look?.(event);
      if (looking !== undefined) await looking;
      leaves.push(leafHash(Buffer.from(event.bytes)));
    }
    yield leaves;
  }
  if (number < upTo) throw gone(number + 1);
}

const gone = (number: number): LogAltered =>
  new LogAltered(`Event ${number} is missing in the log, which goes on after it or was longer.`);
