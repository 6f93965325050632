import { createReadStream, existsSync } from 'node:fs';
import { Client } from 'pg';
import { pino } from 'pino';
import { importFile } from '#apps/service/imports/import-file.js';
import { inFund } from '#apps/service/ledger/awards.js';
import { openRuntime } from '#apps/service/runtime.js';
import { sharedData, sharedFiles, sharedFolder } from '../support/shared-data.js';
import { inTurn, secondsOf } from './measure.js';
import type { Place } from './place.js';
import { rounded, type Row, type Size } from './row.js';

const folder = 'payments-leeds-pooled';
const secondsMax = 60;
/** Beside the rows: the import's start and its end. */
const commitsPerFile = 2;
const rowsPerCommit = 1_000;
const provenance = {
  actor: 'A. Finance Officer',
  organisation: 'leeds-city-council',
  authority: 'scheme of delegation',
  reason: 'published payments',
};

interface Imported {
  readonly rows: number;
  readonly commits: number;
  /** One for each thousand rows that a file begins, and its start and end. */
  readonly commitsMax: number;
}

/** The published payments of a real pooled fund, file by file, into a new ledger. */
export async function imports(place: Place, size: Size): Promise<Row[]> {
  if (!existsSync(sharedFolder)) return [];
  const files = sharedFiles(folder).slice(-size.importedFiles);
  let imported: Imported = { rows: 0, commits: 0, commitsMax: 0 };
  const { seconds } = await inTurn(size.runs, {
    seconds: () => inNewLedger(place, files, (latest) => (imported = latest)),
  });
  const { rows, commits, commitsMax } = imported;
  return [
    {
      work: `import of ${rows.toLocaleString('en-GB')} published payments in ${files.length} files`,
      ours: `${rounded(seconds)} s`,
      peer: '',
      ratio: `${rounded(rows / seconds)} rows/s`,
      target: `< ${secondsMax} s`,
      met: seconds < secondsMax,
    },
    {
      work: 'import: commits to the log',
      ours: `${commits}`,
      peer: '',
      ratio: `${rounded((commits * 1000) / rows)} per 1,000 rows`,
      target: `≤ ${commitsMax}: 1 per 1,000 rows of a file, its start and end`,
      met: commits <= commitsMax,
    },
  ];
}

async function inNewLedger(
  place: Place,
  files: readonly string[],
  tell: (imported: Imported) => void,
): Promise<number> {
  const url = await place.fresh();
  const runtime = await openRuntime(url, pino({ level: 'warn' }));
  try {
    const established = await inFund(
      runtime.ledger,
      { provenance, key: 'bench/establish', asked: null, dryRun: false },
      'leeds',
      {
        ...{ command: 'establish-fund', effective: '2011-04-01', name: 'Leeds', kind: 'pooled' },
        ...{ host: 'leeds-city-council', area: 'unknown' },
      },
    );
    if ('refused' in established) throw new Error(established.refused.problem);
    const before = await commitsOf(url);
    let rows = 0;
    let commitsMax = 0;
    const seconds = await secondsOf(async () => {
      for (const file of files) {
        const report = await importFile(runtime.ledger, {
          payments: runtime.trail,
          ...{ fund: 'leeds', format: 'spending', file, provenance, dryRun: false },
          open: () => createReadStream(sharedData(file)),
        });
        if ('refused' in report) throw new Error(report.refused.problem);
        if (report.quarantined > 0)
          throw new Error(`${file}: ${report.quarantinedRows[0]?.reason ?? ''}`);
        rows += report.recorded;
        commitsMax += Math.ceil(report.rowsIn / rowsPerCommit) + commitsPerFile;
      }
    });
    tell({ rows, commits: (await commitsOf(url)) - before, commitsMax });
    return seconds;
  } finally {
    await runtime.stop();
    await place.drop(url);
  }
}

/** How many transactions have written to the log. */
async function commitsOf(url: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client
    .query<{ commits: number }>('select count(distinct xmin::text)::int as commits from log.event')
    .finally(() => client.end());
  return rows[0]?.commits ?? 0;
}
