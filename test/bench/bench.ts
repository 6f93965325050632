import { Pool } from 'pg';
import { inTransaction } from '#projections/runner/runner.js';
import { createIndexes, createTables } from '#projections/runner/tables.js';
import { rebuild } from '#projections/runner/rebuild.js';
import { PostgresEventStore } from '#libs/event-store/postgres/postgres-store.js';
import { migrate, openViews } from '#apps/service/runtime.js';
import { appends } from './append.js';
import { balances } from './balance.js';
import { eventStoreLogs } from './eventstore.js';
import { fillLog } from './fill-log.js';
import { history } from './history.js';
import { hotFund } from './hot-fund.js';
import { http } from './http.js';
import { imports } from './imports.js';
import { journals } from './journals.js';
import { describeMachine } from './machine.js';
import type { Place } from './place.js';
import { rebuilds } from './rebuild.js';
import type { Row, Size } from './row.js';
import { verifies } from './verify.js';

/** All rows, and what they were measured on. */
export interface Report {
  readonly machine: readonly string[];
  readonly bytesPerEvent: number;
  readonly rows: readonly Row[];
}

/** Measures everything, ours and the peers on one PostgreSQL server. */
export async function bench(
  place: Place,
  size: Size,
  say: (progress: string) => void,
): Promise<Report> {
  const rows: Row[] = [];
  const part = async (name: string, measure: () => Promise<Row[]>): Promise<void> => {
    say(name);
    rows.push(...(await measure()));
  };
  await part('appends', () => appends(place, size));
  await part('the log in EventStoreDB', () => eventStoreLogs(place, size));
  await part('one hot fund', () => hotFund(place, size));
  await part('HTTP', () => http(place, size));
  await part('imports', () => imports(place, size));
  await part('an evidence pack', () => verifies(place, size));
  say(`two histories, of ${size.events} events and a tenth of that`);
  const tenth = await withHistory(place, size.events / 10);
  const log = await withHistory(place, size.events);
  await part('balances', () => balances(size, log.url, tenth.url));
  await part('journals', () => journals(place, size, log.url));
  await part('rebuilds', () => rebuilds(place, size, log.url));
  return {
    machine: await describeMachine(log.url, place.folder),
    bytesPerEvent: log.bytes / size.events,
    rows,
  };
}

/**
 * The balance alone, of a history of another size and of a tenth of it. Most of it is filling: at ten
 * million events half an hour and 40 GB of disk.
 */
export async function benchBalances(
  place: Place,
  size: Size,
  say: (progress: string) => void,
): Promise<Report> {
  say(`a history of ${size.events / 10} events`);
  const tenth = await withHistory(place, size.events / 10, say);
  say(`a history of ${size.events} events`);
  const log = await withHistory(place, size.events, say);
  say('balances');
  return {
    machine: await describeMachine(log.url, place.folder),
    bytesPerEvent: log.bytes / size.events,
    rows: await balances(size, log.url, tenth.url),
  };
}

/** A database with a history of so many events and its views. */
export async function withHistory(
  place: Place,
  events: number,
  say: (progress: string) => void = () => undefined,
): Promise<{ url: string; bytes: number }> {
  const url = await place.fresh();
  await migrate(url);
  const bytes = await fillLog(url, history(events));
  say(`${events} events are in the log`);
  const store = await PostgresEventStore.open(url);
  const views = openViews(url);
  await pretendToHaveRead(url, events);
  await rebuild(store, views, true, ({ stage, done, of }) => {
    if (stage !== 'reading' || done % 500_000 < 1_000) say(`${stage} ${done} of ${of}`);
  });
  await views.end();
  await store.close();
  return { url, bytes };
}

/** Empty live views that stand at the end of the log, so that the first rebuild replaces them. */
async function pretendToHaveRead(url: string, events: number): Promise<void> {
  const owner = new Pool({ connectionString: url, max: 1, options: '-c role=purse_writer' });
  await inTransaction(owner, async (client) => {
    await createTables(client, 'views_blue');
    await createIndexes(client, 'views_blue');
    await client.query(`update views.version set number = $1 where state = 'live'`, [events]);
  });
  await owner.end();
}
