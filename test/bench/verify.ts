import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inTurn } from './measure.js';
import type { Place } from './place.js';
import { atMost, rounded, type Row, type Size } from './row.js';
import { writePack } from './verify-pack.js';

/** What the process of one verification says about it. */
export interface VerifyReport {
  readonly events: number;
  readonly seconds: number;
  readonly mebibytes: number;
}

const mebibytesMax = 512;
const child = fileURLToPath(new URL('verify-child.js', import.meta.url));

/** An evidence pack, every event of it its fund's, verified with all figures of its statement. */
export async function verifies({ folder }: Place, { runs, events }: Size): Promise<Row[]> {
  const own = mkdtempSync(join(folder, 'pack-'));
  try {
    const path = join(own, 'pack');
    await writePack(path, events);
    let mebibytes = 0;
    const { ours, least } = await inTurn(runs, {
      ours: async () => {
        const report = await inChild(path, 'ours', events);
        mebibytes = Math.max(mebibytes, report.mebibytes);
        return report.seconds;
      },
      least: async () => (await inChild(path, 'least', events)).seconds,
    });
    return [
      atMost(
        `evidence pack of ${events.toLocaleString('en-GB')} events verified, with its statement`,
        ours,
        least,
        'SHA-256 and JSON.parse of each',
        2.5,
        's',
      ),
      {
        work: 'evidence pack: peak memory of the process',
        ours: `${rounded(mebibytes)} MiB`,
        peer: '',
        ratio: '',
        target: `< ${mebibytesMax} MiB`,
        met: mebibytes < mebibytesMax,
      },
    ];
  } finally {
    rmSync(own, { recursive: true });
  }
}

async function inChild(path: string, how: string, events: number): Promise<VerifyReport> {
  const { stdout } = await promisify(execFile)(process.execPath, [child, path, how]);
  const report = JSON.parse(stdout) as VerifyReport;
  if (report.events !== events) throw new Error(`${report.events} of ${events} events came out`);
  return report;
}
