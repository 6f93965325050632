import { setTimeout as sleep } from 'node:timers/promises';
import { ExplainedError, messageOf } from '#apps/service/explained.js';
import { LogVerifier, type LogVerdict } from '#libs/evidence/log-verifier.js';
import type { KnownKeys } from '#libs/evidence/signatures.js';
import { readEntryBundle } from '#libs/transparency/entry-bundle.js';
import { hashLength, type Hash } from '#libs/transparency/hashes.js';
import { tilePath, tileWidth, tileWidthMax, type BundleKind } from '#libs/transparency/tiles.js';

export interface LogAsked {
  /** Where the service is, or its log: `https://host` or `https://host/log`. */
  readonly url: string;
  readonly keys: KnownKeys;
  readonly kept: string | undefined;
  /** Of whoever asks for the entries; without it only the tree over their hashes is verified. */
  readonly token: string | undefined;
}

/** Verifies a log as its service shows it. Throws NotProven, or an ExplainedError. */
export async function verifyLog(
  { url, keys, kept, token }: LogAsked,
  onEntries: (done: number, of: number) => void,
): Promise<LogVerdict> {
  const base = `${url.replace(/\/(?:log\/?)?$/, '')}/log`;
  const headers: Headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const note = Buffer.from((await got(`${base}/checkpoint`, headers)) ?? '').toString('utf8');
  const verifier = new LogVerifier(keys, note, kept);
  const { size } = verifier.checkpoint;
  for (let index = 0; index * tileWidthMax < size; index += 1) {
    const width = tileWidth(0, index, size);
    const tile = await needed(`${base}/${tilePath({ level: 0, index, width })}`, headers);
    const hashAt = (place: number): Hash =>
      tile.subarray(place * hashLength, (place + 1) * hashLength);
    if (token === undefined)
      for (let place = 0; place < width; place += 1) verifier.hash(hashAt(place));
    else {
      const { kind, bytes } = await bundle(base, index, width, headers);
      for (const [place, entry] of readEntryBundle(kind, bytes, width).entries())
        verifier.entry(entry, hashAt(place));
    }
    onEntries(verifier.size, size);
  }
  return verifier.verdict();
}

const tooMany = 429;

type Headers = Readonly<Record<string, string>>;

/** Entries in the standard's format, or, where one is too long for that, in ours. */
async function bundle(
  base: string,
  index: number,
  width: number,
  headers: Headers,
): Promise<{ readonly kind: BundleKind; readonly bytes: Buffer }> {
  const path = (level: BundleKind): string => `${base}/${tilePath({ level, index, width })}`;
  const short = await got(path('entries'), headers);
  return short === undefined
    ? { kind: 'long-entries', bytes: await needed(path('long-entries'), headers) }
    : { kind: 'entries', bytes: short };
}

async function needed(url: string, headers: Headers): Promise<Buffer> {
  const bytes = await got(url, headers);
  if (bytes === undefined) throw new ExplainedError(`${url} is not there.`);
  return bytes;
}

/** Undefined where there is nothing. */
async function got(url: string, headers: Headers): Promise<Buffer | undefined> {
  let response: Response;
  try {
    response = await fetch(url, { headers });
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    throw new ExplainedError(`${url} cannot be reached: ${messageOf(cause)}`, { cause: error });
  }
  if (response.status === tooMany) {
    // A long log takes more requests than one client may make in a minute.
    await sleep(Number(response.headers.get('Retry-After') ?? 1) * 1000);
    return got(url, headers);
  }
  if (response.status === 404) return undefined;
  const bytes = Buffer.from(await response.arrayBuffer());
  if (!response.ok)
    throw new ExplainedError(
      `${url} answers ${response.status}: ${bytes.toString('utf8', 0, 500)}`,
    );
  return bytes;
}
