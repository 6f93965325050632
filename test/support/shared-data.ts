import { createReadStream, existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

export const sharedFolder = process.env['SHARED_DATA'] ?? path.resolve('..', 'shared', 'data');

/** Path of a file or folder of the public data; throws a sentence when it is missing. */
export const sharedData = (file: string): string => {
  const found = path.join(sharedFolder, file);
  if (!existsSync(found)) {
    throw new Error(`${found} is missing; set SHARED_DATA to the folder of the public data`);
  }
  return found;
};

export const sharedStream = (file: string): AsyncIterable<Buffer> =>
  createReadStream(sharedData(file));

export const sharedBytes = (file: string): Buffer => readFileSync(sharedData(file));

/** The files of a folder of the public data, in order of name, as paths within the data. */
export const sharedFiles = (within: string): string[] =>
  readdirSync(sharedData(within))
    .sort()
    .map((name) => path.posix.join(within, name));

/**
 * Tests over the public data, which the repository does not contain. In CI it must be there and its absence
 * fails; elsewhere a single test says that they were left out.
 */
export const describeSharedData = (name: string, tests: () => void): void => {
  describe(name, () => {
    if (existsSync(sharedFolder) || process.env['CI'] === 'true') tests();
    else it('is left out, because the public data is not on this machine', () => undefined);
  });
};
