import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  postgreSQLRawBatchSQLProjection,
  rebuildPostgreSQLProjections,
} from '@event-driven-io/emmett-postgresql';
import { rawSql } from '@event-driven-io/dumbo';
import { Client } from 'pg';
import { to } from 'pg-copy-streams';
import { postings } from '#libs/ledger/postings.js';
import { asDomainEvent, eventTypes } from '#contracts/events/all.js';
import type { Envelope } from '#contracts/envelope.js';
import type { Rebuilt } from '#projections/runner/rebuild.js';
import { openEmmett } from './emmett.js';
import { fillEmmett } from './fill-log.js';
import { history } from './history.js';
import { inTurn, median, secondsOf } from './measure.js';
import type { Place } from './place.js';
import { atLeast, atMost, rounded, type Row, type Size } from './row.js';

/** What the process of one rebuild says about it. */
export interface ChildReport extends Rebuilt {
  readonly readSeconds: number;
  readonly indexSeconds: number;
  readonly wholeSeconds: number;
  readonly mebibytes: number;
}

const mebibytesMax = 512;
/** Pages of our size instead of Emmett's 100, and no pause of 50 ms after each. */
const tuned = { batchSize: 5_000, pullingFrequencyInMs: 0 };
const child = fileURLToPath(new URL('rebuild-child.js', import.meta.url));

/** The read models of a whole history made anew, beside live ones that hold the same. */
export async function rebuilds(place: Place, size: Size, log: string): Promise<Row[]> {
  const emmettUrl = await place.fresh();
  const emmett = await openEmmett(emmettUrl);
  await fillEmmett(emmettUrl, history(size.emmettEvents));
  const reports: ChildReport[] = [];
  try {
    const measured = await inTurn(size.runs, {
      ours: async () => {
        const report = await rebuildOurs(log, size.events);
        reports.push(report);
        return report.wholeSeconds;
      },
      copy: () => secondsOf(() => copyAndParse(log, size.events)),
      emmett: () => secondsOf(() => rebuildEmmett(emmettUrl, size.emmettEvents, {})),
      tuned: () => secondsOf(() => rebuildEmmett(emmettUrl, size.emmettEvents, tuned)),
    });
    const [, ...counted] = reports;
    const of = (part: (report: ChildReport) => number): number => median(counted.map(part));
    const read = of((report) => report.readSeconds);
    const events = size.events.toLocaleString('en-GB');
    const emmettEvents = size.emmettEvents.toLocaleString('en-GB');
    const mebibytes = Math.max(...reports.map((report) => report.mebibytes));
    return [
      atLeast(
        `rebuild from ${events} events, with indexes and comparison`,
        size.events / measured.ours,
        size.emmettEvents / measured.emmett,
        `Emmett as it comes, one projection of ${emmettEvents}`,
        30,
        'events/s',
      ),
      atLeast(
        'rebuild, beside Emmett at its quickest',
        size.events / measured.ours,
        size.emmettEvents / measured.tuned,
        `Emmett without pauses, one projection of ${emmettEvents}`,
        30,
        'events/s',
      ),
      atMost(
        'rebuild: postings and facts',
        read,
        measured.copy,
        'COPY out and JSON.parse of each',
        6,
        's',
      ),
      {
        work: 'rebuild: the rest',
        ours: `indexes ${rounded(of((report) => report.indexSeconds))} s, in all ${rounded(measured.ours)} s`,
        peer: `COPY out and JSON.parse of each: ${rounded(measured.copy)} s`,
        ratio: `${(measured.ours / measured.copy).toFixed(2)} ×`,
        target: '',
        met: undefined,
      },
      {
        work: 'rebuild: peak memory of the process',
        ours: `${rounded(mebibytes)} MiB`,
        peer: '',
        ratio: '',
        target: `< ${mebibytesMax} MiB`,
        met: mebibytes < mebibytesMax,
      },
    ];
  } finally {
    await emmett.close();
    await place.drop(emmettUrl);
  }
}

/** Throws unless every event counted once, and the rebuilt views are as the ones before. */
async function rebuildOurs(url: string, events: number): Promise<ChildReport> {
  const { stdout } = await promisify(execFile)(process.execPath, [child, url]);
  const report = JSON.parse(stdout) as ChildReport;
  if (report.number !== events || report.differences.length > 0)
    throw new Error(`the rebuild is wrong: ${stdout}`);
  return report;
}

/** The limit: the events out of PostgreSQL by COPY, each parsed, and nothing done with them. */
async function copyAndParse(url: string, events: number): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  let parsed = 0;
  let rest = '';
  const copy = client.query(to('copy (select bytes from log.event order by number) to stdout'));
  for await (const chunk of copy as AsyncIterable<Buffer>) {
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      JSON.parse(line.includes('\\') ? line.replaceAll('\\\\', '\\') : line);
      parsed += 1;
    }
  }
  await client.end();
  if (parsed !== events) throw new Error(`${parsed} of ${events} events came out`);
}

/**
 * One projection, the balance of each account of each fund, with one statement an event: Emmett hands
 * them on one at a time, and writes its checkpoint after each.
 */
async function rebuildEmmett(
  url: string,
  events: number,
  pulling: Partial<typeof tuned>,
): Promise<void> {
  let handled = 0;
  const projection = postgreSQLRawBatchSQLProjection({
    name: 'balances',
    canHandle: Object.keys(eventTypes),
    init: () => [
      rawSql(
        'create table if not exists balance (fund text, account text, pence numeric, primary key (fund, account))',
      ),
      rawSql('truncate balance'),
    ],
    evolve: (batch) => {
      handled += batch.length;
      const sums = new Map<string, bigint>();
      for (const { data } of batch)
        for (const { on, pence } of postings(asDomainEvent(data as unknown as Envelope))) {
          const key = `('${on.fund}','${on.account}'`;
          sums.set(key, (sums.get(key) ?? 0n) + pence);
        }
      if (sums.size === 0) return [];
      const rows = [...sums].map(([key, pence]) => `${key},${pence})`);
      return [
        rawSql(`insert into balance values ${rows.join()}
          on conflict (fund, account) do update set pence = balance.pence + excluded.pence`),
      ];
    },
  });
  await forgetCheckpoints(url);
  const consumer = rebuildPostgreSQLProjections({
    connectionString: url,
    projections: [projection],
    pulling,
  });
  await consumer.start();
  await consumer.close();
  if (handled !== events) throw new Error(`Emmett handled ${handled} of ${events} events`);
}

/** Else it would go on where it last stood, at the end. */
async function forgetCheckpoints(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('delete from emt_processors').finally(() => client.end());
}
