import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { ExplainedError, messageOf } from '#apps/service/explained.js';

/**
 * Writes a file, which has its name only once it is whole; compressed where that ends in `.gz`.
 * @param mode who may read it, where it is not for all
 */
export async function wholeFile(
  path: string,
  pieces: Iterable<string | Uint8Array> | AsyncIterable<string>,
  mode?: number,
): Promise<void> {
  const unfinished = `${path}.unfinished`;
  const text = Readable.from(pieces);
  const file = createWriteStream(unfinished, mode === undefined ? {} : { mode });
  try {
    await (path.endsWith('.gz') ? pipeline(text, createGzip(), file) : pipeline(text, file));
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    if (error instanceof Error && 'syscall' in error)
      throw new ExplainedError(`${path} cannot be written: ${messageOf(error)}`, { cause: error });
    throw error;
  }
}
