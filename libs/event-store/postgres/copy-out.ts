import type { Pool } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { RecordedEvent } from '#contracts/envelope.js';
import { parseBytes } from '../canonical.js';
import type { StoredBytes } from '../port.js';
import { BinaryRows, type RowMaker } from './binary-rows.js';

/** Above this a page is handed on in parts, so that a page of the largest events fits in memory. */
const bytesHeldMax = 8 * 1024 * 1024;

/** The parsed event itself is completed: a copy of a million would cost more than their parsing. */
export const recordedEvent: RowMaker<RecordedEvent> = (bytes, number, recorded) =>
  Object.assign(parseBytes(bytes), { number, recorded });

export const storedBytes: RowMaker<StoredBytes> = (bytes, number, recorded) => ({
  number,
  recorded,
  bytes,
});

/**
 * The rows of one page, in its order. `page` is the SQL of a query of number, recorded and a text, an
 * event's bytes as a rule; whoever builds it escapes what it names. A usual page is read whole before it
 * is handed on, so that no slow consumer holds a connection.
 */
export async function* copyOut<Row>(
  pool: Pool,
  page: string,
  make: RowMaker<Row>,
): AsyncGenerator<Row[], void> {
  const client = await pool.connect();
  const rows = new BinaryRows(make);
  let chunks: Buffer[] = [];
  let held = 0;
  let finished = false;
  try {
    const copy = client.query(copyTo(`copy (${page}) to stdout (format binary)`));
    for await (const chunk of copy as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      held += chunk.length;
      if (held > bytesHeldMax) {
        yield* rows.take(Buffer.concat(chunks));
        chunks = [];
        held = 0;
      }
    }
    finished = true;
  } finally {
    // A connection left in the middle of a copy cannot be used again.
    client.release(!finished);
  }
  yield* rows.take(Buffer.concat(chunks));
}

/** Pages one after another; while one is consumed, the next is fetched. */
export async function* copyPages<Row>(
  pool: Pool,
  pages: Iterable<string>,
  make: RowMaker<Row>,
): AsyncGenerator<Row[], void> {
  let ahead: Begun<Row> | undefined;
  try {
    for (const page of pages) {
      const due = ahead;
      ahead = begin(pool, page, make);
      if (due !== undefined) yield* finish(due);
    }
    if (ahead !== undefined) yield* finish(ahead);
  } finally {
    await ahead?.events.return(undefined);
  }
}

interface Begun<Row> {
  readonly first: Promise<IteratorResult<Row[], void>>;
  readonly events: AsyncGenerator<Row[], void>;
}

function begin<Row>(pool: Pool, page: string, make: RowMaker<Row>): Begun<Row> {
  const events = copyOut(pool, page, make);
  const first = events.next();
  // Thrown when it is this page's turn; until then nobody listens.
  first.catch(() => undefined);
  return { first, events };
}

async function* finish<Row>({ first, events }: Begun<Row>): AsyncGenerator<Row[], void> {
  try {
    const result = await first;
    if (result.done === true) return;
    yield result.value;
    yield* events;
  } finally {
    // Left after its first part, it would hold its connection for ever.
    await events.return(undefined);
  }
}
