import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';

const folder = process.env['SHARED_DATA'] ?? path.resolve('..', 'shared', 'data');

/** Whether the public data is on this machine. In CI it must be, so there the answer is always yes. */
export const hasSharedData = process.env['CI'] === 'true' || existsSync(folder);

/** A file of the public data; fails with a sentence when it is missing. */
export const sharedData = (file: string): string => {
  const found = path.join(folder, file);
  if (!existsSync(found)) {
    throw new Error(
      `${found} is missing; set SHARED_DATA to the folder that holds the public data`,
    );
  }
  return found;
};

export const sharedStream = (file: string): AsyncIterable<Buffer> =>
  createReadStream(sharedData(file));
