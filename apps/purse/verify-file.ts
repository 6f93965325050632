import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { types } from 'node:util';
import { createGunzip } from 'node:zlib';
import { ExplainedError, messageOf } from '#apps/service/explained.js';
import type { Verdict } from '#libs/evidence/verdict.js';
import { PackVerifier, type VerifierOptions } from '#libs/evidence/verifier.js';

const chunkBytes = 1 << 20;

/** Verifies a pack or a backup in a file, compressed or not. Throws PackRefused, or an ExplainedError. */
export async function verifyFile(
  path: string,
  options: VerifierOptions,
  onEntries: (done: number, of: number) => void,
): Promise<Verdict> {
  const verifier = new PackVerifier(options);
  for await (const chunk of chunksOf(path)) {
    verifier.take(chunk);
    const { done, of } = verifier.progress;
    if (of > 0) onEntries(done, of);
  }
  return verifier.verdict();
}

/** What a file holds, uncompressed. Throws an ExplainedError where it cannot be read. */
export async function* chunksOf(path: string): AsyncGenerator<Buffer, void> {
  try {
    if (!(await stat(path)).isFile()) throw new ExplainedError(`There is no file "${path}".`);
    yield* await opened(path);
  } catch (error) {
    // Also what is compressed and was cut short or changed.
    if (types.isNativeError(error) && 'errno' in error)
      throw new ExplainedError(`${path} cannot be read: ${messageOf(error)}`, { cause: error });
    throw error;
  }
}

async function opened(path: string): Promise<AsyncIterable<Buffer>> {
  const compressed = await isCompressed(path);
  // Opened last: what fails of it while something else is awaited, nobody would hear.
  const file = createReadStream(path, { highWaterMark: chunkBytes });
  if (!compressed) return file as AsyncIterable<Buffer>;
  const unzip = createGunzip({ chunkSize: chunkBytes });
  file.on('error', (error) => unzip.destroy(error)).pipe(unzip);
  return unzip as AsyncIterable<Buffer>;
}

/** By its first two bytes, whatever it is called. */
async function isCompressed(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.readUInt16BE() === 0x1f8b;
  } finally {
    await file.close();
  }
}
