import { BACKWARDS, END, type EventStoreDBClient } from '@eventstore/db-client';
import type { ClientBase, Pool } from 'pg';
import { withConnection } from '../sql/with-connection.js';
import { batchesOf, type Taking } from './batches.js';
import { clientOf, membersOf, serverVersion, type Member } from './client.js';
import { LogElsewhere, numberedLog, requireOneLog } from './identity.js';
import { Looking } from './looking.js';
import { logStreams } from './names.js';
import { leaseKey } from './numbering.js';
import { compare } from './position.js';
import { troubleOf } from './trouble.js';

/** How far back EventStoreDB is searched for events without a number. */
const eventsSearched = 1_000;

const taking: Taking = {
  eventsMax: eventsSearched,
  bytesMax: 1024 * 1024,
  silenceMilliseconds: 5_000,
};
const patienceMilliseconds = 2_000;

/** How EventStoreDB is, and the numbering of a log in it. */
export interface EventStoreHealth {
  readonly version: string;
  readonly members: readonly Member[];
  /** Undefined where the log has not begun. */
  readonly numbering: NumberingHealth | undefined;
}

interface NumberingHealth {
  readonly lastNumber: number;
  /** Events without a number among the last of EventStoreDB. */
  readonly unnumbered: number;
  /** The session that numbers, by its name; undefined where none does. */
  readonly leaseHolder: string | undefined;
}

/**
 * Looks and changes nothing. Throws LogElsewhere or EventStoreUnusable, as opening the log would.
 */
export function eventStoreHealth(
  databaseUrl: string,
  eventStoreUrl: string,
  log: string,
): Promise<EventStoreHealth> {
  return withConnection({ connectionString: databaseUrl }, (database) =>
    healthOver(database, eventStoreUrl, log),
  );
}

async function healthOver(
  database: ClientBase,
  eventStoreUrl: string,
  log: string,
): Promise<EventStoreHealth> {
  const client = clientOf(eventStoreUrl);
  const streams = logStreams(log);
  try {
    const looking = new Looking(client, streams, taking, patienceMilliseconds);
    await requireOneLog(database, looking, streams, log);
    const [version, members] = await Promise.all([serverVersion(client), membersOf(client)]);
    const begun = (await numberedLog(database)) !== undefined;
    const numbering = begun ? await numberingHealth(database, client, streams.prefix) : undefined;
    return { version, members, numbering };
  } catch (error) {
    if (error instanceof LogElsewhere) throw error;
    throw await troubleOf(error, eventStoreUrl);
  } finally {
    await client.dispose();
  }
}

async function numberingHealth(
  database: ClientBase,
  client: EventStoreDBClient,
  prefix: string,
): Promise<NumberingHealth> {
  const { rows } = await database.query<{
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
  let unnumbered = 0;
  const read = client.readAll({
    direction: BACKWARDS,
    fromPosition: END,
    maxCount: eventsSearched,
  });
  for await (const batch of batchesOf(read, () => 0, taking))
    for (const { event } of batch)
      if (event?.streamId.startsWith(prefix) === true && compare(event.position, numbered) > 0)
        unnumbered += 1;
  return {
    lastNumber: Number(last?.number ?? 0),
    unnumbered,
    leaseHolder: await leaseHolder(database),
  };
}

/** The name of the session that holds the lease to number. */
export async function leaseHolder(database: Pool | ClientBase): Promise<string | undefined> {
  const { rows } = await database.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted and l.objsubid = 1 and l.classid = 0
        and l.objid = ${leaseKey}
        and l.database = (select oid from pg_database where datname = current_database())`,
  );
  return rows[0]?.name;
}
