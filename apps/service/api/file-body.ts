import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { ByteSource } from '#libs/interchange/byte-source.js';
import { UnreadableFile } from '#libs/interchange/unreadable-file.js';
import { refuse } from '#projections/reading/refused.js';
import { codeOf } from '../explained.js';
import { checkedQuery, dryRun } from './checked-query.js';

const bytesMax = 64 * 1024 * 1024;

/** JSON in a parameter of its own. */
export const jsonParameter = (name: string): z.ZodType<unknown, string> =>
  z.string().transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: `${name} is no JSON` });
      return z.NEVER;
    }
  });

/** Meaning → column. */
export const mappingParameter = jsonParameter('mapping').pipe(
  z.record(z.string(), z.string().nullable()),
);

/** What is said beside a file that is sent as the body of a request. */
export const fileParameters = {
  file: z.string().min(1).max(300).default('unnamed'),
  dryRun,
  reason: z.string().optional(),
};

const Asked = z.object({ ...fileParameters, mapping: mappingParameter.default({}) });

/** What is said beside a file of a known format. */
export const fileAsked = (query: unknown): z.infer<typeof Asked> => checkedQuery(Asked, query);

/** Keeps the body of a request as a file while `work` reads it, as often as it likes. */
export async function withFile<Result>(
  request: Readable,
  work: (open: () => ByteSource) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'purse-file-'));
  try {
    const path = join(folder, 'file');
    await pipeline(request, limited, createWriteStream(path));
    return await work(() => createReadStream(path));
  } catch (error) {
    if (request.destroyed && codeOf(error) === 'ECONNRESET')
      throw refuse('invalid-request', { detail: 'the file did not come to its end' });
    if (error instanceof UnreadableFile)
      throw refuse('unreadable-file', { detail: error.message, code: error.code });
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* limited(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw refuse('too-large', { limit: '64 MB' });
    yield chunk;
  }
}
