import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { migrate } from '#apps/service/runtime.js';
import { inPostgres, openStore } from '#apps/service/store.js';
import type { EventStore } from '#libs/event-store/port.js';
import { realServer } from '../support/eventstore.js';
import { portAppender } from './append.js';
import { inTurn, rateOf, secondsOf } from './measure.js';
import type { Place } from './place.js';
import { rounded, type Row, type Size } from './row.js';

interface Measured {
  readonly url: string;
  readonly name: string;
  stop(): void;
}

const callersOfRows = [1, 8, 64, 256];
const eventsReadMax = 50_000;

/** Appending and reading with the log in EventStoreDB, beside the same with the log in PostgreSQL. */
export async function eventStoreLogs(
  place: Place,
  size: Size,
  start: () => Promise<Measured> = serverToMeasure,
): Promise<Row[]> {
  const server = await start();
  const urls = { eventStore: await place.fresh(), postgres: await place.fresh() };
  for (const url of Object.values(urls)) await migrate(url);
  const eventStoreLog = `bench-${randomBytes(6).toString('hex')}`;
  const ours = await openStore(urls.eventStore, { eventStoreUrl: server.url, eventStoreLog });
  const beside = await openStore(urls.postgres, inPostgres);
  const rows: Row[] = [];
  try {
    for (const callers of callersOfRows) {
      const [one, other] = [portAppender(ours, callers), portAppender(beside, callers)];
      const measured = await inTurn(size.runs, {
        ours: () => rateOf(callers, size.seconds, one),
        beside: () => rateOf(callers, size.seconds, other),
      });
      const work = `append to ${server.name}, ${callers} caller${callers === 1 ? '' : 's'}`;
      rows.push(rowOf(work, measured.ours, measured.beside, '/s'));
    }
    const [ourHead, besideHead] = [await ours.head(), await beside.head()];
    const events = Math.min(eventsReadMax, ourHead.number, besideHead.number);
    const measured = await inTurn(size.runs, {
      ours: () => readRate(ours, events),
      beside: () => readRate(beside, events),
    });
    const work = `read ${events.toLocaleString('en-GB')} events of ${server.name}`;
    rows.push(rowOf(work, measured.ours, measured.beside, 'events/s'));
  } finally {
    await Promise.all([ours.close(), beside.close()]);
    server.stop();
    for (const url of Object.values(urls)) await place.drop(url);
  }
  return rows;
}

function rowOf(work: string, ours: number, beside: number, unit: string): Row {
  return {
    work,
    ours: `${rounded(ours)} ${unit}`,
    peer: `the log in PostgreSQL: ${rounded(beside)} ${unit}`,
    ratio: `${(ours / beside).toFixed(2)} ×`,
    target: '',
    met: undefined,
  };
}

async function readRate(store: EventStore, events: number): Promise<number> {
  let read = 0;
  const seconds = await secondsOf(async () => {
    for await (const batch of store.read(0, events)) read += batch.length;
  });
  if (read !== events) throw new Error(`${read} of ${events} events were read.`);
  return events / seconds;
}

/** The server that EVENTSTORE_URL names, or the stand-in. */
async function serverToMeasure(): Promise<Measured> {
  const real = realServer();
  if (real !== undefined) return { url: real, name: 'EventStoreDB', stop: () => undefined };
  const child = fork(fileURLToPath(new URL('eventstore-server.js', import.meta.url)));
  const [url] = (await once(child, 'message')) as [string];
  return { url, name: "EventStoreDB's stand-in", stop: () => child.disconnect() };
}
