import { formatVerifierKey } from '#libs/transparency/keys.js';
import type { KeyTerm } from '#libs/transparency/signed-checkpoint.js';
import { parseNote } from '#libs/transparency/note.js';
import { ExplainedError } from '../explained.js';
import type { Settings } from '../settings.js';
import { makeKeyFile, readKeys, type KeptKey } from './key-file.js';

/** How this log is signed. */
export interface LogSigning {
  /** Where the private key is; made where the log has none yet. */
  readonly keyFile: string;
  /** The name that the operator gives the log; undefined leaves it one of its own. */
  readonly origin: string | undefined;
}

type SigningSettings = Pick<Settings, 'logKey' | 'logOrigin'>;

/** As the settings say. */
export const signingOf = ({ logKey, logOrigin }: SigningSettings): LogSigning => ({
  keyFile: logKey,
  origin: logOrigin,
});

/**
 * The keys that sign a tree of a size: those of the file whose term holds, more than one where one
 * follows another. Before the log's stream names a key it is the one that signed last, or the first
 * of all. Throws an ExplainedError where the file does not hold them.
 */
export function signersFor(
  file: string,
  origin: string,
  terms: readonly KeyTerm[],
  newest: string | undefined,
  size: number,
): readonly KeptKey[] {
  const kept = keysOf(file, origin, terms.length === 0 && newest === undefined);
  if (terms.length === 0) return [firstKey(file, kept, newest)];
  const due = terms
    .filter(({ from, to = Infinity }) => from <= size && size <= to)
    .map(({ key }) => formatVerifierKey(key));
  const signers = kept.filter(({ key }) => due.includes(formatVerifierKey(key)));
  if (signers.length > 0) return signers;
  throw notThere(file, `the log is signed by ${due.join(' or ')}`);
}

/** What the file holds; it is made only for a log that nobody has signed. */
export function keysOf(file: string, origin: string, unsigned: boolean): readonly KeptKey[] {
  const kept = readKeys(file, origin);
  if (kept) return kept;
  if (unsigned) return makeKeyFile(file, origin);
  throw new ExplainedError(
    `The log's key file ${file} is gone: bring it back, or name it with PURSE_LOG_KEY. If it is lost for good, run "purse log-key rotate --lost".`,
  );
}

/** The key of a log whose stream names none. */
export function firstKey(
  file: string,
  kept: readonly KeptKey[],
  newest: string | undefined,
): KeptKey {
  const ids = newest === undefined ? undefined : parseNote(newest).signatures.map(({ id }) => id);
  const found = kept.find(({ key }) => ids?.includes(key.id) ?? true);
  if (found) return found;
  throw notThere(file, `the last checkpoint is signed by key ${ids?.join(', ') ?? ''}`);
}

/** The file is not that of the log. */
export const notThere = (file: string, why: string): ExplainedError =>
  new ExplainedError(
    `The log's key file ${file} holds none of the keys that sign this log (${why}): bring back the right file, or name it with PURSE_LOG_KEY. If it is lost for good, run "purse log-key rotate --lost".`,
  );
