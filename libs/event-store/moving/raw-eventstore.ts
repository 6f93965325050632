import { START, type EventStoreDBClient } from '@eventstore/db-client';
import type { Pool } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { batchesOf, type Taking } from '../eventstore/batches.js';
import { incoming, LogDamaged, missing, sizeOf, type Incoming } from '../eventstore/events.js';
import type { LogStreams } from '../eventstore/names.js';
import { compare, type Position } from '../eventstore/position.js';
import { Patience } from '../eventstore/reading.js';
import { stampSql } from '../sql/numbers.js';
import type { RawEvent } from './raw-event.js';

/** A row of numbering.entry, whole. */
interface Entry extends Position {
  readonly number: number;
  readonly recorded: string;
  readonly stream: string;
  readonly revision: number;
  readonly leafHash: Buffer;
  readonly keyHash: string | null;
  readonly key: string | null;
  readonly requestHash: string | null;
  readonly lastRevision: number | null;
}

/** An event of the log as EventStoreDB holds it, before anything is said about its number. */
interface Found extends Position {
  readonly stream: string;
  readonly revision: number;
  readonly bytes: Buffer;
  /** Undefined where the service did not write it. */
  readonly incoming: Incoming | undefined;
}

export interface EventStoreLog {
  readonly client: EventStoreDBClient;
  readonly pool: Pool;
  readonly streams: LogStreams;
  readonly taking: Taking;
  readonly patienceMilliseconds: number;
}

const numberPauseMilliseconds = 20;

/**
 * What EventStoreDB holds after a number, in its own order: the whole of it is read, and not what the
 * table of numbers names, so that an event too many or in another place is seen. Waits for numbers
 * while `numbering` says that they are coming.
 */
export async function* rawEventStore(
  log: EventStoreLog,
  after: number,
  numbering: () => boolean,
): AsyncGenerator<readonly RawEvent[], void> {
  // What is numbered first stands before all that is numbered later: nothing is looked for before it.
  const [begin] = await entriesAfter(log.pool, Math.max(0, after - 1), 1);
  let number = after;
  for await (const found of allOf(log, begin, after === 0)) {
    const entries = await entriesOf(log, number, found, numbering);
    yield found.map((event, place) => {
      const entry = entries[place];
      number += 1;
      if (entry === undefined) throw unnumbered(event, number);
      const order = compare(entry, event);
      if (order < 0) throw missing(entry);
      if (order > 0) throw unnumbered(event, number);
      const { recorded, keyHash } = entry;
      const fault = faultOf(event, entry);
      return { number, recorded, begins: keyHash !== null, bytes: event.bytes, fault };
    });
  }
  const [lost] = await entriesAfter(log.pool, number, 1);
  if (lost !== undefined) throw missing(lost);
}

function unnumbered({ stream, revision }: Found, number: number): LogDamaged {
  return new LogDamaged(
    `EventStoreDB holds an event without a number, ${stream} at revision ${revision}, where event ${number} should stand.`,
  );
}

/** The numbers of events that follow each other; fewer where they have none, and none is to come. */
async function entriesOf(
  { pool, patienceMilliseconds }: EventStoreLog,
  after: number,
  { length }: readonly Found[],
  numbering: () => boolean,
): Promise<readonly Entry[]> {
  const until = performance.now() + patienceMilliseconds;
  for (;;) {
    const entries = await entriesAfter(pool, after, length);
    if (entries.length === length || !numbering() || performance.now() > until) return entries;
    await sleep(numberPauseMilliseconds);
  }
}

function faultOf(event: Found, entry: Entry): string | undefined {
  const { incoming: own } = event;
  if (own === undefined) return 'was not written to EventStoreDB by this service';
  if (entry.stream !== own.stream || entry.revision !== own.revision)
    return `is numbered as revision ${entry.revision} of ${entry.stream}, and is another`;
  if (!entry.leafHash.equals(own.leafHash))
    return 'is not in EventStoreDB what it was when it was numbered';
  const begins = own.revision === own.span.first;
  const known = [entry.keyHash, entry.key, entry.requestHash, entry.lastRevision];
  const due = begins ? [own.keyHash, own.key, own.requestHash, own.span.last] : [];
  return known.every((value, place) => value === (due[place] ?? null))
    ? undefined
    : 'is found in the table of numbers by another command than its own';
}

/** All events of the log in EventStoreDB from a position on, in its order. */
async function* allOf(
  { client, streams, taking, patienceMilliseconds }: EventStoreLog,
  begin: Position | undefined,
  withBegin: boolean,
): AsyncGenerator<readonly Found[], void> {
  const patience = new Patience(patienceMilliseconds);
  let last = withBegin ? undefined : begin;
  for (;;) {
    try {
      const from = last ?? begin;
      const read = client.readAll({
        fromPosition: from === undefined ? START : { commit: from.commit, prepare: from.prepare },
        requiresLeader: true,
      });
      for await (const batch of batchesOf(read, sizeOf, taking)) {
        const found: Found[] = [];
        for (const { event } of batch) {
          if (event === undefined) continue;
          if (last !== undefined && compare(event.position, last) <= 0) continue;
          last = event.position;
          if (event.streamId.startsWith(streams.prefix))
            found.push(foundEvent(event, event.position, streams.prefix));
        }
        patience.renew();
        if (found.length > 0) yield found;
      }
      return;
    } catch (error) {
      await patience.bear(error);
    }
  }
}

function foundEvent(
  event: Parameters<typeof incoming>[0],
  position: Position,
  prefix: string,
): Found {
  const { data } = event;
  return {
    ...{ commit: position.commit, prepare: position.prepare },
    stream: event.streamId.slice(prefix.length),
    revision: Number(event.revision),
    bytes: data instanceof Uint8Array ? Buffer.from(data) : Buffer.from(JSON.stringify(data)),
    incoming: ownOf(event, position, prefix),
  };
}

function ownOf(
  event: Parameters<typeof incoming>[0],
  position: Position,
  prefix: string,
): Incoming | undefined {
  try {
    return incoming(event, position, prefix);
  } catch (error) {
    if (error instanceof LogDamaged) return undefined;
    throw error;
  }
}

async function entriesAfter(pool: Pool, after: number, count: number): Promise<readonly Entry[]> {
  const { rows } = await pool.query<{
    number: string;
    recorded: string;
    commit_position: string;
    prepare_position: string;
    stream: string;
    revision: number;
    leaf_hash: Buffer;
    key_hash: string | null;
    key: string | null;
    request_hash: string | null;
    last_revision: number | null;
  }>({
    name: 'numbering.whole_entries',
    text: `select number, ${stampSql('recorded')} as recorded, commit_position, prepare_position,
        stream, revision, leaf_hash, key_hash, key, request_hash, last_revision
      from numbering.entry where number > $1 and number <= $2 order by number`,
    values: [after, after + count],
  });
  return rows.map((row) => ({
    number: Number(row.number),
    recorded: row.recorded,
    commit: BigInt(row.commit_position),
    prepare: BigInt(row.prepare_position),
    stream: row.stream,
    revision: row.revision,
    leafHash: row.leaf_hash,
    keyHash: row.key_hash?.replaceAll('-', '') ?? null,
    key: row.key,
    requestHash: row.request_hash,
    lastRevision: row.last_revision,
  }));
}
