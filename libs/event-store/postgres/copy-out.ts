import type { Pool } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { RecordedEvent } from '#contracts/envelope.js';
import { BinaryRows } from './binary-rows.js';

/** Above this a page is handed on in parts, so that a page of the largest events fits in memory. */
const bytesHeldMax = 8 * 1024 * 1024;

/**
 * The events of one page, in its order. `page` is the SQL of a query of number, recorded and bytes;
 * whoever builds it escapes what it names. A usual page is read whole before it is handed on, so
 * that no slow consumer holds a connection.
 */
export async function* copyOut(pool: Pool, page: string): AsyncGenerator<RecordedEvent[]> {
  const client = await pool.connect();
  const rows = new BinaryRows();
  let events: RecordedEvent[] = [];
  let held = 0;
  let finished = false;
  try {
    const copy = client.query(copyTo(`copy (${page}) to stdout (format binary)`));
    for await (const chunk of copy as AsyncIterable<Buffer>) {
      for (const event of rows.push(chunk)) events.push(event);
      held += chunk.length;
      if (held > bytesHeldMax && events.length > 0) {
        yield events;
        events = [];
        held = 0;
      }
    }
    finished = true;
  } finally {
    // A connection left in the middle of a copy cannot be used again.
    client.release(!finished);
  }
  if (events.length > 0) yield events;
}
