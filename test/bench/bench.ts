import { reshape } from '#projections/runner/reshape.js';
import { shapeOfViews } from '#projections/runner/shape.js';
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
import { pages } from './pages.js';
import type { Place } from './place.js';
import { rebuilds } from './rebuild.js';
import type { Row, Size } from './row.js';
import { verifies } from './verify.js';

/** All rows, and what they were measured on. */
export interface Report {
  readonly machine: readonly string[];
  /** Of the history of all events; undefined where no part needs one. */
  readonly bytesPerEvent: number | undefined;
  readonly rows: readonly Row[];
}

interface History {
  readonly url: string;
  readonly bytes: number;
}
/** Databases with all events and with a tenth of them, filled once they are asked for. */
interface Histories {
  readonly whole: () => Promise<History>;
  readonly tenth: () => Promise<History>;
}

/** What can be measured, each of which may be measured alone. */
const parts = {
  appends,
  eventstore: (place, size) => eventStoreLogs(place, size),
  'hot-fund': hotFund,
  http,
  pages: (place, size) => pages(place, size),
  imports,
  packs: verifies,
  balances: async (_, size, { whole, tenth }) => {
    const { url: tenthUrl } = await tenth();
    return balances(size, (await whole()).url, tenthUrl);
  },
  journals: async (place, size, { whole }) => journals(place, size, (await whole()).url),
  rebuilds: async (place, size, { whole }) => rebuilds(place, size, (await whole()).url),
} as const satisfies Record<
  string,
  (place: Place, size: Size, histories: Histories) => Promise<Row[]>
>;

export type Part = keyof typeof parts;
export const partNames = Object.keys(parts) as readonly Part[];

/** Measures parts of it, ours and the peers on one PostgreSQL server. */
export async function bench(
  place: Place,
  size: Size,
  say: (progress: string) => void,
  which: readonly Part[] = partNames,
): Promise<Report> {
  const filled = new Map<number, Promise<History>>();
  const filledWith = (events: number): Promise<History> => {
    const there = filled.get(events) ?? withHistory(place, events, say);
    filled.set(events, there);
    return there;
  };
  const histories: Histories = {
    whole: () => filledWith(size.events),
    tenth: () => filledWith(size.events / 10),
  };
  const rows: Row[] = [];
  for (const name of which) {
    say(name);
    rows.push(...(await parts[name](place, size, histories)));
  }
  const log = await filled.get(size.events);
  return {
    machine: await describeMachine(await place.fresh(), place.folder),
    bytesPerEvent: log && log.bytes / size.events,
    rows,
  };
}

/** A database with a history of so many events and its views. */
export async function withHistory(
  place: Place,
  events: number,
  say: (progress: string) => void = () => undefined,
): Promise<History> {
  say(`a history of ${events} events`);
  const url = await place.fresh();
  await migrate(url);
  const bytes = await fillLog(url, history(events));
  say(`${events} events are in the log`);
  const store = await PostgresEventStore.open(url);
  const views = openViews(url);
  await reshape(store, views, shapeOfViews(), (done, of) => {
    if (done % 500_000 < 1_000) say(`${done} of ${of} are in the views`);
  });
  await views.end();
  await store.close();
  return { url, bytes };
}
