// Rebuilds the views of one database, in a process of its own so that its memory can be measured.
import { openViews } from '#apps/service/runtime.js';
import { PostgresEventStore } from '#libs/event-store/postgres/postgres-store.js';
import { rebuild } from '#projections/runner/rebuild.js';
import type { ChildReport } from './rebuild.js';

const [url = ''] = process.argv.slice(2);
const store = await PostgresEventStore.open(url);
const views = openViews(url);
const started = performance.now();
const seconds = (): number => (performance.now() - started) / 1000;
const reached = { reading: 0, indexing: 0, comparing: 0 };
const rebuilt = await rebuild(store, views, true, ({ stage }) => {
  reached[stage] = seconds();
});
const report: ChildReport = {
  ...rebuilt,
  readSeconds: reached.reading,
  indexSeconds: reached.comparing - reached.indexing,
  wholeSeconds: seconds(),
  mebibytes: process.resourceUsage().maxRSS / 1024,
};
await views.end();
await store.close();
console.log(JSON.stringify(report));
