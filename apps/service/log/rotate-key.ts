import { problemDocument } from '#contracts/problems.js';
import { parseCheckpoint } from '#libs/transparency/checkpoint.js';
import { formatVerifierKey } from '#libs/transparency/keys.js';
import { parseNote } from '#libs/transparency/note.js';
import { addKey, readKeys } from './key-file.js';
import type { LogService } from './log-service.js';
import { notThere } from './signing.js';

/** Why the old key signs no more. */
export type RetiredFor = 'followed' | 'lost' | 'disclosed';

export interface Rotated {
  readonly verifierKey: string;
  readonly from: number;
  /** Of the first checkpoint that it signed. */
  readonly size: number;
}

/**
 * Makes a new key beside those of the file that still sign, names it in the log's stream and lets it
 * sign. A key that was lost or disclosed is retired at the last size that it signed.
 */
export async function rotateKey(
  log: LogService,
  keyFile: string,
  cause: RetiredFor,
): Promise<Rotated | { readonly problem: string }> {
  const gone = cause !== 'followed';
  await log.introduce();
  const latest = await log.latest();
  const signed = latest === undefined ? 0 : parseCheckpoint(parseNote(latest).text).size;
  const { keys } = await log.keys();
  const open = keys.filter(({ to }) => to === undefined).map(({ key }) => formatVerifierKey(key));
  const retired = keys.filter(({ to }) => to !== undefined).map(({ key }) => key.id);
  const kept = gone ? [] : (readKeys(keyFile, log.origin) ?? []);
  if (!gone && !kept.some(({ key }) => open.includes(formatVerifierKey(key))))
    throw notThere(keyFile, `it is signed by ${open.join(' or ')}`);
  const staying = kept.filter(({ key }) => !retired.includes(key.id));
  const added = addKey(keyFile, log.origin, staying);
  const verifierKey = formatVerifierKey(added.key);
  const from = signed + 1;
  const introduced = await log.step(`introduced ${verifierKey}`, {
    ...{ command: 'introduce-log-key', verifierKey, from, effective: log.today() },
  });
  if (introduced) return { problem: problemDocument(introduced).detail };
  for (const old of gone ? open : []) {
    const refused = await log.step(`retired ${old}`, {
      ...{ command: 'retire-log-key', verifierKey: old, to: signed, cause },
      effective: log.today(),
    });
    if (refused) return { problem: problemDocument(refused).detail };
  }
  const note = await log.checkpointCovering(from);
  return { verifierKey, from, size: parseCheckpoint(parseNote(note).text).size };
}
