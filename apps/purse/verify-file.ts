import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
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
  try {
    for await (const chunk of await chunksOf(path)) {
      verifier.take(chunk);
      const { done, of } = verifier.progress;
      if (of > 0) onEntries(done, of);
    }
  } catch (error) {
    // What is compressed and was cut short or changed, or a file that cannot be read.
    if (error instanceof Error && 'errno' in error)
      throw new ExplainedError(`${path} cannot be read: ${messageOf(error)}`, { cause: error });
    throw error;
  }
  return verifier.verdict();
}

async function chunksOf(path: string): Promise<AsyncIterable<Buffer>> {
  if (!(await stat(path)).isFile()) throw new ExplainedError(`There is no file "${path}".`);
  const file = createReadStream(path, { highWaterMark: chunkBytes });
  if (!(await isCompressed(path))) return file as AsyncIterable<Buffer>;
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
