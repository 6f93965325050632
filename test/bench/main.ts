// Started by `purse bench`, in a process of its own.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readSettings } from '#apps/service/settings.js';
import { bench, benchBalances } from './bench.js';
import { openPlace } from './place.js';
import { documentOf, tableOf, withRows } from './report.js';
import { full, quick } from './row.js';

const { values } = parseArgs({
  options: {
    ...{ quick: { type: 'boolean' }, json: { type: 'boolean' }, write: { type: 'string' } },
    events: { type: 'string' },
  },
});
const { data } = readSettings(process.env);
const events = values.events === undefined ? undefined : Number(values.events);
const size = { ...(values.quick ? quick : full), ...(events === undefined ? {} : { events }) };
mkdirSync(data, { recursive: true });
const place = await openPlace(data);
// The terminal and whoever started us may both say it.
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    // Whatever is being measured loses its connections, and is not asked how it went.
    process.on('uncaughtException', () => undefined);
    void place.close().finally(() => process.exit(130));
  });

const started = performance.now();
const measure = events === undefined ? bench : benchBalances;
const report = await measure(place, size, (progress) => {
  console.error(`${((performance.now() - started) / 1000).toFixed(0)} s: ${progress} …`);
}).finally(() => place.close());
console.log(
  values.json
    ? JSON.stringify(report, null, 2)
    : `${report.machine.join('\n')}\n\n${tableOf(report.rows)}`,
);
if (values.write !== undefined)
  writeFileSync(
    values.write,
    events === undefined
      ? documentOf(report, size)
      : withRows(readFileSync(values.write, 'utf8'), report.rows),
  );
