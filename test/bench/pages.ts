import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Browsing } from '#test/support/browsing.js';
import { end, firstSaid } from './child.js';
import { median, percentile } from './measure.js';
import { pagesOfPlace, type PageOfPlace } from './pages-of-place.js';
import type { Place } from './place.js';
import type { Row, Size } from './row.js';

const server = fileURLToPath(new URL('pages-server.js', import.meta.url));
const medianMillisecondsMax = 200;
const kilobytesMax = 300;

/** How often at most each page is asked for before it counts: until the code is compiled that makes it. */
const warmUpMax = 3;

/** What one page took each time, and weighs: its pictures are within it. */
interface Measured {
  readonly page: PageOfPlace;
  readonly milliseconds: number[];
  /** When it was asked for the first time: its code is compiled then, and its pictures are drawn. */
  first: number | undefined;
  bytes: number;
  gzipped: number;
}

/**
 * Every page of the three-year example place, one at a time, by a browser that has signed in as whom the
 * page is for. The pages take turns, so that what else the machine does meets all alike. Pictures of the
 * same figures are drawn once (web/charts/drawn-once.ts), so that what a page took when it was asked for
 * first of all, with everything still to be drawn, stands beside its median.
 */
export async function pages(place: Place, size: Size, script: string = server): Promise<Row[]> {
  const of = Object.values(pagesOfPlace).flat();
  const url = await place.fresh();
  const service = fork(script, [url, place.folder]);
  try {
    const address = await firstSaid<string>(service);
    const browsers = new Map<string | null, Browsing>();
    for (const { person } of of) {
      if (browsers.has(person)) continue;
      const browser = new Browsing(address);
      if (person !== null) await browser.signIn(person);
      browsers.set(person, browser);
    }
    const all = of.map((page): Measured => ({
      page,
      milliseconds: [],
      first: undefined,
      bytes: 0,
      gzipped: 0,
    }));
    const warmUp = Math.min(warmUpMax, size.pageRequests - 1);
    for (let round = 1 - warmUp; round <= size.pageRequests; round += 1)
      for (const measured of all) {
        const { person, path } = measured.page;
        const started = performance.now();
        const answer = await browsers.get(person)?.get(path);
        const body = await answer?.arrayBuffer();
        const took = performance.now() - started;
        if (answer?.status !== 200 || !body)
          throw new Error(`${path} for ${person ?? 'anybody'} is answered ${answer?.status ?? 0}`);
        measured.first ??= took;
        if (round < 1) continue;
        measured.milliseconds.push(took);
        measured.bytes = body.byteLength;
        measured.gzipped = gzipSync(body).length;
      }
    return all.map(rowOf);
  } finally {
    await end(service);
    await place.drop(url);
  }
}

function rowOf({ page: { person, path }, milliseconds, first = 0, bytes, gzipped }: Measured): Row {
  const p50 = median(milliseconds);
  const kilobytes = (count: number): string => `${(count / 1000).toFixed(0)} kB`;
  return {
    work: `page ${path} for ${person ?? 'anybody'}`,
    ours: `p50 ${p50.toFixed(0)} ms, p99 ${percentile(milliseconds, 0.99).toFixed(0)} ms, first ${first.toFixed(0)} ms`,
    peer: '',
    ratio: `${kilobytes(bytes)}, ${kilobytes(gzipped)} as gzip`,
    target: `p50 < ${medianMillisecondsMax} ms, < ${kilobytesMax} kB`,
    met: p50 < medianMillisecondsMax && bytes < kilobytesMax * 1000,
  };
}
