import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client, Pool } from 'pg';
import { parseBytes } from '../canonical.js';
import { LogDamaged } from '../eventstore/events.js';
import { appendLock, rowOf, takeRows } from '../postgres/copy-in.js';
import { copyPages } from '../postgres/copy-out.js';
import { headOf } from '../sql/numbers.js';
import { keyHash } from '../sql/key-hash.js';
import type { Copied } from './commands.js';
import type { RawEvent } from './raw-event.js';

const eventsPerPage = 2_000;
const eventsPerCommit = 5_000;
const bytesPerCommit = 8 * 1024 * 1024;
const charactersPerPiece = 1 << 18;

/** What log.event holds after a number. */
export async function* rawPostgres(
  pool: Pool,
  after: number,
): AsyncGenerator<readonly RawEvent[], void> {
  const last = (await headOf(pool, 'log.event')).number;
  let number = after;
  for await (const events of copyPages(pool, pages(after, last), rawEvent)) {
    for (const event of events) {
      number += 1;
      if (event.number !== number)
        throw new LogDamaged(`Event ${number} of the log is missing in PostgreSQL.`);
    }
    yield events;
  }
  if (number < last) throw new LogDamaged(`Event ${last} of the log is missing in PostgreSQL.`);
}

function* pages(after: number, last: number): Generator<string> {
  for (let low = after; low < last; low += eventsPerPage)
    yield `select number, recorded,
        coalesce(key_hash::text, '') || ' ' || revision || ' ' || stream || e'\\n' || bytes
      from log.event where number > ${low} and number <= ${Math.min(low + eventsPerPage, last)}
      order by number`;
}

/** Neither a stream's name nor canonical bytes hold a line feed. */
function rawEvent(text: string, number: number, recorded: string): RawEvent {
  const end = text.indexOf('\n');
  const [hash = '', revision = '', ...stream] = text.slice(0, end).split(' ');
  const bytes = text.slice(end + 1);
  const fault = faultOf(bytes, hash.replaceAll('-', ''), Number(revision), stream.join(' '));
  return { number, recorded, begins: hash !== '', bytes: Buffer.from(bytes), fault };
}

function faultOf(
  bytes: string,
  hash: string,
  revision: number,
  stream: string,
): string | undefined {
  try {
    const envelope = parseBytes(bytes);
    if (envelope.stream !== stream || envelope.revision !== revision)
      return `stands in PostgreSQL as revision ${revision} of ${stream}, and says that it is another`;
    if (hash !== '' && hash !== keyHash(envelope.key))
      return 'is found in PostgreSQL by another key than its own';
    return undefined;
  } catch {
    return 'is no event in PostgreSQL';
  }
}

/**
 * Puts commands into log.event as the rows that appending them would have left, so many to a commit.
 * The client is the log's owner. Ends where somebody else has appended.
 */
export async function fillPostgres(
  client: Client,
  commands: AsyncIterable<readonly Copied[]>,
  after: number,
  onEvents: (copied: number) => void,
): Promise<void> {
  let number = after;
  let pending: Copied[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    await commit(client, number, pending);
    number += pending.length;
    pending = [];
    bytes = 0;
    onEvents(number - after);
  };
  for await (const command of commands) {
    pending.push(...command);
    bytes += command.reduce((sum, { raw }) => sum + raw.bytes.length, 0);
    if (pending.length >= eventsPerCommit || bytes >= bytesPerCommit) await flush();
  }
  if (pending.length > 0) await flush();
  await client.query('analyze log.event');
}

async function commit(client: Client, after: number, events: readonly Copied[]): Promise<void> {
  await client.query('begin');
  try {
    await client.query(appendLock);
    const { rows } = await client.query<{ number: string | null }>(
      'select max(number) as number from log.event',
    );
    if (Number(rows[0]?.number ?? 0) !== after)
      throw new LogDamaged(`Others have appended to the log in PostgreSQL after event ${after}.`);
    await pipeline(Readable.from(pieces(events)), takeRows(client));
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

function* pieces(events: readonly Copied[]): Generator<string> {
  let piece = '';
  for (const { raw, envelope } of events) {
    const bytes = raw.bytes.toString('utf8');
    if (!Buffer.from(bytes).equals(raw.bytes))
      throw new LogDamaged(`Event ${raw.number} is not UTF-8.`);
    piece += rowOf(raw, envelope, bytes);
    if (piece.length > charactersPerPiece) {
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}
