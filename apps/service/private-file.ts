import { statSync } from 'node:fs';
import { ExplainedError } from './explained.js';

const others = 0o077;

/**
 * Throws an ExplainedError where other users of this machine may read or change a file that holds a
 * key; the system's own error where there is no such file.
 * @param what names the file in a sentence
 * @param mend says what helps
 */
export function requirePrivate(file: string, what: string, mend: string): void {
  const { mode } = statSync(file);
  if (process.platform === 'win32' || (mode & others) === 0) return;
  throw new ExplainedError(
    `${what} ${file} may be read by other users (mode ${(mode & 0o777).toString(8)}): ${mend}.`,
  );
}
