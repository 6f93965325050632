import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { migrate } from '#apps/service/runtime.js';
import type { Envelope } from '#contracts/envelope.js';
import { canonicalBytes } from '#libs/event-store/canonical.js';
import type { Decider, EventDraft } from '#libs/event-store/decision.js';
import { Lanes } from '#libs/event-store/lanes.js';
import type { EventStore } from '#libs/event-store/port.js';
import { PostgresEventStore } from '#libs/event-store/postgres/postgres-store.js';
import { openEmmett } from './emmett.js';
import { inTurn, rateOf } from './measure.js';
import type { Place } from './place.js';
import { atLeast, type Row, type Size } from './row.js';

/** At least so many times what Emmett does with as many callers; of the bare insert from 64 on. */
const targets = [
  { callers: 1, emmett: 1 },
  { callers: 8, emmett: 1.2 },
  { callers: 64, emmett: 4, bare: 0.6 },
  { callers: 256, emmett: 6, bare: 0.6 },
];
const requestHash = 'a'.repeat(64);
/** Few enough that every lane stays in memory. */
const streamsMax = 512;

/** Appends of one event of about 600 bytes, each to one of many streams, each durable when answered. */
export async function appends(place: Place, size: Size): Promise<Row[]> {
  const urls = {
    ours: await place.fresh(),
    emmett: await place.fresh(),
    bare: await place.fresh(),
  };
  await migrate(urls.ours);
  const store = await PostgresEventStore.open(urls.ours);
  const emmett = await openEmmett(urls.emmett);
  const bare = await openBare(urls.bare);
  const rows: Row[] = [];
  try {
    for (const target of targets) {
      const { callers } = target;
      const by = {
        port: portAppender(store, callers),
        lanes: laneAppender(new Lanes(store), callers),
        emmett: emmettAppender(emmett.store, callers),
      };
      const measured = await inTurn(size.runs, {
        ours: () => rateOf(callers, size.seconds, by.port),
        emmett: () => rateOf(callers, size.seconds, by.emmett),
        lanes: () => rateOf(callers, size.seconds, by.lanes),
        bare: async () =>
          'bare' in target ? callers * (await rateOf(1, size.seconds, bare.insert(callers))) : NaN,
      });
      const work = `append, ${callers} caller${callers === 1 ? '' : 's'}`;
      rows.push(
        atLeast(work, measured.ours, measured.emmett, 'Emmett', target.emmett, '/s'),
        atLeast(
          `${work}, decided in a lane`,
          measured.lanes,
          measured.emmett,
          'Emmett',
          target.emmett,
          '/s',
        ),
      );
      if (target.bare !== undefined)
        rows.push(
          atLeast(
            work,
            measured.ours,
            measured.bare,
            `bare insert of ${callers}`,
            target.bare,
            '/s',
          ),
        );
    }
  } finally {
    await bare.close();
    await emmett.close();
    await store.close();
    for (const url of Object.values(urls)) await place.drop(url);
  }
  return rows;
}

/** Streams of each caller's own, taken one after another. */
function streams(
  callers: number,
): (caller: number) => { readonly stream: string; readonly revision: number } {
  const run = randomUUID();
  const each = streamsMax / callers;
  const appended = new Map<number, number>();
  return (caller) => {
    const before = appended.get(caller) ?? 0;
    appended.set(caller, before + 1);
    return {
      stream: `fund-${run}-${caller}-${before % each}`,
      revision: Math.floor(before / each),
    };
  };
}

export function portAppender(
  store: EventStore,
  callers: number,
): (caller: number) => Promise<void> {
  const next = streams(callers);
  return async (caller) => {
    const { stream, revision } = next(caller);
    const event = envelope(stream, revision);
    const result = await store.append({
      ...{ stream, requestHash, key: event.key, events: [event] },
      expectedRevision: revision - 1,
    });
    if (result.outcome !== 'appended') throw new Error(`${stream}: ${result.outcome}`);
  };
}

const counting: Decider<{ events: number }> = {
  initial: () => ({ events: 0 }),
  evolve: (state) => ({ events: state.events + 1 }),
};

function laneAppender(lanes: Lanes, callers: number): (caller: number) => Promise<void> {
  const next = streams(callers);
  return async (caller) => {
    const { stream, revision } = next(caller);
    const { key } = envelope(stream, revision);
    const result = await lanes.execute({
      ...{ stream, key, requestHash, decider: counting },
      decide: (state) => ({ events: [draft(stream, state.events)] }),
    });
    if (result.outcome !== 'done') throw new Error(`${stream}: ${result.outcome}`);
  };
}

/** The same bytes, as the data of Emmett's event. */
function emmettAppender(
  store: Awaited<ReturnType<typeof openEmmett>>['store'],
  callers: number,
): (caller: number) => Promise<void> {
  const next = streams(callers);
  return async (caller) => {
    const { stream, revision } = next(caller);
    const { type, ...data } = envelope(stream, revision);
    await store.appendToStream(stream, [{ type, data }], {
      expectedStreamVersion: revision === 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(revision),
    });
  };
}

/** PostgreSQL doing the least work possible: a number and the bytes, many rows a statement. */
async function openBare(url: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(
    `create table bare (number bigint generated always as identity primary key, bytes text not null)`,
  );
  return {
    insert: (batch: number) => async () => {
      const lines = Array.from({ length: batch }, (_, place) =>
        canonicalBytes(envelope(`fund-bare-${place}`, place)),
      );
      await client.query({
        name: 'bare',
        text: `insert into bare (bytes) select string_to_table($1, e'\\n')`,
        values: [lines.join('\n')],
      });
    },
    close: () => client.end(),
  };
}

function draft(stream: string, revision: number): EventDraft {
  const {
    stream: _,
    revision: __,
    key: ___,
    requestHash: ____,
    ...rest
  } = envelope(stream, revision);
  return rest;
}

function envelope(stream: string, revision: number): Envelope {
  return {
    ...{ type: 'ExpenditurePaid', version: 1, stream, revision, requestHash },
    id: randomUUID(),
    stamp: '2026-04-01T09:00:00.000000Z',
    effective: '2026-04-01',
    actor: 'A. Finance Officer',
    organisation: 'northmoor-council',
    authority: 'scheme of delegation',
    reason: 'monthly run',
    key: `bench/${stream}/${revision}`,
    data: { expenditure: 'exp-17', amount: '1200.00', remittance: 'BACS-17', note: 'x'.repeat(60) },
  };
}
