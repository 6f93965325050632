import type { Client } from 'pg';
import { recordedAfter } from '../instant.js';
import { stampSql } from '../sql/numbers.js';
import { LogDamaged, type Incoming } from './events.js';
import type { Last } from './following.js';
import type { Looking } from './looking.js';

/** Numbers events after the last one. Throws where somebody else has numbered since. */
export async function assign(
  session: Client,
  last: Last,
  events: readonly Incoming[],
): Promise<Last> {
  const { number } = last;
  let { recorded } = last;
  const recordeds = events.map(({ stamp }) => (recorded = recordedAfter(recorded, stamp)));
  const first = <Value>(value: (event: Incoming) => Value): (Value | null)[] =>
    events.map((event) => (event.revision === event.span.first ? value(event) : null));
  const preceding = precedingOf(events);
  const { rows } = await session.query<{ assigned: boolean }>({
    name: 'numbering.assign',
    text: `select numbering.assign($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) as assigned`,
    values: [
      number,
      recordeds,
      events.map(({ commit }) => commit.toString()),
      events.map(({ prepare }) => prepare.toString()),
      events.map(({ revision }) => revision),
      events.map(({ stream }) => stream),
      events.map(({ leafHash }) => leafHash),
      first(({ span }) => span.last),
      first(({ keyHash }) => keyHash),
      first(({ key }) => key),
      first(({ requestHash }) => requestHash),
      preceding.map(({ stream }) => stream),
      preceding.map(({ revision }) => revision),
    ],
  });
  if (rows[0]?.assigned !== true) throw new Error('Others have numbered since.');
  return { number: number + events.length, recorded, position: events.at(-1) };
}

/** The last event that was numbered must be there: else this is not the log that was numbered. */
export async function requireLast(session: Client, looking: Looking): Promise<void> {
  const { rows } = await session.query<{
    number: string;
    stream: string;
    revision: number;
    leaf_hash: Buffer;
  }>(
    'select number, stream, revision, leaf_hash from numbering.entry order by number desc limit 1',
  );
  const [last] = rows;
  if (last === undefined) return;
  const { stream, revision, leaf_hash } = last;
  const found = await looking.leafAt(stream, revision);
  if (found?.equals(leaf_hash) === true) return;
  throw new LogDamaged(
    `EventStoreDB does not hold event ${last.number}, the last one that was numbered (${stream}, revision ${revision}): it may have been restored from an older backup, or is another.`,
  );
}

/** What must be numbered before these events: the event before the first one of each stream. */
function precedingOf(
  events: readonly Incoming[],
): readonly { readonly stream: string; readonly revision: number }[] {
  const ends = new Map<string, number>();
  const preceding: { stream: string; revision: number }[] = [];
  for (const { stream, revision } of events) {
    const end = ends.get(stream);
    if (end !== undefined && end !== revision - 1) {
      throw new Error(`EventStoreDB sent revision ${revision} of ${stream} after ${end}.`);
    }
    if (end === undefined && revision > 0) preceding.push({ stream, revision: revision - 1 });
    ends.set(stream, revision);
  }
  return preceding;
}

/** The last event that has a number. */
export async function lastOf(session: Client): Promise<Last> {
  const { rows } = await session.query<{
    number: string;
    recorded: string;
    commit_position: string;
    prepare_position: string;
  }>(
    `select number, ${stampSql('recorded')} as recorded, commit_position, prepare_position
      from numbering.entry order by number desc limit 1`,
  );
  const [last] = rows;
  if (last === undefined) return { number: 0, recorded: undefined, position: undefined };
  return {
    number: Number(last.number),
    recorded: last.recorded,
    position: { commit: BigInt(last.commit_position), prepare: BigInt(last.prepare_position) },
  };
}
