import { BACKWARDS, END, type EventStoreDBClient } from '@eventstore/db-client';
import type { Pool } from 'pg';
import { batchesOf } from './batches.js';
import { membersOf, serverVersion, type Member } from './client.js';
import { logStreams } from './names.js';
import { leaseKey } from './numbering.js';
import { compare } from './reading.js';

/** How far back EventStoreDB is searched for events without a number. */
const eventsSearched = 1_000;

/** How EventStoreDB and the numbering of a log in it are. */
export interface EventStoreHealth {
  readonly version: string;
  readonly members: readonly Member[];
  /** Events without a number among the last of EventStoreDB. */
  readonly unnumbered: number;
  readonly lastNumber: number;
  /** The session that numbers, by its name; undefined where none does. */
  readonly leaseHolder: string | undefined;
}

export async function eventStoreHealth(
  pool: Pool,
  client: EventStoreDBClient,
  log: string,
): Promise<EventStoreHealth> {
  const [version, members] = await Promise.all([serverVersion(client), membersOf(client)]);
  const { rows } = await pool.query<{
    number: string;
    commit_position: string;
    prepare_position: string;
  }>(
    'select number, commit_position, prepare_position from numbering.entry order by number desc limit 1',
  );
  const [last] = rows;
  const numbered = {
    commit: BigInt(last?.commit_position ?? -1),
    prepare: BigInt(last?.prepare_position ?? -1),
  };
  const { prefix } = logStreams(log);
  let unnumbered = 0;
  const read = client.readAll({
    direction: BACKWARDS,
    fromPosition: END,
    maxCount: eventsSearched,
  });
  const batches = batchesOf(read, () => 0, {
    eventsMax: eventsSearched,
    bytesMax: Infinity,
    silenceMilliseconds: 5_000,
  });
  for await (const batch of batches)
    for (const { event } of batch)
      if (event?.streamId.startsWith(prefix) === true && compare(event.position, numbered) > 0)
        unnumbered += 1;
  return {
    ...{ version, members, unnumbered },
    lastNumber: Number(last?.number ?? 0),
    leaseHolder: await leaseHolder(pool),
  };
}

/** The name of the session that holds the lease to number. */
export async function leaseHolder(pool: Pool): Promise<string | undefined> {
  const { rows } = await pool.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted and l.objsubid = 1 and l.classid = 0
        and l.objid = ${leaseKey}
        and l.database = (select oid from pg_database where datname = current_database())`,
  );
  return rows[0]?.name;
}
