import { fromBase64, toBase64 } from './base64.js';
import { emptyRoot, hashLength, sameHash, type Hash } from './hashes.js';
import { NotProven } from './not-proven.js';

/** What a log says of itself at one size: C2SP tlog-checkpoint. */
export interface Checkpoint {
  /** The name of the log, the same for ever. */
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
  /** Lines of the log's own, which nobody else understands: best none. */
  readonly extensions: readonly string[];
}

/** The text that is signed. Throws NotProven for what no checkpoint can state. */
export function formatCheckpoint({ origin, size, root, extensions }: Checkpoint): string {
  const text = [origin, size, toBase64(root), ...extensions].map((line) => `${line}\n`).join('');
  const read = parseCheckpoint(text);
  // A newline within a part would make it say something else.
  if (read.origin !== origin || read.extensions.length !== extensions.length) {
    throw new NotProven('A line of the checkpoint holds a newline.');
  }
  return text;
}

/** Reads the text of a checkpoint, which proves nothing yet. Throws NotProven for any other text. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', sizeText = '', rootText = '', ...rest] = text.split('\n');
  const extensions = rest.slice(0, -1);
  if (rest.at(-1) !== '') throw new NotProven('The checkpoint does not end with three lines.');
  if (origin === '' || extensions.includes('')) {
    throw new NotProven('The checkpoint has an empty line.');
  }
  const size = Number(sizeText);
  if (!/^(0|[1-9]\d*)$/.test(sizeText) || !Number.isSafeInteger(size)) {
    throw new NotProven(`The size "${sizeText}" of the checkpoint is not a whole number.`);
  }
  const root = fromBase64(rootText);
  if (root?.length !== hashLength) {
    throw new NotProven(`The root "${rootText}" of the checkpoint is not 32 bytes in base64.`);
  }
  if (size === 0 && !sameHash(root, emptyRoot)) {
    throw new NotProven('The root of the checkpoint is not that of the empty tree.');
  }
  return { origin, size, root, extensions };
}
