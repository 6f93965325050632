// Started by `purse bench`, in a process of its own.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readSettings } from '#apps/service/settings.js';
import { bench, partNames, type Part } from './bench.js';
import { openPlace } from './place.js';
import { documentOf, tableOf, withRows } from './report.js';
import { full, quick } from './row.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    ...{ quick: { type: 'boolean' }, json: { type: 'boolean' }, write: { type: 'string' } },
    events: { type: 'string' },
  },
});
const isPart = (name: string): name is Part => (partNames as readonly string[]).includes(name);
const asked = values.events === undefined ? positionals : ['balances'];
const strange = asked.find((name) => !isPart(name));
if (strange !== undefined) {
  console.error(`There is no part "${strange}" to measure: name some of ${partNames.join(', ')}.`);
  process.exit(2);
}
const parts = asked.filter(isPart);
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
const say = (progress: string): void => {
  console.error(`${((performance.now() - started) / 1000).toFixed(0)} s: ${progress} …`);
};
const whole = parts.length === 0;
const report = await bench(place, size, say, whole ? partNames : parts).finally(() =>
  place.close(),
);
console.log(
  values.json
    ? JSON.stringify(report, null, 2)
    : `${report.machine.join('\n')}\n\n${tableOf(report.rows)}`,
);
if (values.write !== undefined)
  writeFileSync(
    values.write,
    whole ? documentOf(report, size) : withRows(readFileSync(values.write, 'utf8'), report.rows),
  );
