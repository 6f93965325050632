// Verifies one pack, or does the least that could be done with it, in a process of its own so that
// its memory can be measured.
import { hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { verifyFile } from '#apps/purse/verify-file.js';
import { PackLines } from '#libs/evidence/lines.js';
import type { VerifyReport } from './verify.js';

const [path = '', how = 'ours'] = process.argv.slice(2);
const started = performance.now();
const events = how === 'ours' ? await ours() : await least();
const report: VerifyReport = {
  events,
  seconds: (performance.now() - started) / 1000,
  mebibytes: process.resourceUsage().maxRSS / 1024,
};
console.log(JSON.stringify(report));

async function ours(): Promise<number> {
  return (await verifyFile(path, {}, () => undefined)).events;
}

/** One SHA-256 and one JSON.parse of each event. */
async function least(): Promise<number> {
  let count = 0;
  const lines = new PackLines((buffer, from, to) => {
    // A digit, then a number, a time and the bytes.
    if ((buffer[from] ?? 0) > 0x39) return;
    const bytes = buffer.indexOf(0x09, buffer.indexOf(0x09, from) + 1) + 1;
    if (bytes === 0 || bytes > to) return;
    hash('sha256', buffer.subarray(bytes, to));
    JSON.parse(buffer.toString('utf8', bytes, to));
    count += 1;
  });
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  for await (const chunk of file as AsyncIterable<Buffer>) lines.take(chunk);
  return count;
}
