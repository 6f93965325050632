import { Client } from 'pg';
import { funds, randomFrom, schemes, sources, years } from './history.js';
import { percentile } from './measure.js';
import { withReading } from './open-reading.js';
import { rounded, type Row, type Size } from './row.js';

const millisecondsMax = 10;
/** Measured medians of two small times differ by as much without cause. */
const flatMax = 1.5;
const accounts = ['budget:committed:confirmed', 'budget:matched:confirmed', 'cash:expenditure'];

/** One balance as known at a random number and month, asked one after another, in process. */
export async function balances(size: Size, log: string, tenth: string): Promise<Row[]> {
  const fromDisk = await answerTimes(log, Math.ceil(size.questions / 10));
  for (const url of [tenth, log]) await intoMemory(url);
  const small = await answerTimes(tenth, size.questions);
  const large = await answerTimes(log, size.questions);
  const [p50, p99] = [percentile(large, 0.5), percentile(large, 0.99)];
  const before = percentile(small, 0.5);
  const events = size.events.toLocaleString('en-GB');
  return [
    {
      work: `balance as known then, of ${events} events`,
      ours: `p50 ${rounded(p50)} ms, p99 ${rounded(p99)} ms`,
      peer: '',
      ratio: '',
      target: `p99 < ${millisecondsMax} ms`,
      met: p99 < millisecondsMax,
    },
    {
      work: `balance as history grows ten-fold, to ${events}`,
      ours: `p50 ${rounded(p50)} ms`,
      peer: `a tenth of the events: p50 ${rounded(before)} ms, p99 ${rounded(percentile(small, 0.99))} ms`,
      ratio: `${(p50 / before).toFixed(2)} ×`,
      target: `flat: ≤ ${flatMax} ×`,
      met: p50 / before <= flatMax,
    },
    {
      work: `balance of ${events}, its rows where filling left them`,
      ours: `p50 ${rounded(percentile(fromDisk, 0.5))} ms, p99 ${rounded(percentile(fromDisk, 0.99))} ms`,
      ...{ peer: '', ratio: '', target: '', met: undefined },
    },
  ];
}

/** Reads the postings and their index once, as a server that has run for a while has. */
async function intoMemory(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ colour: string }>(
    `select colour from views.version where state = 'live'`,
  );
  await client.query(`set search_path = ${rows[0]?.colour ?? ''}`);
  await client.query('select sum(pence) from posting');
  await client.query('set enable_seqscan = off');
  await client.query('select sum(running) from posting');
  await client.end();
}

/** Milliseconds of each answer, after as many to warm up as there are funds times ten. */
function answerTimes(url: string, questions: number): Promise<number[]> {
  return withReading(url, async (reading, store) => {
    const head = (await store.head()).number;
    const random = randomFrom(questions);
    const one = <Of>(of: readonly Of[]): Of => of[Math.floor(random() * of.length)] as Of;
    const warmUp = funds.length * 10;
    const times: number[] = [];
    for (let asked = 0; asked < warmUp + questions; asked += 1) {
      const month = Math.floor(random() * years.length * 12);
      const lastOfMonth = new Date(Date.UTC(2026, 3 + month + 1, 0)).toISOString().slice(0, 10);
      const started = performance.now();
      await reading.balance(
        one(funds),
        { scheme: one(schemes), source: one(sources), year: one(years), account: one(accounts) },
        { asKnownAt: String(1 + Math.floor(random() * head)), effectiveOn: lastOfMonth },
      );
      if (asked >= warmUp) times.push(performance.now() - started);
    }
    return times;
  });
}
